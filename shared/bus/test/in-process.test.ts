import { describe, expect, it, vi } from 'vitest'
import { matchesFilter } from '../src/filter.ts'
import { createInProcessBus } from '../src/in-process.ts'
import { MAX_WAITING_MESSAGES } from '../src/limits.ts'
import { busContract } from './contracts/bus.suite.ts'

busContract('in process', ({ log }) =>
  Promise.resolve({ bus: createInProcessBus({ log }), settled: () => Promise.resolve() }),
)

describe('the bus inside one process', () => {
  it('hands messages over by reference', async () => {
    const bus = createInProcessBus()
    const message = { tick: 1 }
    const received = new Promise((resolve) => bus.subscribe('/world/tick', resolve))
    bus.publish('/world/tick', message)
    expect(await received).toBe(message)
  })

  it('lets other work run between the slices of 10,000 waiting messages', async () => {
    const bus = createInProcessBus()
    const handed: unknown[] = []
    bus.subscribe('/world/tick', (message) => handed.push(message))
    for (let n = 0; n < 10_000; n++) bus.publish('/world/tick', n)
    let turns = 0
    while (handed.length < 10_000) {
      turns++
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(turns).toBeGreaterThan(10)
  })

  it('drops and counts what comes when too much waits', { timeout: 30_000 }, async () => {
    const onFault = vi.fn()
    const bus = createInProcessBus({ onFault })
    let last: unknown
    bus.subscribe('/world/tick', (message) => (last = message))
    for (let n = 1; n <= MAX_WAITING_MESSAGES + 1; n++) bus.publish('/world/tick', n)
    expect(onFault.mock.calls).toEqual([['dropped', '/world/tick']])
    await expect.poll(() => last, { timeout: 20_000 }).toBe(MAX_WAITING_MESSAGES)
  })

  it('refuses a second responder on a topic', () => {
    const bus = createInProcessBus()
    bus.respond('/district/market/inbox', () => 1)
    expect(() => bus.respond('/district/market/inbox', () => 2)).toThrow('two responders')
  })
})

describe('matchesFilter', () => {
  it.each([
    ['/a/b', '/a/b', true],
    ['/a/+', '/a/b', true],
    ['/a/+', '/a', false],
    ['/a/+', '/a/b/c', false],
    ['/a/#', '/a', true],
    ['/a/#', '/a/b/c', true],
    ['#', '/a/b', true],
    ['+/+', '/finance', true],
    ['+', '/finance', false],
    ['/a/+/c', '/a//c', true],
  ])('%s covers %s: %s', (filter, topic, covers) => {
    expect(matchesFilter(filter, topic)).toBe(covers)
  })
})
