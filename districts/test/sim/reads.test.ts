// What is read from a world: observations, batches for the built-in minds, places, names of the tick's parts.
import { agentIdOf, personOf, ROUTINE_COLUMNS, type RoutineBatch } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import {
  clockOf,
  createWorld,
  encodeWorld,
  observe,
  profileOf,
  routineBatch,
  routineMap,
  settle,
} from '../../src/sim/index.ts'
import { FULL, NEARBY_PLACES_MAX, ROUTINE_PERIOD_TICKS, VISIBLE_AGENTS_MAX } from '../../src/sim/limits.ts'
import { type Bond, openBond } from '../../src/sim/society/bonds.ts'
import { FIRST_AGENT, SETTINGS, Stage, tiny } from './stage.ts'

describe('an observation', () => {
  it('says where one is, what is near, what can be done', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bridge-kiosk' })
    const seen = observe(stage.world, agent.number)
    expect(seen).toMatchObject({
      agent_id: 'a1000000',
      tick: stage.world.tick,
      seq: 1,
      location: { district: 'old-town', place: 'bridge-kiosk', x: 209, y: 133 },
      environment: { city_time: 'day 1 08:00', day: 1, minute_of_day: 480 },
      self: { coins: 100, energy: 100, hunger: 60, activity: 'idle', inventory: {} },
    })
    expect(seen?.location).not.toHaveProperty('building')
    expect(seen?.environment.nearby_places).toHaveLength(NEARBY_PLACES_MAX)
    const [kiosk, gate] = seen?.environment.nearby_places ?? []
    expect(kiosk).toMatchObject({
      place: 'bridge-kiosk',
      distance_m: 0,
      open: true,
      sells: [{ item: 'sandwich', price: 9 }, {}, {}],
    })
    expect(gate).toMatchObject({ place: 'bridge-west', kind: 'gate' })
    const actions = Object.fromEntries(seen?.available_actions.map(({ action, targets }) => [action, targets]) ?? [])
    expect(actions).toMatchObject({
      enter: ['bridge-kiosk'],
      buy: ['sandwich', 'apple', 'coffee'],
      say: [],
      wait: ['window_shopping'],
    })
    expect(Object.keys(actions)).not.toContain('leave')
    expect(seen?.available_actions[0]?.schema_ref).toBe('/api/v1/actions#move_to')
  })

  it('offers only what would not be refused', () => {
    const stage = new Stage()
    for (const inside of ['canal-cafe', 'st-anne-clinic', 'town-hall']) {
      const agent = stage.agent({ inside, coins: 4 })
      const offered = observe(stage.world, agent.number)?.available_actions ?? []
      for (const { action, targets } of offered) {
        const [target = ''] = targets
        const parameters = {
          place: target,
          item: target,
          quantity: 1,
          agent: target,
          amount: 1,
          minutes: 5,
          words: { text_id: 't' },
        }
        const copy = { action: { name: action, parameters } as never, type: 'decision', sequence: 0 } as const
        if (targets.length === 0 && action === 'tell') continue
        const { outcomes } = settle(stage.world, [{ ...copy, resident: agent.number }])
        if (agent.building < 0) break
        expect(outcomes, `${action} in ${inside}`).toEqual([{ status: 'accepted' }])
      }
    }
  })

  it('shows the 20 nearest, nearest first, and those in the same building alone', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'fountain-square' })
    for (let count = 0; count < 25; count++) stage.agent({ at: count < 5 ? 'square-bench' : 'fountain-square' })
    stage.agent({ inside: 'town-hall' })
    const seen = observe(stage.world, agent.number)?.visible_agents ?? []
    expect(seen).toHaveLength(VISIBLE_AGENTS_MAX)
    expect(seen.map(({ distance_m }) => distance_m)).toEqual(Array.from({ length: 20 }, () => 0))
    const [host, guest] = [stage.agent({ inside: 'canal-cafe' }), stage.agent({ inside: 'canal-cafe' })]
    const inside = observe(stage.world, host.number)
    expect(inside?.visible_agents.map((one) => one.agent_id)).toEqual([agentIdOf(guest.number)])
    expect(inside?.location.building).toBe('canal-cafe')
  })

  it('reads the shelves from near by, not from far, and of a locked shop neither', () => {
    const stage = new Stage()
    const far = stage.agent({ at: 'mill-corner' })
    const shops = observe(stage.world, far.number)?.environment.nearby_places.filter((place) => place.sells) ?? []
    expect(shops).toEqual([])
    const tavern = observe(stage.world, stage.agent({ at: 'ferryman-tavern' }).number)?.environment.nearby_places[0]
    expect(tavern).toMatchObject({ place: 'ferryman-tavern', open: false })
  })

  it('of somebody who fainted offers nothing; of nobody there is none', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.energy = 1
    stage.run(1)
    expect(observe(stage.world, agent.number)?.available_actions).toEqual([])
    expect(observe(stage.world, 4)).toBeUndefined()
  })

  it('changes nothing', () => {
    const world = createWorld(tiny, 0, 1, SETTINGS)
    const bytes = encodeWorld(world)
    for (const { number } of world.residents) observe(world, number)
    routineBatch(world)
    expect(encodeWorld(world)).toEqual(bytes)
  })
})

describe('routine batches', () => {
  const column = (batch: RoutineBatch | undefined, row: number, name: (typeof ROUTINE_COLUMNS)[number]) =>
    batch?.rows[row * ROUTINE_COLUMNS.length + ROUTINE_COLUMNS.indexOf(name)]

  it('ask each idle resident once in a few ticks, and nobody with a mind of its own', () => {
    const world = createWorld(tiny, 0, 1, SETTINGS)
    settle(world, [
      { type: 'command', id: 'c', command: { kind: 'spawn', resident: FIRST_AGENT, streamed: true, coins: 1 } },
    ])
    const asked: number[] = []
    for (let tick = 0; tick < ROUTINE_PERIOD_TICKS; tick++) {
      const batch = routineBatch(world)
      const rows = (batch?.rows.length ?? 0) / ROUTINE_COLUMNS.length
      for (let row = 0; row < rows; row++) asked.push(column(batch, row, 'resident') ?? 0)
      settle(world, [])
    }
    expect(asked.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })

  it('tell each what it needs to know', () => {
    const stage = new Stage()
    const agent = stage.agent({ at: 'bridge-kiosk', streamed: false })
    const friend = stage.agent({ at: 'bridge-kiosk' })
    Object.assign(agent, { job: 5, home: 3, lastRefused: true, hunger: FULL / 2 })
    agent.inventory[0] = 2
    let batch = routineBatch(stage.world)
    for (let tick = 0; !batch && tick < 5; tick++) {
      stage.tick()
      batch = routineBatch(stage.world)
    }
    const kiosk = stage.named('bridge-kiosk').number
    const row = Object.fromEntries(ROUTINE_COLUMNS.map((name) => [name, column(batch, 0, name)]))
    expect(row).toMatchObject({
      resident: agent.number,
      coins: 100,
      building: -1,
      doorOf: kiosk,
      home: 3,
      work: 5,
      food: 2,
      neighbour: friend.number,
      lastRefusal: 1,
      x: 209,
      y: 133,
      place: -1,
    })
    const { items } = routineMap(stage.world)
    expect([batch?.mealPrice[kiosk], items[batch?.mealItem[kiosk] ?? -1]]).toEqual([9, 'sandwich'])
    const tavern = stage.named('ferryman-tavern').number
    expect([batch?.mealPrice[tavern], batch?.mealItem[tavern]]).toEqual([0, -1])
  })

  it('leave nobody to ask when nobody is idle', () => {
    expect(routineBatch(new Stage().world)).toBeUndefined()
  })
})

describe('a profile', () => {
  it('tells what somebody is like, can, and who is close: nearest first', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.skills[0] = FULL / 4
    const bond = (other: number, affection: number, more: Partial<Bond>) => {
      Object.assign(openBond(stage.world, agent, other), { affection, ...more })
    }
    bond(3, 400, { standing: 'friends' })
    bond(4, 700, { standing: 'friends' })
    bond(5, 900, { isFamily: true })
    bond(6, -300, { standing: 'at_odds' })
    bond(7, 100, {})
    const { age, traits } = profileOf(stage.world, agent.number) ?? {}
    expect(personOf(stage.world.seed, agent.number).age).toBe(age)
    expect(profileOf(stage.world, agent.number)).toEqual({
      age,
      traits,
      skills: { letters: 25 },
      friends: ['a4', 'a3'],
      household: ['a5'],
      at_odds: ['a6'],
    })
    expect(profileOf(stage.world, 9)).toBeUndefined()
  })

  it('tells what others think, relatives left out: who knows it, trusts it, and does not', () => {
    const stage = new Stage()
    const agent = stage.agent()
    const minds = [60, 50, 49, 0, -1].map((trust) => ({ trust }))
    for (const mind of [...minds, { trust: 900, isFamily: true }]) {
      Object.assign(openBond(stage.world, stage.agent(), agent.number), mind)
    }
    const { reputation } = profileOf(stage.world, agent.number) ?? {}
    expect(reputation).toEqual({ known_by: 5, trusted_by: 2, distrusted_by: 1 })
  })
})

describe('the tick', () => {
  it('names its parts to whoever times them, in order', () => {
    const names: string[] = []
    settle(new Stage().world, [], (name) => names.push(name))
    expect(names.join(' ')).toBe(
      'advanceClock decayNeeds progressActivities runIncidents runShops runFirms runHouseholds raiseBuildings rideTrams mindBodies keepAppointments fadeBonds applyInputs crossBorders strikePoses keepTally',
    )
  })

  it('shows city time as it stands at the boundary', () => {
    const stage = new Stage()
    stage.clock(25, 30)
    expect(clockOf(stage.world)).toMatchObject({ day: 2, minute_of_day: 90, rate: 20, paused: false })
  })
})
