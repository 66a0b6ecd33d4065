// [DET-2] The same seed lives the same days to the byte; another seed lives others.
import { encodeWorld } from '@civitas/districts/sim/index'
import { MINUTES_PER_DAY } from '@civitas/schema'
import type { LockstepCity } from '../lockstep/lockstep-city.ts'
import type { GateVerdict } from './gate.ts'

/** The second day is the first that begins with what a night leaves: rents, boats, prices, the news of the day before. */
const DAYS_MAX = 2
const MINUTE_MS = 60_000

/**
 * Runs two cities of `seed` and one of the next, tick by tick side by side.
 * @param cityOf founds a city of that seed
 * @param days that they are lived; more than two are not
 */
export function compareSeeds(cityOf: (seed: number) => LockstepCity, seed: number, days: number): GateVerdict[] {
  const [first, again, other] = [cityOf(seed), cityOf(seed), cityOf(seed + 1)]
  const startMs = first.cityMs
  const untilMs = startMs + Math.min(days, DAYS_MAX) * MINUTES_PER_DAY * MINUTE_MS
  let [areEqual, areOthersEqual] = [true, true]
  while (areEqual && first.cityMs < untilMs) {
    const facts = JSON.stringify(first.tick())
    areEqual = facts === JSON.stringify(again.tick())
    // The state holds the seed itself: two seeds are compared by what happens, until something does.
    areOthersEqual &&= facts === JSON.stringify(other.tick())
  }
  areEqual &&= first.worlds.every((world, index) => isSameState(world, again.worlds[index]))
  const minute = Math.trunc((first.cityMs - startMs) / MINUTE_MS)
  const seen = areEqual ? [] : [`they part by city minute ${minute} after the founding`]
  return [
    { what: 'runs of one seed that differ', reached: areEqual ? 0 : 1, limit: 0, unit: 'of 1', seen },
    { what: 'runs of two seeds that are equal', reached: areOthersEqual ? 1 : 0, limit: 0, unit: 'of 1', seen: [] },
  ]
}

function isSameState(a: LockstepCity['worlds'][number], b: LockstepCity['worlds'][number] | undefined): boolean {
  return b !== undefined && Buffer.compare(encodeWorld(a), encodeWorld(b)) === 0
}
