// Who should be at work now.
import { minuteOfDay, withinHours } from '@civitas/districts/sim/clock'
import type { Building } from '@civitas/districts/sim/city/city'
import { isBuilding } from '@civitas/districts/sim/space/places'
import type { Resident, World } from '@civitas/districts/sim/world'

/** The building where a resident has its job, here or in another district. */
export function workplaceOf({ city }: World, { job }: Resident): Building | undefined {
  const named = city.named[job]
  return named && isBuilding(named) ? named : undefined
}

export function isOnShift(world: World, resident: Resident): boolean {
  const workplace = workplaceOf(world, resident)
  return workplace !== undefined && withinHours(minuteOfDay(world.cityMs), workplace.shiftFrom, workplace.shiftTo)
}
