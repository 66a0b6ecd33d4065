// Firms order what they lack from who makes it, anywhere in the city. They pay in advance; what cannot be delivered comes back. [CMD-3]
import { hash32, must } from '@civitas/kit'
import type { Command } from '@civitas/schema'
import type { Building, Want } from '../city/city.ts'
import { ADVANCE_PERCENT, HOUR_MS, ORDER_TILL_PERCENT, TRADE_PERCENT } from '../limits.ts'
import { sendOff, takeIn, transfer } from '../money.ts'
import { districtAt } from '../borders/directions.ts'
import { send } from '../tick-output.ts'
import type { BuildingState, World } from '../world.ts'
import { countSale, stateOf } from './firm.ts'
import { PURPOSE } from '../purposes.ts'

type Order = Extract<Command, { kind: 'order' }>
type Delivery = Extract<Command, { kind: 'deliver' }>

/** Orders whatever is down to half of what it should be, and not on its way already. */
export function placeOrders(world: World, building: Building, state: BuildingState): void {
  building.wants.forEach((want, row) => {
    const waiting = state.firm.onOrder[row] ?? 0
    const lacking = want.target - heldOf(state, want, row) - waiting
    if (waiting === 0 && lacking > 0 && lacking * 2 >= want.target) order(world, building, { state, row, lacking })
  })
}

function heldOf({ stock, firm }: BuildingState, { shelf }: Want, row: number): number {
  return (shelf < 0 ? firm.stores[row] : stock[shelf]) ?? 0
}

function order(
  world: World,
  building: Building,
  { state, row, lacking }: { state: BuildingState; row: number; lacking: number },
): void {
  const { item } = must(building.wants[row], 'want')
  const supplier = supplierOf(world, building, row)
  if (!supplier) return
  const usual = must(
    supplier.shelves.find((shelf) => shelf.item === item),
    'shelf of a supplier',
  ).price
  const advance = (quantity: number) => Math.trunc((tradePrice(usual, quantity) * ADVANCE_PERCENT) / 100)
  const means = Math.trunc((state.coins * ORDER_TILL_PERCENT) / 100)
  const quantity = Math.min(lacking, Math.trunc((means * lacking) / Math.max(1, advance(lacking))))
  if (quantity === 0) return
  const coins = Math.min(state.coins, advance(quantity))
  const { id: from } = building
  state.firm.onOrder[row] = quantity
  const district = districtAt(world, supplier.address)
  if (district !== world.map.index) {
    sendOff(world, state, coins)
    return send(world, district, { kind: 'order', building: supplier.id, item: item.id, quantity, coins, from, row })
  }
  const sold = sellTo(world, supplier, { item: item.id, quantity, coins })
  transfer(state, stateOf(world, supplier), sold.cost)
  receive(world, building, { row, quantity: sold.quantity })
}

/** One of those who make it, another one each hour: who has none left is not asked for ever. */
function supplierOf(world: World, building: Building, row: number): Building | undefined {
  const { item } = must(building.wants[row], 'want')
  const suppliers = must(world.city.suppliers[item.index], 'suppliers').filter(
    (address) => address !== building.address,
  )
  if (suppliers.length === 0) return undefined
  const hour = Math.trunc(world.cityMs / HOUR_MS)
  const draw = hash32(world.seed, hour, building.address * 64 + row, PURPOSE.supplier)
  return world.city.named[must(suppliers[draw % suppliers.length], 'a supplier')] as Building // Suppliers are buildings.
}

/** Coins for so many of a ware among firms. */
function tradePrice(price: number, quantity: number): number {
  return Math.trunc((price * quantity * TRADE_PERCENT + 99) / 100)
}

/** Takes from the supplier's shelf what is there and what the coins buy. */
function sellTo(
  world: World,
  supplier: Building,
  { item, quantity, coins }: { item: string; quantity: number; coins: number },
): { quantity: number; cost: number } {
  const state = stateOf(world, supplier)
  const row = supplier.shelves.findIndex((shelf) => shelf.item.id === item)
  const price = state.prices[row] ?? 0
  let given = Math.min(quantity, state.stock[row] ?? 0)
  while (given > 0 && tradePrice(price, given) > coins) given -= 1
  if (given === 0) return { quantity: 0, cost: 0 }
  state.stock[row] = (state.stock[row] ?? 0) - given
  countSale(state, row, given, 0)
  world.output.changedBuildings.add(supplier.index)
  return { quantity: given, cost: tradePrice(price, given) }
}

/** The goods are on the shelf or in the store. */
function receive(world: World, building: Building, { row, quantity }: { row: number; quantity: number }): void {
  const state = stateOf(world, building)
  const want = building.wants[row]
  if (!want) return
  state.firm.onOrder[row] = 0
  if (want.shelf < 0) state.firm.stores[row] = (state.firm.stores[row] ?? 0) + quantity
  else state.stock[want.shelf] = (state.stock[want.shelf] ?? 0) + quantity
  world.output.changedBuildings.add(building.index)
}

/** An order from beyond the border: the goods go back with the coins that they did not cost, all of them when there are no goods. */
export function fillOrder(world: World, { building: id, item, quantity, coins, from, row }: Order): void {
  const supplier = world.map.buildings.find((building) => building.id === id)
  const buyer = must(world.city.addresses.get(from), 'a buyer')
  const sold = supplier ? sellTo(world, supplier, { item, quantity, coins }) : { quantity: 0, cost: 0 }
  if (supplier) takeIn(world, stateOf(world, supplier), sold.cost)
  const rest = coins - sold.cost
  send(world, buyer.district, { kind: 'deliver', building: from, item, quantity: sold.quantity, coins: rest, row })
}

export function takeDelivery(world: World, { building: id, quantity, coins, row }: Delivery): void {
  const building = world.map.buildings.find((one) => one.id === id)
  takeIn(world, building ? stateOf(world, building) : world.treasury, coins)
  if (building) receive(world, building, { row, quantity })
}
