// The same inputs always give the same bytes; no input can break the city.
import { agentIdOf, type SimAction, type SimInput } from '@civitas/schema'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createWorld, decodeWorld, encodeWorld, settle, step, type World } from '../../src/sim/index.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { FIRST_AGENT, only, SETTINGS, tiny } from './stage.ts'

/** Random histories take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 })

const SIZE_RUNS = { numRuns: 20 }

const place = fc.constantFrom(
  'bridge-kiosk',
  'canal-cafe',
  'old-bakery',
  'heron-house',
  'willow-bench',
  'sun-bakery',
  'a3',
  'a99',
  'x',
)
const agent = fc.constantFrom(agentIdOf(1), agentIdOf(2), agentIdOf(3), agentIdOf(FIRST_AGENT), 'a0')
const item = fc.constantFrom('sandwich', 'bread', 'book', 'dragon')
const minutes = fc.integer({ min: 1, max: 240 })
const words = fc.constantFrom({ text_id: 't_1' }, { template: 'morning.1', args: ['a2'] })

const action: fc.Arbitrary<SimAction> = fc.oneof(
  fc.record({ name: fc.constant('move_to' as const), parameters: fc.record({ place }) }),
  fc.record({ name: fc.constant('enter' as const), parameters: fc.constant({}) }),
  fc.record({ name: fc.constant('leave' as const), parameters: fc.constant({}) }),
  fc.record({ name: fc.constant('say' as const), parameters: fc.record({ words }) }),
  fc.record({ name: fc.constant('tell' as const), parameters: fc.record({ agent, words }) }),
  fc.record({
    name: fc.constant('pay' as const),
    parameters: fc.record({ agent, amount: fc.integer({ min: 1, max: 60 }) }),
  }),
  fc.record({
    name: fc.constant('buy' as const),
    parameters: fc.record({ item, quantity: fc.integer({ min: 1, max: 20 }) }),
  }),
  fc.record({ name: fc.constant('eat' as const), parameters: fc.constant({}) }),
  fc.record({
    name: fc.constantFrom('rest' as const, 'work' as const, 'study' as const, 'play' as const, 'wait' as const),
    parameters: fc.record({ minutes }),
  }),
  fc.record({ name: fc.constant('wave' as const), parameters: fc.record({ agent }) }),
  fc.record({
    name: fc.constant('give' as const),
    parameters: fc.record({ agent, item, quantity: fc.integer({ min: 1, max: 2 }) }),
  }),
  fc.record({
    name: fc.constant('sell' as const),
    parameters: fc.record({ item, quantity: fc.integer({ min: 1, max: 2 }) }),
  }),
  fc.record({
    name: fc.constant('set_price' as const),
    parameters: fc.record({ item, price: fc.integer({ min: 1, max: 30 }) }),
  }),
  fc.record({
    name: fc.constantFrom('claim_plot' as const, 'release_plot' as const),
    parameters: fc.record({ plot: fc.constantFrom('plot-ot-1', 'plot-ot-3', 'plot-mk-1', 'plot-x') }),
  }),
)

const resident = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, FIRST_AGENT, 77)
const input: fc.Arbitrary<SimInput> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('decision' as const), resident, action, sequence: fc.nat(9) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('action' as const),
      resident,
      action,
      action_id: fc.constant('act_1'),
      key: fc.string({ maxLength: 2 }),
      sequence: fc.nat(9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<SimInput>(
      { type: 'command', id: 'c1', command: { kind: 'spawn', resident: FIRST_AGENT, streamed: true, coins: 50 } },
      { type: 'command', id: 'c2', command: { kind: 'retire', resident: FIRST_AGENT } },
      { type: 'command', id: 'c3', command: { kind: 'retire', resident: 4 } },
      { type: 'command', id: 'c4', command: { kind: 'set_streamed', resident: 2, streamed: true } },
      { type: 'clock', rate: 400, paused: false },
      { type: 'clock', rate: 20, paused: true },
    ),
  },
)
const history = fc.array(fc.array(input, { maxLength: 6 }), { minLength: 5, maxLength: 40 })

function morning(seed: number): World {
  return createWorld(tiny, 0, seed, { ...SETTINGS, clockRate: 200 })
}

function runTick(world: World, inputs: readonly SimInput[]) {
  for (let count = 0; count < 10; count++) step(world)
  return settle(world, inputs)
}

describe('determinism', () => {
  it('[DET-1] two worlds with the same inputs have the same bytes after every tick', () => {
    fc.assert(
      fc.property(history, fc.nat(1000), (ticks, seed) => {
        const [one, other] = [morning(seed), morning(seed)]
        for (const inputs of ticks) {
          expect(runTick(one, inputs)).toEqual(runTick(other, inputs))
          expect(encodeWorld(one)).toEqual(encodeWorld(other))
        }
      }),
      SIZE_RUNS,
    )
  })

  it('[DET-1] a world read back from its bytes goes on as if nothing had been', () => {
    fc.assert(
      fc.property(history, history, (before, after) => {
        const live = morning(1)
        for (const inputs of before) runTick(live, inputs)
        const recovered = decodeWorld(tiny, encodeWorld(live))
        expect(encodeWorld(recovered)).toEqual(encodeWorld(live))
        for (const inputs of after) {
          const [expected, found] = [runTick(live, inputs), runTick(recovered, inputs)]
          expect({ ...found, buildings: [], plots: [] }).toEqual({ ...expected, buildings: [], plots: [] })
          expect(encodeWorld(recovered)).toEqual(encodeWorld(live))
        }
      }),
      SIZE_RUNS,
    )
  })

  it('the order in which actions arrive in a list does not matter, only their sequence', () => {
    const decisions = fc.uniqueArray(
      fc.record({ type: fc.constant('decision' as const), resident, action, sequence: fc.nat(99) }),
      {
        selector: ({ sequence }) => sequence,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(history, decisions, (ticks, last) => {
        const [one, other] = [morning(5), morning(5)]
        for (const inputs of ticks) {
          runTick(one, inputs)
          runTick(other, inputs)
        }
        const [expected, found] = [runTick(one, last), runTick(other, last.toReversed())]
        expect(found.facts).toEqual(expected.facts)
        expect(encodeWorld(other)).toEqual(encodeWorld(one))
      }),
      SIZE_RUNS,
    )
  })

  it('another seed makes another morning', () => {
    expect(encodeWorld(morning(1))).not.toEqual(encodeWorld(morning(2)))
  })
})

describe('invariants under any inputs', () => {
  it('coins only grow by money_minted; nobody is in two places; counts agree', () => {
    fc.assert(
      fc.property(history, (ticks) => {
        const world = morning(3)
        let coins = coinsOf(world)
        for (const inputs of ticks) {
          const { facts } = runTick(world, inputs)
          for (const minted of only(facts, 'money_minted')) coins += minted.coins
          expect(coinsOf(world)).toBe(coins)
          expectSoundCounts(world)
        }
      }),
      SIZE_RUNS,
    )
  })

  it('a refused action changes nothing but the stream of who asked', () => {
    fc.assert(
      fc.property(history, action, (ticks, last) => {
        const world = morning(4)
        for (const inputs of ticks) runTick(world, inputs)
        const bytes = encodeWorld(world)
        const decision = { type: 'decision', resident: 5, action: last, sequence: 0 } as const
        const { outcomes } = settle(world, [decision])
        if (outcomes[0]?.status !== 'refused') return
        const without = decodeWorld(tiny, bytes)
        settle(without, [])
        for (const side of [world, without]) for (const someone of side.residents) someone.lastRefused = false
        expect(encodeWorld(world)).toEqual(encodeWorld(without))
      }),
      SIZE_RUNS,
    )
  })
})

function expectSoundCounts(world: World): void {
  expect(world.byNumber.size).toBe(world.residents.length)
  expect(world.motion.count).toBe(world.residents.length)
  expect(world.bodies.count).toBe(world.residents.length)
  world.residents.forEach((one, slot) => {
    expect(one.slot).toBe(slot)
    expect(world.bodies.number[slot]).toBe(one.number)
    expect(one.coins).toBeGreaterThanOrEqual(0)
    expect(world.byNumber.get(one.number)).toBe(one)
  })
  world.plotOwners.forEach((owner, index) => {
    if (owner !== 0) expect(world.byNumber.get(owner)?.plots).toContain(world.map.plots[index]?.number)
  })
  world.buildings.forEach((building, index) => {
    const inside = world.residents.filter((one) => one.building === index)
    expect(building.occupants).toBe(inside.length)
    expect(building.working).toBe(inside.filter(({ activity }) => activity === 'working').length)
    expect(Math.min(building.coins, ...building.stock)).toBeGreaterThanOrEqual(0)
  })
}
