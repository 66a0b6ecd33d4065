import { type CodeOf, nextRide, type TramCourse } from '@civitas/schema'
import { begin } from '../people/activity.ts'
import { coursesOf, isCarFull, stepOf, stopHere } from '../people/trams.ts'
import { TRAM_FARE } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Waits at a tram stop for the next tram to another one, and rides there; over borders too. */
export const ride: ActionRule<'ride'> = {
  name: 'ride',

  check(world, resident, { stop }) {
    const address = world.city.addresses.get(stop)
    if (!address) return 'unknown_place'
    if (resident.building >= 0) return 'not_outside'
    const here = stopHere(world, resident)
    if (!here) return 'not_at_stop'
    return rideRefusal(world, resident, { from: here.id, to: stop })
  },

  apply(world, resident, { stop }, actionId) {
    const goal = world.city.addresses.get(stop)?.named
    const from = stopHere(world, resident)
    const way = from && goal && { from: from.id, to: stop, step: stepOf(world) }
    const next = way && nextRide(coursesOf(world), way)
    if (!goal || !next) return
    begin(world, resident, { activity: 'riding', target: goal.address, actionId })
    resident.ride = { ...next, aboard: false }
  },

  targets(world, resident) {
    const here = resident.building < 0 && resident.coins >= TRAM_FARE ? stopHere(world, resident) : undefined
    if (!here) return undefined
    const goals = coursesOf(world).flatMap((course) => goalsFrom(course, here.id))
    return goals.length > 0 ? [...new Set(goals)] : undefined
  },
}

function rideRefusal(
  world: World,
  resident: Resident,
  { from, to }: { from: string; to: string },
): CodeOf<'ride'> | undefined {
  if (from === to) return 'same_stop'
  const next = nextRide(coursesOf(world), { from, to, step: stepOf(world) })
  if (!next) return 'no_line'
  if (resident.coins < TRAM_FARE) return 'no_coins'
  return isCarFull(world, next) ? 'tram_full' : undefined
}

function goalsFrom({ calls }: TramCourse, from: string): string[] {
  return calls.some(({ stop }) => stop === from) ? calls.flatMap(({ stop }) => (stop === from ? [] : [stop])) : []
}
