// Over the bridge: agents, words and coins between two districts.
import { must } from '@civitas/kit'
import { agentIdOf, type Command, type SimAction } from '@civitas/schema'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { loadCity, observe, parseScenario } from '../../src/sim/index.ts'
import { GATE_PATIENCE_TICKS, RESERVATION_TICKS } from '../../src/sim/limits.ts'
import { only, readScenario, tiny } from './stage.ts'
import { payOwner } from '../../src/sim/people/sites.ts'
import { TwoDistricts } from './two-districts.ts'

/** Random histories take their time on a busy machine. */
vi.setConfig({ testTimeout: 30_000 })

const walk = (place: string): SimAction => ({ name: 'move_to', parameters: { place } })
const pay = (agent: number, amount: number): SimAction => ({
  name: 'pay',
  parameters: { agent: agentIdOf(agent), amount },
})
const tell = (agent: number, text_id = 't_hello'): SimAction => ({
  name: 'tell',
  parameters: { agent: agentIdOf(agent), words: { text_id } },
})

/** The other bank has room for that many. */
function narrowCity(capacity: number) {
  const scenario = parseScenario(readScenario('tiny'))
  const districts = scenario.districts.map((district, index) => (index === 1 ? { ...district, capacity } : district))
  return loadCity({ ...scenario, districts })
}

describe('handoff', () => {
  it('[HND] move_to a place beyond the bridge leads through the gate to the place, and ends there once', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    expect(city.act(agent, walk('harbour-kiosk'), 'far')).toMatchObject([{ status: 'accepted' }, {}])
    city.ticks(60)
    expect(city.homeOf(agent)?.map.id).toBe('market')
    const finished = { activity: 'move_to', action_id: 'act_far', outcome: 'done', place: 'harbour-kiosk' }
    expect(only(city.facts, 'activity_finished')).toMatchObject([finished])
    expect(city.get(agent)).toMatchObject({ activity: 'idle', epoch: 1, pass: 'none' })
    city.act(agent, walk('bridge-kiosk'))
    city.ticks(60)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
    expect(city.get(agent)).toMatchObject({ activity: 'idle', epoch: 2 })
  })

  it('[ACT-7, STR-2] keys, items and their ticks go on over the border', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    city.act(agent, walk('market-square'), 'once')
    city.ticks(80)
    expect(city.homeOf(agent)?.map.id).toBe('market')
    expect(city.act(agent, walk('bridge-kiosk'), 'once')).toEqual([])
    expect(city.get(agent).activity).toBe('idle')
    const items = city.items.get(agent) ?? []
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
    expect(items.map(({ tick }) => tick)).toEqual(items.map(({ tick }) => tick).toSorted((a, b) => a - b))
  })

  it('[HND] a full district turns the agent back at the gate: activity_finished failed', () => {
    const city = new TwoDistricts({ city: narrowCity(1) })
    city.spawn(1)
    const agent = city.spawn(0)
    city.act(agent, walk('harbour-kiosk'))
    city.ticks(60)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
    expect(only(city.facts, 'activity_finished')).toMatchObject([{ activity: 'move_to', outcome: 'failed' }])
  })

  it('[HND] a reservation runs out; who departed is let in all the same, and counted', () => {
    const city = new TwoDistricts({ city: narrowCity(1) })
    const agent = city.spawn(0)
    city.act(agent, walk('harbour-kiosk'))
    for (let left = 60; left > 0 && city.homeOf(agent); left--) city.ticks(1)
    const rows = city.waiting.splice(0)
    expect(rows.map(({ command }) => command.kind)).toEqual(['arrive'])
    city.ticks(RESERVATION_TICKS + 1)
    city.spawn(1)
    const market = city.worlds[1]
    if (!market) throw new Error('two districts')
    const inputs = rows.map(({ id, command }) => ({ type: 'command', id, command }) as const)
    expect(city.tick(market, inputs).late).toBe(1)
    expect(market.residents).toHaveLength(2)
  })

  it('[HND] a repeated arrival changes nothing, not even after the agent went back', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    city.act(agent, walk('harbour-kiosk'))
    let row: Command | undefined
    for (let left = 60; left > 0 && !row; left--) {
      city.ticks(1)
      row = city.waiting.find(({ command }) => command.kind === 'arrive')?.command
    }
    if (!row) throw new Error('nobody departed')
    city.ticks(5)
    city.give(1, row)
    city.ticks(5)
    expect([city.placesOf(agent), city.imbalance(), city.inTransit()]).toEqual([1, 0, 0])
    city.act(agent, walk('bridge-kiosk'))
    city.ticks(60)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
    city.give(1, row)
    city.ticks(5)
    expect([city.placesOf(agent), city.imbalance(), city.inTransit()]).toEqual([1, 0, 0])
  })

  it('[HND] without an answer the agent turns back after a while', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    city.act(agent, walk('harbour-kiosk'))
    city.ticks(GATE_PATIENCE_TICKS + 20, () => false)
    expect(only(city.facts, 'activity_finished')).toMatchObject([{ outcome: 'failed' }])
    city.ticks(20)
    expect(city.homeOf(agent)?.map.id).toBe('old-town')
  })
})

describe('commands', () => {
  it('[CMD-4] words and coins follow an agent that has moved, wherever it was last seen', () => {
    const city = new TwoDistricts()
    const [traveller, friend, stranger] = [city.spawn(0), city.spawn(0), city.spawn(1)]
    city.act(traveller, walk('harbour-kiosk'))
    city.ticks(60)
    city.act(friend, tell(traveller))
    city.act(friend, pay(traveller, 30))
    city.ticks(3)
    expect(city.items.get(traveller)?.slice(-2)).toMatchObject([
      { kind: 'message', channel: 'tell', from: agentIdOf(friend), words: { text_id: 't_hello' } },
      { fact: { type: 'paid', amount: 30 } },
    ])
    city.act(stranger, pay(friend, 10))
    city.ticks(3)
    const coins = [traveller, friend, stranger].map((agent) => city.get(agent).coins)
    expect([coins, city.inTransit(), city.imbalance()]).toEqual([[130, 80, 90], 0, 0])
  })

  it('[CMD-3] what land brings in reaches its owner beyond the border, as nobody’s gift', () => {
    const city = new TwoDistricts()
    const owner = city.spawn(1)
    const [there, world] = [must(city.worlds[0], 'a district'), must(city.worlds[1], 'a district')]
    const plot = must(there.map.plots[0], 'a plot')
    there.plotOwners[plot.index] = owner
    city.get(owner).plots.push(plot.number)
    there.departed.set(owner, { district: world.map.index, epoch: 0 })
    payOwner(there, plot, there.treasury, 12)
    city.ticks(3)
    expect([city.get(owner).coins, city.inTransit(), city.imbalance()]).toEqual([112, 0, 0])
    expect(city.get(owner).bonds).toEqual([])
    expect(only(city.facts, 'paid')).toEqual([])
  })

  it('[CMD-3, CMD-4] what nobody takes comes back, coins and all, with a fact', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    city.act(agent, pay(1_999_999, 40), 'lost')
    expect([city.get(agent).coins, city.inTransit(), city.imbalance()]).toEqual([60, 40, 0])
    city.ticks(40)
    expect(only(city.facts, 'undelivered')).toEqual([
      {
        type: 'undelivered',
        agent_id: agentIdOf(agent),
        to: 'a1999999',
        what: 'pay',
        amount: 40,
        action_id: 'act_lost',
      },
    ])
    expect([city.get(agent).coins, city.inTransit(), city.imbalance()]).toEqual([100, 0, 0])
  })

  it('[CMD-4] retire follows the agent over the border', () => {
    const city = new TwoDistricts()
    const agent = city.spawn(0)
    city.act(agent, walk('harbour-kiosk'))
    city.ticks(60)
    city.give(0, { kind: 'retire', resident: agent })
    city.ticks(3)
    expect([city.placesOf(agent), city.imbalance(), city.inTransit()]).toEqual([0, 0, 0])
    expect(only(city.facts, 'agent_retired')).toHaveLength(1)
  })
})

describe('[HND-2] conversation over a border', () => {
  it('every word told to a traveller is heard once and in order, before, at and beyond the gate, and so is every answer', () => {
    const city = new TwoDistricts()
    const [traveller, friend] = [city.spawn(0), city.spawn(0)]
    city.act(traveller, walk('harbour-kiosk'))
    const places = new Set<string | undefined>()
    const sent: Record<number, string[]> = { [traveller]: [], [friend]: [] }
    for (let tick = 0; tick < 60; tick++) {
      places.add(city.homeOf(traveller)?.map.id)
      for (const [from, to] of [
        [friend, traveller],
        [traveller, friend],
      ] as const) {
        if (!city.homeOf(from)) continue
        city.act(from, tell(to, `t_${from}_${tick}`))
        sent[to]?.push(`t_${from}_${tick}`)
      }
    }
    city.ticks(5)
    expect([...places]).toEqual(['old-town', undefined, 'market'])
    for (const agent of [traveller, friend]) {
      const heard = (city.items.get(agent) ?? []).flatMap((item) => (item.kind === 'message' ? [item.words] : []))
      expect(heard).toEqual(sent[agent]?.map((text_id) => ({ text_id })))
    }
  })

  it('what was heard on one bank is still in the observation on the other', () => {
    const city = new TwoDistricts()
    const [traveller, friend] = [city.spawn(0), city.spawn(0)]
    city.act(traveller, walk('bridge-west'))
    city.ticks(20)
    city.act(friend, tell(traveller, 't_soon'))
    city.act(traveller, walk('bridge-east'))
    for (let left = 30; left > 0 && city.homeOf(traveller)?.map.index !== 1; left--) city.ticks(1)
    const market = must(city.worlds[1], 'market')
    expect(observe(market, traveller)?.messages).toMatchObject([
      { from: agentIdOf(friend), words: { text_id: 't_soon' } },
    ])
    city.act(traveller, tell(friend, 't_yes'))
    city.ticks(3)
    expect(city.items.get(friend)?.at(-1)).toMatchObject({ kind: 'message', from: agentIdOf(traveller) })
  })
})

describe('invariants', () => {
  const agents = [1_000_000, 1_000_001, 1_000_002]
  const agent = fc.constantFrom(...agents)
  const places = ['harbour-kiosk', 'bridge-east', 'bridge-west', 'bridge-kiosk', 'market-square']
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...places).map(walk) },
    { weight: 1, arbitrary: fc.tuple(agent, fc.integer({ min: 1, max: 60 })).map(([to, amount]) => pay(to, amount)) },
    { weight: 1, arbitrary: agent.map(tell) },
    { weight: 1, arbitrary: fc.constant(pay(1_999_999, 5)) },
  )
  const moment = fc.record({
    agent,
    action,
    ticks: fc.integer({ min: 1, max: 40 }),
    slow: fc.nat(3),
    crash: fc.boolean(),
    retires: fc.integer({ min: 0, max: 30 }),
  })

  it('[HND-1, CMD-3, STR-2] under any history, delays and crashes: one place each, no coin lost, no item twice', () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 3, maxLength: 12 }), fc.nat(99), (moments, seed) => {
        const city = new TwoDistricts({ seed })
        const retired = new Set<number>()
        const tickets = agents.map((_, index) => city.spawn(index % 2))
        let draw = seed
        for (const { agent: who, action: what, ticks, slow, crash, retires } of moments) {
          if (city.homeOf(who)) city.act(who, what)
          if (retires === 0) city.give(0, { kind: 'retire', resident: who })
          if (retires === 0) retired.add(who)
          for (let left = ticks; left > 0; left--) {
            city.ticks(1, () => (draw = (draw * 5 + 1) % 64) % (slow + 1) === 0)
            expectSound(city, tickets, retired)
          }
          if (crash) city.restart()
        }
        city.ticks(200)
        expectSound(city, tickets, retired)
        expect([city.inTransit(), city.waiting]).toEqual([0, []])
      }),
      { numRuns: 25 },
    )
  })

  function expectSound(city: TwoDistricts, residents: readonly number[], retired: ReadonlySet<number>): void {
    expect([city.imbalance(), city.inTransit()]).toEqual([0, city.onTheWay()])
    for (const resident of residents) {
      if (!retired.has(resident)) expect(city.placesOf(resident)).toBe(1)
      else expect(city.placesOf(resident)).toBeLessThanOrEqual(1)
      const items = city.items.get(resident) ?? []
      expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
      expect(items.every(({ tick }, index) => index === 0 || tick >= (items[index - 1]?.tick ?? 0))).toBe(true)
    }
  }

  it('the shipped scenarios have a way over the bridge in both directions', () => {
    expect(tiny.districts.map(({ towards }) => towards)).toEqual([
      [-1, 0],
      [0, -1],
    ])
  })
})
