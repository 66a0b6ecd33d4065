// Where one trades: the building one is in, or the window of a kiosk, and what stands on its shelves.
import type { Building, Shelf } from '../city/city.ts'
import { SELL_PERCENT } from '../limits.ts'
import { doorOf } from '../space/places.ts'
import type { Resident } from './resident.ts'
import { buildingOf, type BuildingState, type World } from '../world.ts'

export interface Counter {
  building: Building
  state: BuildingState
}

/** A shelf as it is now: its row in the shop's state, price in coins. */
export interface Stocked {
  row: number
  shelf: Shelf
  price: number
  stock: number
}

/** The building one can trade in from here. */
export function counterOf(world: World, resident: Resident): Counter | undefined {
  if (resident.building >= 0) return buildingOf(world, resident.building)
  const building = doorOf(world, resident)
  return building?.kind === 'kiosk' ? buildingOf(world, building.index) : undefined
}

/** The shop's shelf of an item; `undefined` when it does not trade in it. */
export function shelfOf({ building, state }: Counter, item: string): Stocked | undefined {
  const row = building.shelves.findIndex((shelf) => shelf.item.id === item)
  const shelf = building.shelves[row]
  return shelf && { row, shelf, price: state.prices[row] ?? 0, stock: state.stock[row] ?? 0 }
}

/** Coins that the shop pays for one: never more than it was ever sold for, or staff could make money of nothing. */
export function purchasePrice({ shelf, price }: Stocked): number {
  return Math.max(1, Math.trunc((Math.min(price, shelf.price) * SELL_PERCENT) / 100))
}

/** All shelves of a building, in order. */
export function shelvesOf({ building, state }: Counter): Stocked[] {
  return building.shelves.map((shelf, row) => {
    return { row, shelf, price: state.prices[row] ?? 0, stock: state.stock[row] ?? 0 }
  })
}
