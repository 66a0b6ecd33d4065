// What time does: needs, shops, bodies without a mind, money.
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, positions, settle, summary } from '../../src/sim/index.ts'
import { FULL, MINT_COINS, SLOW_WALK_PER_STEP, TREASURY_FLOOR } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { only, Stage, tiny } from './stage.ts'

/** Ticks of 20 city seconds. */
const HOUR = 180

describe('needs', () => {
  it('hunger lasts eight city hours, energy a waking day', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.hunger = FULL
    stage.run(7.9 * HOUR)
    expect(agent.hunger).toBeGreaterThan(0)
    stage.run(0.2 * HOUR)
    expect(agent.hunger).toBe(0)
    stage.run(10 * HOUR)
    expect(agent.energy).toBeGreaterThan(0)
    expect(agent.energy).toBeLessThan(FULL / 8)
  })

  it('decay follows city time, not the length of a tick', () => {
    const [slow, fast] = [new Stage(), new Stage({ clockRate: 200 })]
    const [one, other] = [slow.agent(), fast.agent()]
    slow.run(100 - (slow.world.tick - 1))
    fast.run(10)
    const lost = (agent: { energy: number }) => FULL - agent.energy
    expect(lost(other) / lost(one)).toBeCloseTo(1, 1)
  })

  it('hunger at zero slows', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.hunger = 1
    stage.run(1)
    expect(stage.world.motion.pace[agent.slot]).toBe(SLOW_WALK_PER_STEP)
  })
})

describe('a body without a mind', () => {
  it('goes on walking, and eats what it carries when starving', () => {
    const stage = new Stage()
    const agent = stage.agent()
    agent.inventory[0] = 1
    agent.hunger = FULL / 20
    stage.run(1)
    expect([agent.activity, agent.inventory[0]]).toEqual(['eating', 0])
  })

  it('drops where it stands when it has no energy left, and wakes later', () => {
    const stage = new Stage()
    const agent = stage.agent()
    stage.act(agent, { name: 'move_to', parameters: { place: 'mill-corner' } })
    stage.run(5)
    agent.energy = 1
    const facts = stage.run(1)
    expect(only(facts, 'activity_finished')).toMatchObject([{ activity: 'move_to', outcome: 'interrupted' }])
    expect(only(facts, 'fainted')).toEqual([{ type: 'fainted', agent_id: 'a1000000', need: 'energy' }])
    const place = positions(stage.world)
    expect(place).toMatchObject([{ pose: 'fainted' }])
    expect(only(stage.run(9 * HOUR), 'woke')).toHaveLength(1)
    expect(positions(stage.world)).toEqual(place.map((row) => ({ ...row, pose: 'standing' })))
  })
})

describe('shops', () => {
  it('close: guests are sent home', () => {
    const stage = new Stage()
    const guest = stage.agent({ inside: 'canal-cafe' })
    stage.act(guest, { name: 'wait', parameters: { minutes: 240 } })
    stage.clock(20, 59)
    const { facts, buildings, agents } = collect(stage, 4)
    expect(only(facts, 'building_left')).toMatchObject([{ building: 'canal-cafe' }])
    expect(only(facts, 'activity_finished')).toMatchObject([{ outcome: 'interrupted' }])
    expect(buildings).toContainEqual(expect.objectContaining({ building: 'canal-cafe', open: false, occupants: 0 }))
    expect(agents.at(-1)).toMatchObject({ resident: guest.number, activity: 'idle' })
  })

  it('open with goods from outside on the shelves, as many as the till paid for', () => {
    const stage = new Stage()
    const { state, building } = stage.building('quill-library')
    const treasury = stage.world.treasury.coins
    state.stock[0] = 0
    stage.clock(8, 58)
    state.open = false
    stage.run(7)
    expect([state.open, state.stock[0]]).toEqual([true, building.shelves[0]?.restock])
    expect(stage.world.treasury.coins).toBe(treasury + (20 * 14) / 2)
    state.stock[0] = 0
    state.coins = 15
    state.open = false
    stage.clock(8, 58)
    stage.run(7)
    expect([state.coins, state.stock[0]]).toEqual([1, 2])
  })

  it('that never close are filled at midnight', () => {
    const stage = new Stage()
    const { state, building } = stage.building('bridge-kiosk')
    const apples = building.shelves.findIndex(({ item }) => item.id === 'apple')
    state.stock[apples] = 0
    stage.clock(23, 59)
    stage.run(3)
    expect(state.stock[apples]).toBe(building.shelves[apples]?.restock)
  })

  it('past midnight keep their evening guests', () => {
    const stage = new Stage()
    stage.clock(23, 50)
    const guest = stage.agent({ inside: 'ferryman-tavern' })
    stage.run(HOUR)
    expect(guest.building).toBeGreaterThanOrEqual(0)
    stage.run(HOUR / 2)
    expect(guest.building).toBe(-1)
  })

  it('do not put a guest in the street who cannot stand', () => {
    const stage = new Stage()
    const guest = stage.agent({ inside: 'canal-cafe' })
    guest.energy = 1
    stage.clock(20, 59)
    stage.run(5)
    expect([guest.activity, guest.building]).toEqual(['fainted', stage.named('canal-cafe').number])
  })
})

describe('money', () => {
  it('the treasury mints before it runs dry, and says so', () => {
    const stage = new Stage()
    const before = coinsOf(stage.world)
    const treasury = stage.world.treasury.coins
    stage.world.treasury.coins = TREASURY_FLOOR
    const { facts } = settle(stage.world, [
      { type: 'command', id: 'c', command: { kind: 'spawn', resident: 7, streamed: false, coins: 10 } },
    ])
    expect(only(facts, 'money_minted')).toMatchObject([{ coins: MINT_COINS }])
    expect(coinsOf(stage.world)).toBe(before - (treasury - TREASURY_FLOOR) + MINT_COINS)
    expect(summary(stage.world).coins).toBe(coinsOf(stage.world))
  })
})

describe('projections', () => {
  it('the first tick of a world and of a recovered one tells of every building', () => {
    const { world } = new Stage()
    const recovered = decodeWorld(tiny, encodeWorld(world))
    expect(settle(recovered, []).buildings).toHaveLength(world.buildings.length)
    expect(settle(recovered, []).buildings).toEqual([])
  })
})

function collect(stage: Stage, ticks: number) {
  const results = Array.from({ length: ticks }, () => stage.tick())
  return {
    facts: results.flatMap(({ facts }) => facts),
    buildings: results.flatMap(({ buildings }) => buildings),
    agents: results.flatMap(({ agents }) => agents),
  }
}
