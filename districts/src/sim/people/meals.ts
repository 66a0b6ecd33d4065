// Eating what one carries: by choice, or by the body when nobody chooses.
import { begin } from './activity.ts'
import { takeFromBag } from './bag.ts'
import type { Item } from '../city/city.ts'
import { MEAL_MINUTES, MINUTE_MS } from '../limits.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import type { World } from '../world.ts'

/** The most filling food that a resident carries. */
export function foodAtHand(world: World, resident: Resident): Item | undefined {
  let best: Item | undefined
  for (const item of world.city.items) {
    if (item.filling === 0 || (resident.inventory[item.index] ?? 0) === 0) continue
    if (!best || item.filling > best.filling) best = item
  }
  return best
}

/** Takes one piece out of the bag and begins the meal. */
export function beginMeal(world: World, resident: Resident, item: Item, actionId: string | undefined): void {
  takeFromBag(resident, item, 1)
  begin(world, resident, { activity: 'eating', leftMs: MEAL_MINUTES * MINUTE_MS, target: item.index, actionId })
  emit(world, { type: 'ate', agent_id: idOf(resident), item: item.id }, resident)
}
