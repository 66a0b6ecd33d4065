// Who should be at work now.
import { withinHours } from '@civitas/schema'
import { minuteOfDay } from '@civitas/districts/sim/clock'
import type { Building } from '@civitas/districts/sim/city/city'
import { isBuilding } from '@civitas/districts/sim/space/places'
import type { Resident } from '@civitas/districts/sim/people/resident'
import type { World } from '@civitas/districts/sim/world'

/** The building where a resident has its job, here or in another district. */
export function workplaceOf({ city }: World, { job }: Resident): Building | undefined {
  const named = city.named[job]
  return named && isBuilding(named) ? named : undefined
}

/** Whether it works for that house: inside, on the site to which it sends its people, or on the way to one. */
export function worksFor(world: World, resident: Resident, workplace: Building): boolean {
  if (resident.job !== workplace.address) return false
  if (resident.activity === 'walking') return walksToSite(world, resident, workplace)
  if (resident.activity !== 'working') return false
  return resident.building < 0 ? resident.target >= 0 : world.map.buildings[resident.building] === workplace
}

function walksToSite({ city, map, sites }: World, { target }: Resident, builders: Building): boolean {
  const plot = city.plots[target - city.firstLot]
  return plot?.district === map.index && sites[plot.index]?.contract?.builders === builders.address
}

export function isOnShift(world: World, resident: Resident): boolean {
  const workplace = workplaceOf(world, resident)
  return workplace !== undefined && withinHours(minuteOfDay(world.cityMs), workplace.shiftFrom, workplace.shiftTo)
}
