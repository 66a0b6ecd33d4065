// What somebody does while it waits, where that can be done, and what those see who look.
import { type Pastime, pastimePlaces, pastimes } from '@civitas/schema'
import { isHomeTo } from '../incidents/shelter.ts'
import { atPlaceOf, doorOf } from '../space/places.ts'
import type { Resident } from './resident.ts'
import { buildingOf, type World } from '../world.ts'

/** Whether the pastime can be had where the resident is. */
export function canDo(world: World, resident: Resident, pastime: Pastime): boolean {
  const { home, workplace, inside, outdoors, shopDoor } = pastimePlaces[pastime]
  if (resident.building < 0) {
    if (outdoors && atPlaceOf(world, resident, outdoors)) return true
    return shopDoor === true && (doorOf(world, resident)?.shelves.length ?? 0) > 0
  }
  const { building } = buildingOf(world, resident.building)
  if (home && isHomeTo(world, resident, building)) return true
  if (workplace && resident.job === building.address) return true
  return inside?.includes(building.kind) ?? false
}

/** The pastime of somebody who waits, `undefined` for who does nothing. */
export function pastimeOf({ activity, target }: Resident): Pastime | undefined {
  return activity === 'waiting' ? pastimes[target] : undefined
}

/** What others see somebody do. */
export function activityName(resident: Resident): string {
  return pastimeOf(resident) ?? resident.activity
}
