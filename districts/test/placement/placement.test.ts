import { districtLease } from '@civitas/store'
import { describe, expect, it } from 'vitest'
import { placementTopics } from '../../src/placement/orders.ts'
import { startCluster, type TestHost } from './cluster.ts'

const BOTH = ['market', 'old-town']
const held = (...hosts: TestHost[]) => hosts.flatMap((host) => host.held()).toSorted((a, b) => (a < b ? -1 : 1))

describe('[CLK-2] hosts of a cluster', () => {
  it('share the districts that are free', async () => {
    const { clock, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(3_000)
    expect([one.held().length, two.held().length]).toEqual([1, 1])
    expect(held(one, two)).toEqual(BOTH)
  })

  it('take everything when they are alone, and give to who joins', async () => {
    const { clock, store, addHost } = await startCluster()
    const one = await addHost()
    await clock.advance(5_000)
    expect(held(one)).toEqual(BOTH)
    const two = await addHost()
    await clock.advance(6_000)
    expect([one.held().length, two.held().length]).toEqual([1, 1])
    await clock.advance(20_000)
    expect(held(one, two)).toEqual(BOTH)
    const heads = await Promise.all(BOTH.map((district) => store.tickLog.head('main', district)))
    for (const head of heads) expect(head?.tick).toBeGreaterThan(25)
  })

  it('replace one that died within five seconds, and go on from its last commit', async () => {
    const { clock, store, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(10_000)
    const [lost = ''] = one.held()
    const before = await store.tickLog.head('main', lost)
    one.die()
    await clock.advance(5_000)
    expect(held(two)).toEqual(BOTH)
    const after = await store.tickLog.head('main', lost)
    expect(after?.tick).toBeGreaterThan(before?.tick ?? NaN)
  })

  it('do not believe one that was frozen: when it wakes it lets go, and wrote nothing', async () => {
    const { clock, store, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(10_000)
    const wake = one.freeze()
    await clock.advance(2_000)
    // Somebody else takes the district meanwhile, as after a lease that ran out.
    const taken = await store.leases.acquire(districtLease('main', one.held()[0] ?? ''), 'another', 3_000, true)
    wake()
    await clock.advance(1_500)
    expect(taken).toBeDefined()
    expect(one.held()).toEqual([])
    expect(two.held()).toHaveLength(1)
  })

  it('move a district by order, and leave it there', async () => {
    const { clock, store, bus, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(10_000)
    const [district = ''] = one.held()
    const before = await store.tickLog.head('main', district)
    const answer = bus.request(placementTopics.move(district), { to: two.id }, { timeoutMs: 5_000 })
    await clock.advance(1_000)
    await expect(answer).resolves.toMatchObject({ moved: true })
    expect(held(two)).toEqual(BOTH)
    await clock.advance(1_000)
    const after = await store.tickLog.head('main', district)
    expect((after?.tick ?? 0) - (before?.tick ?? 0)).toBeGreaterThanOrEqual(1)
    await clock.advance(20_000)
    expect(held(two)).toEqual(BOTH)
  })

  it('obey an order that comes while they ask for the district by themselves', async () => {
    const { clock, store, bus, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(10_000)
    const [district = ''] = one.held()
    const { acquire } = store.leases
    store.leases.acquire = async (...of) => {
      const taken = await acquire(...of)
      await clock.sleep(1_000)
      return taken
    }
    await clock.advance(300)
    const answer = bus.request(placementTopics.move(district), { to: two.id }, { timeoutMs: 5_000 })
    await clock.advance(4_000)
    await expect(answer).resolves.toMatchObject({ moved: true })
    expect(held(two)).toEqual(BOTH)
  })

  it('refuse to move a district to nobody', async () => {
    const { clock, bus, addHost } = await startCluster()
    const one = await addHost()
    await clock.advance(5_000)
    const move = (to: string) => bus.request(placementTopics.move('market'), { to }, { timeoutMs: 5_000 })
    await expect(move('nobody')).resolves.toEqual({ moved: false, reason: 'no host nobody lives' })
    await expect(move(one.id)).resolves.toMatchObject({ moved: false })
    expect(held(one)).toEqual(BOTH)
  })

  it('that stop hand everything over at once', async () => {
    const { clock, addHost } = await startCluster()
    const [one, two] = [await addHost(), await addHost()]
    await clock.advance(5_000)
    const stopped = one.stop()
    await clock.advance(1_500)
    await stopped
    expect(held(two)).toEqual(BOTH)
  })
})
