import { residentOf } from '@civitas/schema'
import { begin } from '../people/activity.ts'
import { wayPoint } from '../borders/directions.ts'
import { headFor, leadsTo, type NetPoint, pointOf } from '../space/motion.ts'
import { nearestPlaces } from '../space/places.ts'
import type { World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, placeRefusal } from './names.ts'

/** How many of the nearest places an observation offers as targets. */
const TARGETS_MAX = 20

/** Walks to a building's door or a named place, over the border too, or to where an agent is now. */
export const moveTo: ActionRule<'move_to'> = {
  name: 'move_to',

  check(world, resident, { place }) {
    const refusal = placeRefusal(world, place)
    if (refusal) return refusal
    if (residentOf(place) === resident.number) return 'to_self'
    if (resident.building >= 0) return 'not_outside'
    const goal = destination(world, place)
    const here = pointOf(world.motion, resident.slot)
    return goal && leadsTo(world.map.net, here, goal.point) ? undefined : 'unreachable'
  },

  apply(world, resident, { place }, actionId) {
    const goal = destination(world, place)
    if (!goal) return
    begin(world, resident, { activity: 'walking', target: goal.address, actionId })
    headFor(world.motion, world.map.net, resident.slot, goal.point)
  },

  targets(world, resident) {
    if (resident.building >= 0) return undefined
    return nearestPlaces(world, resident, TARGETS_MAX).map(({ named }) => named.id)
  },
}

/** Where a name leads: in this district, or to the gate; `address` is the place's, or -1 for an agent. */
function destination(world: World, place: string): { point: NetPoint; address: number } | undefined {
  const named = world.city.addresses.get(place)?.named
  if (named) {
    const point = wayPoint(world, named.address)
    return point && { point, address: named.address }
  }
  const other = agentNamed(world, place)
  return other && { point: pointOf(world.motion, other.slot), address: -1 }
}
