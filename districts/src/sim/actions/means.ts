// What is said to be meant must make sense: places, items and people in it exist.
import { type Means, skills } from '@civitas/schema'
import type { World } from '../world.ts'
import { agentRefusal } from './names.ts'

export function meansRefusal(
  world: World,
  means: Means | undefined,
): 'unknown_agent' | 'unknown_place' | 'unknown_item' | undefined {
  if (means?.kind !== 'recount' && means?.kind !== 'gossip') return undefined
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
