// What a name given by an agent stands for, and the code when it stands for nothing here.
import { type DistrictCode, residentOf } from '@civitas/schema'
import { directionOf, wayPoint } from '../borders/directions.ts'
import { idOf } from '../tick-output.ts'
import type { Resident, World } from '../world.ts'

/** The agent of this id in this district. */
export function agentNamed(world: World, id: string): Resident | undefined {
  const number = residentOf(id)
  return number === undefined ? undefined : world.byNumber.get(number)
}

/** Why one cannot send anything to the agent: nobody has ever heard of it. */
export function agentRefusal(world: World, id: string): DistrictCode | undefined {
  const number = residentOf(id)
  if (number === undefined) return 'unknown_agent'
  return world.byNumber.has(number) || directionOf(world, number) !== undefined ? undefined : 'unknown_agent'
}

/** Why one cannot go to a place or agent of this name. Agents beyond the border move about: one goes to places there. */
export function placeRefusal(world: World, place: string): DistrictCode | undefined {
  const address = world.city.addresses.get(place)
  if (address) return wayPoint(world, address.named.address) ? undefined : 'across_border'
  if (residentOf(place) === undefined) return 'unknown_place'
  return agentRefusal(world, place) ?? (agentNamed(world, place) ? undefined : 'across_border')
}

/** Ids of the nearest within sight, as an observation offers them. */
export function idsNearby(world: World, resident: Resident): string[] {
  return world.index.nearestTo(world, resident).map(({ other }) => idOf(other))
}
