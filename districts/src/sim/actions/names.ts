// What a name given by an agent stands for, and the code when it stands for nothing here.
import { must } from '@civitas/kit'
import { type DistrictCode, residentOf } from '@civitas/schema'
import { idOf } from '../tick-output.ts'
import type { Resident, World } from '../world.ts'

/** The agent of this id in this district. */
export function agentNamed(world: World, id: string): Resident | undefined {
  const number = residentOf(id)
  return number === undefined ? undefined : world.byNumber.get(number)
}

/** Why there is no such agent here. The scenario's residents are known to live beyond the border. */
export function agentRefusal(world: World, id: string): DistrictCode | undefined {
  const number = residentOf(id)
  if (number === undefined) return 'unknown_agent'
  if (world.byNumber.has(number)) return undefined
  return number < must(world.city.firstResident.at(-1), 'count of residents') ? 'across_border' : 'unknown_agent'
}

/** Why one cannot go to a place or agent of this name. */
export function placeRefusal(world: World, place: string): DistrictCode | undefined {
  const address = world.city.addresses.get(place)
  if (address) return address.district === world.map.index ? undefined : 'across_border'
  return residentOf(place) === undefined ? 'unknown_place' : agentRefusal(world, place)
}

/** Ids of the nearest within sight, as an observation offers them. */
export function idsNearby(world: World, resident: Resident): string[] {
  return world.index.nearestTo(world, resident).map(({ other }) => idOf(other))
}
