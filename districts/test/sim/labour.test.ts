// Work, wages and prices: who is taken on, who is let go, what it pays, and what that does to prices.
import { must } from '@civitas/kit'
import { agentIdOf, isRetired } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { observe, settle } from '../../src/sim/index.ts'
import { wageDue } from '../../src/sim/economy/payday.ts'
import { FULL, MISSED_MAX, PENSION_COINS, PRICE_MAX_PERCENT, RELIEF_BELOW, RELIEF_COINS } from '../../src/sim/limits.ts'
import { coinsOf, transfer } from '../../src/sim/money.ts'
import { addResident, type World } from '../../src/sim/world.ts'
import { only, Stage } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

/** Ticks of 20 city seconds. */
const HOUR = 180
const work = (minutes: number) => ({ name: 'work', parameters: { minutes } }) as const

/** Over one midnight. */
function night(stage: Stage) {
  stage.clock(23, 59)
  return stage.run(6)
}

/** Somebody with a job in a house of the stage, on its roster. */
function employee(stage: Stage, id: string) {
  const agent = stage.agent({ inside: id, coins: 0 })
  const { building, state } = stage.building(id)
  agent.job = building.address
  state.firm.staff.push({ resident: agent.number, came: false, missed: 0, unpaid: false })
  return { agent, building, state }
}

/** So many strangers on the roster. */
function handsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({ resident: at + 1, came: true, missed: 0, unpaid: false }))
}

/** No house waits for its first hand. */
function staffAll({ world }: Stage) {
  for (const { firm } of world.buildings) firm.staff = handsOf(Math.max(1, firm.positions))
}

/** A full till at midnight. */
function thrive(stage: Stage, { state }: { state: World['buildings'][number] }) {
  stage.world.treasury.coins -= 5_000
  state.coins += 5_000
  night(stage)
}

describe('a firm', () => {
  it('lets go who misses some shifts in a row, and keeps who comes', () => {
    const stage = new Stage()
    const { agent, state } = employee(stage, 'old-bakery')
    const facts = Array.from({ length: MISSED_MAX }, () => {
      expect(state.firm.staff).toHaveLength(1)
      stage.clock(13, 59)
      return stage.run(6)
    }).flat()
    expect(only(facts, 'let_go')).toMatchObject([{ building: 'old-bakery', why: 'absent' }])
    expect([agent.job, state.firm.staff.length]).toEqual([-1, 0])
    const diligent = employee(stage, 'old-bakery')
    for (let day = 0; day < MISSED_MAX; day++) {
      stage.clock(13)
      stage.act(diligent.agent, work(30))
      stage.clock(13, 59)
      expect(only(stage.run(6), 'let_go')).toEqual([])
    }
    expect(diligent.agent.job).toBe(diligent.building.address)
  })

  it('takes on another one when somebody leaves the city', () => {
    const stage = new Stage()
    const { agent, building, state } = employee(stage, 'old-bakery')
    const command = { kind: 'retire', resident: agent.number } as const
    stage.world.output.changedBuildings.clear()
    expect(
      settle(stage.world, [{ type: 'command', id: 'r1', command }]).buildings.map(({ building: id }) => id),
    ).toContain(building.id)
    expect(state.firm.staff).toEqual([])
  })

  it('buys from who works there only what the till holds beyond the wage', () => {
    const stage = new Stage()
    const { agent, state } = employee(stage, 'old-bakery')
    const bread = must(stage.world.city.itemById.get('bread'), 'bread')
    agent.inventory[bread.index] = 10
    stage.clock(9)
    stage.act(agent, work(240))
    stage.run(3 * HOUR)
    const wage = wageDue(agent)
    const sell = (quantity: number) => ({ name: 'sell', parameters: { item: 'bread', quantity } }) as const
    expect(wage).toBeGreaterThan(10)
    transfer(state, stage.world.treasury, state.coins - wage - 3)
    expect(
      observe(stage.world, agent.number)?.available_actions.find(({ action }) => action === 'sell')?.targets,
    ).toEqual(['bread'])
    expect(stage.act(agent, sell(10)).code).toBe('till_empty')
    expect(agent.activity).toBe('working')
    expect(stage.act(agent, sell(1)).status).toBe('accepted')
    expect(state.coins).toBeLessThan(3)
  })

  it('whose till cannot pay pays what it has, and lets the worker go', () => {
    const stage = new Stage()
    const { agent, state } = employee(stage, 'old-bakery')
    transfer(state, stage.world.treasury, state.coins - 5)
    stage.clock(9)
    stage.act(agent, work(60))
    const facts = stage.run(HOUR + 10)
    expect(only(facts, 'wage_paid')).toMatchObject([{ coins: 5, minutes: 60 }])
    expect(only(stage.run(HOUR), 'let_go')).toMatchObject([{ why: 'unpaid' }])
    expect([agent.job, state.firm.staff.length]).toEqual([-1, 0])
  })

  it('takes on nobody while it could not pay a hand for a shift; the city does', () => {
    const stage = new Stage()
    const hired = (id: string, coins: number) => {
      const { state } = stage.building(id)
      transfer(state, stage.world.treasury, state.coins)
      transfer(stage.world.treasury, state, coins)
      stage.clock(10)
      return stage.act(stage.agent({ inside: id, coins: 0 }), work(60)).code ?? 'hired'
    }
    expect([hired('old-bakery', 87), hired('old-bakery', 88), hired('quill-library', 0)]).toEqual([
      'no_job_here',
      'hired',
      'hired',
    ])
  })

  it('pays more to who knows the trade, and work teaches it', () => {
    const stage = new Stage()
    const paid = [0, FULL].map((level) => {
      const { agent } = employee(stage, 'smithy')
      agent.skills.fill(level)
      stage.clock(9)
      stage.act(agent, work(60))
      const [fact] = only(stage.run(HOUR + 10), 'wage_paid')
      expect(
        level === 0 ? agent.skills.some((skill) => skill > 0) : agent.skills.every((skill) => skill === FULL),
      ).toBe(true)
      return (fact?.coins ?? 0) + (fact?.tax ?? 0)
    })
    expect(paid).toEqual([11, 13])
  })

  it('in need pays less, then wants fewer hands; one that thrives pays in full, then wants more', () => {
    const stage = new Stage()
    const { state, building } = stage.building('old-bakery')
    for (let hand = 1; hand <= 3; hand++) {
      state.firm.staff.push({ resident: hand, came: true, missed: 0, unpaid: false })
    }
    const percents = Array.from({ length: 8 }, () => {
      transfer(state, stage.world.treasury, Math.max(0, state.coins - 100))
      night(stage)
      return state.firm.wagePercent
    })
    expect(percents.slice(0, 7)).toEqual([95, 90, 85, 80, 75, 70, 70])
    expect(state.firm.positions).toBeLessThan(3)
    const low = state.firm.positions
    for (let day = 0; day < 20; day++) {
      staffAll(stage)
      state.firm.staff = handsOf(state.firm.positions)
      thrive(stage, { state })
    }
    expect(state.firm.positions).toBeGreaterThan(low)
    expect(state.firm.positions).toBeLessThanOrEqual(building.positionsMax)
  })

  it('wants no more than at first while another house of the district has nobody', () => {
    const stage = new Stage()
    const bakery = stage.building('old-bakery')
    const { firm } = bakery.state
    staffAll(stage)
    thrive(stage, bakery)
    const grown = firm.positions
    expect(grown).toBeGreaterThan(bakery.building.positions)
    // Its new place is still free when the smithy loses its only hand.
    stage.building('smithy').state.firm.staff = []
    thrive(stage, bakery)
    expect(firm.positions).toBe(Math.max(bakery.building.positions, firm.staff.length))
    firm.staff = handsOf(firm.positions)
    thrive(stage, bakery)
    expect(firm.positions).toBeLessThan(grown)
    staffAll(stage)
    thrive(stage, bakery)
    expect(firm.positions).toBe(grown)
  })

  it('[CMD-4] lets go somebody who is beyond the border: it hears of it there', () => {
    const towns = new TwoDistricts()
    const resident = towns.spawn(0)
    const agent = towns.get(resident)
    const { building, state } = new FirmIn(towns.worlds[1] as World, 'great-grocery')
    agent.job = building.address
    state.firm.staff.push({ resident, came: false, missed: MISSED_MAX, unpaid: true })
    towns.ticks(HOUR + 10)
    expect(towns.get(resident).job).toBe(-1)
    expect(only(towns.facts, 'let_go')).toMatchObject([{ building: 'great-grocery', why: 'unpaid' }])
  })
})

/** A house of one of two districts. */
class FirmIn {
  readonly building: World['map']['buildings'][number]
  readonly state: World['buildings'][number]
  constructor(world: World, id: string) {
    this.building = must(
      world.map.buildings.find((one) => one.id === id),
      id,
    )
    this.state = must(world.buildings[this.building.index], id)
  }
}

describe('a price', () => {
  it('rises while twice as many are bought as usual, within bounds, and falls again after', () => {
    const stage = new Stage()
    const { building, state } = stage.building('old-bakery')
    const bread = building.shelves.findIndex(({ item }) => item.id === 'bread')
    const usual = must(building.shelves[bread], 'bread').price
    const day = (sold: number) => {
      state.stock[bread] = 70
      state.firm.sold[bread] = sold
      night(stage)
      return must(state.prices[bread], 'price')
    }
    const calm = Array.from({ length: 6 }, () => day(20))
    expect(calm.at(-1)).toBe(usual)
    const shock = Array.from({ length: 3 }, () => day(40))
    expect(Math.max(...shock)).toBeGreaterThan(usual)
    const after = Array.from({ length: 8 }, () => day(20))
    expect(after.at(-1)).toBe(usual)
    const hunger = Array.from({ length: 30 }, () => {
      state.firm.sold[bread] = 80
      state.stock[bread] = 0
      night(stage)
      return must(state.prices[bread], 'price')
    })
    expect(hunger.at(-1)).toBe(Math.trunc((usual * PRICE_MAX_PERCENT) / 100))
  })
})

describe('the treasury', () => {
  it('helps who has not the coins for a meal', () => {
    const stage = new Stage()
    const [poor, other] = [stage.agent({ coins: RELIEF_BELOW - 1 }), stage.agent({ coins: RELIEF_BELOW })]
    const coins = coinsOf(stage.world)
    stage.clock(6, 59)
    const facts = stage.run(6)
    expect(only(facts, 'relief_paid')).toMatchObject([{ coins: RELIEF_COINS }])
    expect([poor.coins, other.coins]).toEqual([RELIEF_BELOW - 1 + RELIEF_COINS, RELIEF_BELOW])
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('pays a pension each morning to who is past work, and to nobody else', () => {
    const stage = new Stage()
    const numbers = Array.from({ length: 200 }, (_, at) => at + 1)
    const old = must(
      numbers.find((number) => isRetired(stage.world.seed, number)),
      'somebody old',
    )
    const young = must(
      numbers.find((number) => !isRetired(stage.world.seed, number)),
      'somebody young',
    )
    stage.world.isStudied = true
    for (const number of [old, young]) addResident(stage.world, number, stage.world.map.spawnNode).coins = 50
    const coins = coinsOf(stage.world)
    stage.clock(5, 59)
    const facts = stage.run(6)
    expect(only(facts, 'pension_paid')).toEqual([
      { type: 'pension_paid', agent_id: agentIdOf(old), coins: PENSION_COINS },
    ])
    expect(stage.world.byNumber.get(old)?.coins).toBe(50 + PENSION_COINS)
    expect(stage.world.byNumber.get(young)?.coins).toBe(50)
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('[CMD-3] passes on to the next district half of what it has beyond its founding sum', () => {
    const towns = new TwoDistricts()
    const [here, there] = towns.worlds as [World, World]
    const founded = here.map.scenario.treasury
    here.treasury.coins = founded + 1_000
    const before = there.treasury.coins
    here.cityMs = there.cityMs = 24 * 3_600_000 - 20_000
    const imbalance = towns.imbalance()
    towns.ticks(1)
    expect(towns.inTransit()).toBe(500)
    expect(towns.onTheWay()).toBe(500)
    towns.ticks(2)
    expect([here.treasury.coins, there.treasury.coins]).toEqual([founded + 500, before + 500])
    expect([towns.imbalance(), towns.inTransit()]).toEqual([imbalance, 0])
  })

  it('buys from firms short of coins what they made, for the boat', () => {
    const stage = new Stage()
    const { state, building } = stage.building('old-bakery')
    transfer(state, stage.world.treasury, state.coins)
    const stock = state.stock.slice()
    stage.clock(4, 59)
    const [fact] = only(stage.run(6), 'goods_shipped')
    expect(fact?.coins).toBeGreaterThan(0)
    expect(state.stock[0]).toBeLessThan(must(stock[0], 'stock'))
    expect(state.coins).toBeGreaterThan(0)
    expect(building.makes).not.toEqual([])
  })
})

it('an observation tells where hands are wanted', () => {
  const stage = new Stage()
  const agent = stage.agent({ at: 'bridge-kiosk' })
  const kiosk = () =>
    observe(stage.world, agent.number)?.environment.nearby_places.find(({ place }) => place === 'bridge-kiosk')
  expect(kiosk()).toMatchObject({ hiring: 1 })
  employee(stage, 'bridge-kiosk')
  expect(kiosk()).not.toHaveProperty('hiring')
})
