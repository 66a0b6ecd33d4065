// What is said to be meant must make sense: places, items and people in it exist, and an answer answers something.
import { type Means, skills } from '@civitas/schema'
import { isAsked } from '../society/meaning.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { agentRefusal } from './names.ts'

type MeansRefusal = 'unknown_agent' | 'unknown_place' | 'unknown_item' | 'nothing_asked'

/** `listener`: the number of whom it is meant for, if anybody hears it. */
export function meansRefusal(
  world: World,
  resident: Resident,
  means: Means | undefined,
  listener: number | undefined,
): MeansRefusal | undefined {
  switch (means?.kind) {
    case 'recount':
    case 'gossip':
      return storyRefusal(world, means)
    case 'invite':
      return world.city.addresses.has(means.place) ? undefined : 'unknown_place'
    case 'accept':
    case 'decline':
      return listener !== undefined && isAsked(world, resident, listener) ? undefined : 'nothing_asked'
    default:
      return undefined
  }
}

function storyRefusal(world: World, means: Extract<Means, { kind: 'recount' | 'gossip' }>): MeansRefusal | undefined {
  const people = [means.kind === 'gossip' ? means.about : undefined, means.other]
  for (const id of people) if (id !== undefined && !isSomebody(world, id)) return 'unknown_agent'
  if (means.place !== undefined && !world.city.addresses.has(means.place)) return 'unknown_place'
  const { item } = means
  if (item === undefined || world.city.itemById.has(item)) return undefined
  return (skills as readonly string[]).includes(item) ? undefined : 'unknown_item'
}

function isSomebody(world: World, id: string): boolean {
  return agentRefusal(world, id) === undefined
}
