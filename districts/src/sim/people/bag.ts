// What one carries: items are only ever moved from one bag or shelf to another, made by deliveries and ended by eating.
import { assert } from '@civitas/kit'
import type { Item } from '../city/city.ts'
import type { Resident } from './resident.ts'
import type { World } from '../world.ts'

export function countOf(resident: Resident, item: Item): number {
  return resident.inventory[item.index] ?? 0
}

export function addToBag(resident: Resident, item: Item, quantity: number): void {
  resident.inventory[item.index] = countOf(resident, item) + quantity
}

/** Whoever calls has checked that they are there. */
export function takeFromBag(resident: Resident, item: Item, quantity: number): void {
  const left = countOf(resident, item) - quantity
  assert(left >= 0, `${quantity} of ${item.id} taken from a bag of ${left + quantity}`)
  resident.inventory[item.index] = left
}

/** Ids of the items in the bag, in the order of the scenario. */
export function idsInBag(world: World, resident: Resident): string[] {
  return world.city.items.filter((item) => countOf(resident, item) > 0).map(({ id }) => id)
}
