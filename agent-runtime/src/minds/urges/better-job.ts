// With a job: leaves it for one that clearly pays more. Rarely does anybody look around.
import type { SimAction } from '@civitas/schema'
import { changeJob } from '../acts.ts'
import { isFreeFor } from '../day.ts'
import { goInside } from '../go.ts'
import { PURPOSE } from '../purposes.ts'
import { buildingAt, draw, isOpen, type Situation } from '../situation.ts'

/** One day in so many one looks around, and only in an hour or two of one's own. */
const LOOKS_IN_DAYS = 90
const ROOM_MINUTES = 150
/** More than there are buildings. */
const JOBS_MAX = 10_000
/** How long one stays on the first day, and how long the house must still be open. */
const FIRST_STRETCH = 60

/** Goes to the house, gives notice where it works, and begins. */
export function takeBetterJob(situation: Situation): SimAction | undefined {
  const { work, betterJob, day, minute, shunned, lastRefusal } = situation
  if (work < 0 || betterJob < 0 || betterJob === shunned || lastRefusal === 1) return undefined
  // Drawn anew for the new job: nobody moves on the same evening.
  if (draw(situation, LOOKS_IN_DAYS, day * JOBS_MAX + work, PURPOSE.career) !== 0) return undefined
  if (!isFreeFor(situation, ROOM_MINUTES)) return undefined
  if (!isOpen(buildingAt(situation, betterJob), minute + FIRST_STRETCH)) return undefined
  return goInside(situation, betterJob) ?? changeJob(FIRST_STRETCH)
}
