// What somebody built to trade in is a firm like any other: a till, hands, suppliers, profit for its owner, and an end when it is broke.
import { must } from '@civitas/kit'
import { workNames } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { currentMap, decodeWorld, encodeWorld, routineBatch, routineMap } from '../../src/sim/index.ts'
import { capitalOf } from '../../src/sim/economy/firm.ts'
import { placeOrders } from '../../src/sim/economy/orders.ts'
import { BROKE_DAYS, HOUR_MS } from '../../src/sim/limits.ts'
import { coinsOf, transfer } from '../../src/sim/money.ts'
import { takeOver } from '../../src/sim/people/land.ts'
import { namedAt } from '../../src/sim/people/raised.ts'
import { isBuilding } from '../../src/sim/space/places.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { buildingOf, type World } from '../../src/sim/world.ts'
import { only, Stage, tiny } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

const PLOT = 'plot-ot-3'
const plot = must(tiny.plotById.get(PLOT), PLOT)
/** Ticks of 20 city seconds. */
const HOUR = 180

/** All is there, done and dry: it stands after the next tick. */
function readyKiosk(world: World, owner: Resident, coins: number): void {
  takeOver(world, owner, plot)
  transfer(owner, world.treasury, coins)
  world.treasury.coins -= coins
  const things = { work: workNames.indexOf('kiosk'), planks: 10, bricks: 4, labourMs: 8 * HOUR_MS }
  world.sites[plot.index] = { ...things, begunMs: -1e9, isBuilt: false, isKnown: false, contract: undefined, coins }
}

function founded(coins = 30) {
  const stage = new Stage()
  const owner = stage.agent({ at: 'mill-corner', coins: 100 })
  readyKiosk(stage.world, owner, coins)
  const facts = stage.run(1)
  return { stage, owner, facts, ...stage.building(PLOT) }
}

/** Over one midnight. */
function night(stage: Stage) {
  stage.clock(23, 59)
  return stage.run(6)
}

describe('a kiosk that somebody built', () => {
  it('opens with the deposit and a loan of the city, and wants a hand', () => {
    const { stage, facts, building, state } = founded()
    const capital = capitalOf(building)
    expect(only(facts, 'firm_founded')).toEqual([{ type: 'firm_founded', building: PLOT, coins: capital - 30 }])
    expect([state.coins, state.firm.loan, state.firm.positions]).toEqual([capital, capital - 30, 1])
    stage.clock(9)
    expect(Array.from(must(batchOf(stage), 'a batch').vacancies)[building.index]).toBe(1)
  })

  it('is lent nothing by a treasury that has little left', () => {
    const stage = new Stage()
    const owner = stage.agent({ at: 'mill-corner', coins: 100 })
    stage.world.treasury.coins = 1_500
    readyKiosk(stage.world, owner, 30)
    expect(only(stage.run(1), 'firm_founded')).toMatchObject([{ coins: 0 }])
    expect(stage.building(PLOT).state.coins).toBe(30)
  })

  it('takes on who asks for work, and pays the wage from its till', () => {
    const { stage, building, state } = founded()
    const hand = stage.agent({ inside: PLOT, coins: 0 })
    stage.clock(10)
    const till = state.coins
    expect(stage.act(hand, { name: 'work', parameters: { minutes: 60 } }).status).toBe('accepted')
    expect([hand.job, state.firm.staff.map(({ resident }) => resident)]).toEqual([building.address, [hand.number]])
    const [paid] = only(stage.run(HOUR + 10), 'wage_paid')
    expect(paid).toMatchObject({ building: PLOT, coins: 8, tax: 1 })
    expect(hand.coins).toBe(8)
    expect(state.coins).toBeLessThanOrEqual(till - 9)
  })

  it('makes what the city knows how to make, of what it orders from suppliers in the city', () => {
    const { stage, building, state } = founded()
    expect(building.shelves.map(({ item, source }) => [item.id, source])).toEqual([
      ['apple', 'outside'],
      ['sandwich', 'made'],
    ])
    expect(building.wants.map(({ item }) => item.id)).toEqual(['bread', 'vegetables'])
    const bakery = stage.building('old-bakery').state
    const shelf = stage.building('old-bakery').building.shelves.findIndex(({ item }) => item.id === 'bread')
    const [till, before, loaves] = [state.coins, bakery.coins, bakery.stock[shelf] ?? 0]
    const coins = coinsOf(stage.world)
    // The baker of the other district is asked at another hour.
    for (let hour = 0; hour < 24 && bakery.coins === before; hour++) {
      state.firm.onOrder.fill(0)
      stage.world.cityMs += HOUR_MS
      placeOrders(stage.world, building, state)
    }
    expect(bakery.coins - before).toBeGreaterThan(0)
    expect(state.coins).toBeLessThan(till)
    expect(state.firm.stores[0]).toBeGreaterThan(0)
    expect(state.firm.stores[0]).toBe(loaves - (bakery.stock[shelf] ?? 0))
    expect(coinsOf(stage.world)).toBe(coins)
  })

  it('pays the city back first; what it earns beyond that is its owner’s', () => {
    const { stage, owner, building, state } = founded()
    const { loan } = state.firm
    const before = owner.coins
    const earn = (coins: number) => {
      // Nothing has to be bought.
      state.firm.stores = building.wants.map(({ target }) => target)
      state.stock = building.shelves.map(({ restock }) => restock)
      const capital = capitalOf(building, state.firm.positions)
      transfer(stage.world.treasury, state, capital + coins - state.coins)
      return night(stage)
    }
    earn(loan - 20)
    expect([state.firm.loan, owner.coins]).toEqual([20, before])
    earn(50)
    expect([state.firm.loan, owner.coins]).toEqual([0, before + 30])
  })

  it('ends when it cannot pay a hand for days: who worked there is let go', () => {
    const { stage, building, state } = founded()
    const hand = stage.agent({ at: 'mill-corner' })
    hand.job = building.address
    state.firm.staff.push({ resident: hand.number, came: true, missed: 0, unpaid: false })
    const facts = Array.from({ length: BROKE_DAYS }, () => {
      transfer(state, stage.world.treasury, state.coins)
      return night(stage)
    }).flat()
    expect(only(facts, 'bankrupt')).toMatchObject([{ building: PLOT }])
    expect([hand.job, state.firm.positions, state.firm.staff]).toEqual([-1, 0, []])
  })

  it('is the same after its bytes', () => {
    const { stage } = founded()
    stage.run(HOUR * 2)
    const again = decodeWorld(tiny, encodeWorld(stage.world))
    expect(encodeWorld(again)).toEqual(encodeWorld(stage.world))
    expect(again.buildings).toEqual(stage.world.buildings)
  })
})

describe('who hears of what was built', () => {
  it('built-in minds of the district, in the tick in which it is finished', () => {
    const stage = new Stage()
    const owner = stage.agent({ at: 'mill-corner', coins: 100 })
    const before = routineMap(stage.world)
    expect(currentMap(stage.world, before)).toBe(before)
    readyKiosk(stage.world, owner, 30)
    const facts = stage.run(1)
    expect(only(facts, 'building_finished')).toHaveLength(1)
    const after = currentMap(stage.world, before)
    expect(after.revision).toBeGreaterThan(before.revision)
    expect(after.buildings.find(({ id }) => id === PLOT)).toMatchObject({
      kind: 'kiosk',
      sellsFood: true,
      openFrom: 420,
    })
    expect(before.buildings.find(({ id }) => id === PLOT)).toMatchObject({ kind: 'house', sellsFood: false })
  })

  it('[CMD-1] the other districts, once; what they know outlives a restart', () => {
    const towns = new TwoDistricts()
    const [here, there] = towns.worlds as [World, World]
    const before = routineMap(there)
    readyKiosk(here, towns.get(towns.spawn(0)), 30)
    towns.ticks(1)
    expect(towns.waiting.filter(({ command }) => command.kind === 'built')).toHaveLength(1)
    towns.ticks(3)
    expect(towns.waiting.filter(({ command }) => command.kind === 'built')).toEqual([])
    const map = currentMap(there, before)
    expect(map.buildings.find(({ id }) => id === PLOT)).toMatchObject({ kind: 'kiosk', openFrom: 420, abroad: true })
    towns.restart()
    const again = must(towns.worlds[1], 'market')
    expect(routineMap(again)).toEqual(map)
    expect(encodeWorld(again)).toEqual(encodeWorld(there))
  })

  it('whoever works there knows the shift on the other side of the border', () => {
    const towns = new TwoDistricts()
    const [here, there] = towns.worlds as [World, World]
    readyKiosk(here, towns.get(towns.spawn(0)), 30)
    towns.ticks(4)
    const { building } = buildingOf(here, must(here.map.indexOf.get(tiny.firstLot + plot.number), PLOT))
    const known = must(namedAt(there, building.address), PLOT)
    expect(isBuilding(known) && [known.shiftFrom, known.shiftTo]).toEqual([building.shiftFrom, building.shiftTo])
  })
})

function batchOf(stage: Stage) {
  stage.agent({ at: 'mill-corner', streamed: false })
  for (let tick = 0; tick < 3; tick++) {
    stage.run(1)
    const batch = routineBatch(stage.world)
    if (batch) return batch
  }
  return undefined
}
