// What a name given by an agent stands for, and the code when it stands for nothing here.
import { residentOf } from '@civitas/schema'
import { directionOf, wayPoint } from '../borders/directions.ts'
import { owns } from '../people/land.ts'
import { perceives } from '../space/spatial-index.ts'
import { idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** The agent of this id in this district. */
export function agentNamed(world: World, id: string): Resident | undefined {
  const number = residentOf(id)
  return number === undefined ? undefined : world.byNumber.get(number)
}

/** Why one cannot send anything to the agent: nobody has ever heard of it. */
export function agentRefusal(world: World, id: string): 'unknown_agent' | undefined {
  const number = residentOf(id)
  if (number === undefined) return 'unknown_agent'
  return world.byNumber.has(number) || directionOf(world, number) !== undefined ? undefined : 'unknown_agent'
}

/** Why one cannot go to a place or agent of this name. Agents beyond the border move about: one goes to places there. */
export function placeRefusal(
  world: World,
  place: string,
): 'unknown_place' | 'unknown_agent' | 'across_border' | undefined {
  const address = world.city.addresses.get(place)
  if (address) return wayPoint(world, address.named.address) ? undefined : 'across_border'
  if (residentOf(place) === undefined) return 'unknown_place'
  return agentRefusal(world, place) ?? (agentNamed(world, place) ? undefined : 'across_border')
}

/** Why one cannot reach out to the agent from here: it must be in sight. */
export function companionRefusal(
  world: World,
  resident: Resident,
  id: string,
): 'to_self' | 'unknown_agent' | 'across_border' | 'too_far' | undefined {
  if (id === idOf(resident)) return 'to_self'
  const refusal = agentRefusal(world, id)
  if (refusal) return refusal
  const other = agentNamed(world, id)
  if (!other) return 'across_border'
  return perceives(world, resident, other) ? undefined : 'too_far'
}

/** Ids of the nearest within sight, as an observation offers them. */
export function idsNearby(world: World, resident: Resident): string[] {
  return world.index.nearestTo(world, resident).map(({ other }) => idOf(other))
}

/** Why somebody cannot do anything with a plot as its owner: it must be its own, and in the district where it is. */
export function ownPlotRefusal(
  world: World,
  resident: Resident,
  id: string,
): 'unknown_plot' | 'not_owner' | 'across_border' | undefined {
  const plot = world.city.plotById.get(id)
  if (!plot) return 'unknown_plot'
  if (!owns(world, resident, plot)) return 'not_owner'
  return plot.district === world.map.index ? undefined : 'across_border'
}
