import { describe, expect, it } from 'vitest'
import { type HostLoad, mayTake, shareOf, shouldGive } from './rule.ts'

const host = (held: number, joining = false): HostLoad => ({ id: `h${held}${joining}`, held, joining })

describe('[CLK-2] placement by load', () => {
  it('lets a host that is alone take everything', () => {
    for (let held = 0; held < 6; held++) expect(mayTake(host(held), [], 6)).toBe(true)
  })

  it('takes no more than its share while another host has room', () => {
    expect(mayTake(host(0), [host(1)], 2)).toBe(true)
    expect(mayTake(host(1), [host(0)], 2)).toBe(false)
    expect(mayTake(host(2), [host(2), host(1)], 6)).toBe(false)
  })

  it('takes more than its share when nobody else has room', () => {
    expect(shareOf(7, 3)).toBe(3)
    expect(mayTake(host(3), [host(3)], 6)).toBe(true)
  })

  it('gives to a host that joined, and never to one that had its share before', () => {
    expect(shouldGive(host(2), [host(0, true)], 2)).toBe(true)
    expect(shouldGive(host(2), [host(0)], 2)).toBe(false)
    expect(shouldGive(host(1), [host(0, true)], 1)).toBe(false)
  })

  it('settles: from any start no host gives for ever', () => {
    const hosts = [host(6), host(0, true), host(0, true)]
    let moves = 0
    for (; moves < 20; moves++) {
      const giver = hosts.find((one) => shouldGive(one, without(hosts, one), 6))
      if (!giver) break
      giver.held--
      const taker = hosts.find((one) => one !== giver && mayTake(one, without(hosts, one), 6))
      if (taker) taker.held++
    }
    expect(hosts.map(({ held }) => held)).toEqual([2, 2, 2])
    expect(moves).toBe(4)
  })
})

function without(hosts: readonly HostLoad[], one: HostLoad): HostLoad[] {
  return hosts.filter((other) => other !== one)
}
