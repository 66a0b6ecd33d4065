// Goods are made of goods, ordered from who makes them, and paid for.
import { must } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { placeOrders } from '../../src/sim/economy/orders.ts'
import { HOUR_MS } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { buildingOf, type World } from '../../src/sim/world.ts'
import { only, Stage } from './stage.ts'
import { TwoDistricts } from './two-districts.ts'

/** Ticks of 20 city seconds. */
const HOUR = 180
const OLD_TOWN = 0
const MARKET = 1

/** A building, its state, and where on shelves or in the store an item lies. */
function firm(world: World, id: string) {
  const { building, state } = buildingOf(world, must(world.city.addresses.get(id), id).named.number)
  const shelf = (item: string) => building.shelves.findIndex((one) => one.item.id === item)
  const store = (item: string) => building.wants.findIndex((want) => want.shelf < 0 && want.item.id === item)
  return { building, state, shelf, store }
}

describe('making', () => {
  it('takes hands and every ingredient, and stops when the shelf holds what it should', () => {
    const stage = new Stage()
    const { state, shelf, store } = firm(stage.world, 'old-bakery')
    const [bread, flour] = [shelf('bread'), store('flour')]
    stage.clock(8, 1)
    const baker = stage.agent({ inside: 'old-bakery' })
    state.stock.fill(0)
    state.firm.stores.fill(0)
    state.firm.stores[flour] = 3
    state.firm.onOrder.fill(1)
    stage.run(HOUR)
    expect(state.stock[bread]).toBe(0)
    stage.act(baker, { name: 'work', parameters: { minutes: 600 } })
    stage.run(HOUR)
    expect([state.stock[bread], state.firm.stores[flour], state.stock[shelf('coffee')]]).toEqual([3, 0, 0])
    state.firm.stores[flour] = 200
    stage.run(HOUR)
    expect(state.stock[bread]).toBe(3 + 16)
    state.stock[bread] = 79
    stage.run(HOUR)
    expect(state.stock[bread]).toBe(80)
    expect(state.firm.labourMs).toBeLessThan(HOUR_MS / 10)
  })
})

describe('[CMD-3] an order beyond the border', () => {
  it('is paid in advance, and comes back as goods and change', () => {
    const towns = new TwoDistricts()
    const [here] = towns.worlds as [World]
    const { building, state, store } = firm(here, 'old-bakery')
    const flour = store('flour')
    state.firm.stores[flour] = 0
    const till = state.coins
    placeOrders(here, building, state)
    expect(state.firm.onOrder[flour]).toBe(80)
    expect(state.coins).toBeLessThan(till)
    towns.ticks(1)
    expect(towns.imbalance()).toBe(0)
    expect(towns.inTransit()).toBe(towns.onTheWay())
    towns.ticks(3)
    expect([state.firm.stores[flour], state.firm.onOrder[flour]]).toEqual([80, 0])
    const mill = firm(must(towns.worlds[MARKET], 'market'), 'south-warehouse')
    expect(mill.state.stock[mill.shelf('flour')]).toBe(520)
    expect(till - state.coins).toBe((80 * 2 * 80) / 100)
    expect(towns.imbalance()).toBe(0)
    expect(towns.inTransit()).toBe(0)
  })

  it('comes back as coins when there is nothing to deliver, and when nobody knows the supplier', () => {
    const towns = new TwoDistricts()
    const { building, state, store } = firm(must(towns.worlds[OLD_TOWN], 'old town'), 'old-bakery')
    firm(must(towns.worlds[MARKET], 'market'), 'south-warehouse').state.stock.fill(0)
    state.firm.stores[store('flour')] = 0
    const till = state.coins
    placeOrders(must(towns.worlds[OLD_TOWN], 'old town'), building, state)
    towns.ticks(4)
    expect([state.coins, state.firm.onOrder[store('flour')]]).toEqual([till, 0])
    const lost = { kind: 'order', building: 'nowhere', item: 'flour', quantity: 1, coins: 0, row: 0 } as const
    towns.give(MARKET, { ...lost, from: 'old-bakery' })
    towns.ticks(4)
    expect([state.coins, towns.imbalance(), towns.inTransit()]).toEqual([till, 0, 0])
  })
})

describe('the farm boat', () => {
  it('lands in the morning: who waits for it buys what the till can pay, and all hear of it', () => {
    const stage = new Stage({ district: MARKET })
    const { state, shelf } = firm(stage.world, 'north-warehouse')
    const [grain, milk] = [shelf('grain'), shelf('milk')]
    state.stock[grain] = 10
    const coins = coinsOf(stage.world)
    const till = state.coins
    stage.clock(4, 59)
    const facts = stage.run(6)
    expect([state.stock[grain], state.stock[milk]]).toEqual([1000, 500])
    expect(till - state.coins).toBe(495)
    expect(only(facts, 'boat_landed')).toEqual([{ type: 'boat_landed', crates: 990, coins: 495 }])
    expect(coinsOf(stage.world)).toBe(coins)
    expect(only(new Stage().run(6), 'boat_landed')).toEqual([])
  })

  it('stays away in a storm, and all hear of it', () => {
    const stage = new Stage({ district: MARKET })
    const { state, shelf } = firm(stage.world, 'north-warehouse')
    state.stock[shelf('grain')] = 10
    stage.world.weather = 'storm'
    stage.clock(4, 59)
    const facts = stage.run(6)
    expect(only(facts, 'boat_stayed_away')).toEqual([{ type: 'boat_stayed_away', weather: 'storm' }])
    expect([only(facts, 'boat_landed'), state.stock[shelf('grain')]]).toEqual([[], 10])
  })
})

describe('a shop whose food is nearly gone', () => {
  it('fetches some from outside, dear, three times a day; other goods it does not', () => {
    const stage = new Stage()
    const { state, shelf, building } = firm(stage.world, 'old-bakery')
    state.stock.fill(0)
    state.firm.onOrder.fill(1)
    const coins = coinsOf(stage.world)
    const till = state.coins
    stage.clock(10, 59)
    stage.run(6)
    const bread = must(building.shelves[shelf('bread')], 'bread')
    expect(state.stock[shelf('bread')]).toBe(bread.restock / 5)
    expect(till - state.coins).toBe(68 + 21)
    expect(coinsOf(stage.world)).toBe(coins)
    const library = firm(stage.world, 'quill-library')
    library.state.stock.fill(0)
    stage.clock(16, 59)
    stage.run(6)
    expect(library.state.stock).toEqual([0])
  })
})
