// The shape of a resident's day: when it sleeps and when it works. Minutes of the city day.
import { isAbroad } from './places.ts'
import { buildingAt, type Situation, walkMinutes } from './situation.ts'

const DAY = 1440

/** Getting up, washing, a word with the family. */
const MORNING_MINUTES = 35
/** Nobody goes to bed the moment they come off a late shift. */
const AFTER_SHIFT_MINUTES = 40
/** Sleep that even an early riser gets. */
const LEAST_SLEEP_MINUTES = 460

/** Minutes until the resident gets up, or 0 when it is not its time to sleep. */
export function sleepMinutesLeft(situation: Situation): number {
  const { bed, wake } = sleepWindow(situation)
  const sinceBed = (situation.minute - bed + 2 * DAY) % DAY
  const length = (wake - bed + 2 * DAY) % DAY
  return sinceBed < length ? length - sinceBed : 0
}

/** Minutes since it was time to get up, on the clock: below a day. */
export function minutesSinceWaking(situation: Situation): number {
  return (situation.minute - sleepWindow(situation).wake + DAY) % DAY
}

function sleepWindow(situation: Situation): { bed: number; wake: number } {
  const { person, shiftFrom, shiftTo, home, work } = situation
  const commute = isAbroad(situation, home) === isAbroad(situation, work) ? LONGEST_WALK_MINUTES : OVER_BORDER_MINUTES
  let bed = person.bedMinute
  let wake = person.wakeMinute
  if (shiftFrom >= 0) {
    bed = Math.max(bed, shiftTo + AFTER_SHIFT_MINUTES)
    const latestWake = shiftFrom - MORNING_MINUTES - commute
    if (latestWake > 0) wake = Math.min(wake, latestWake)
  }
  // Who sleeps too little goes to bed earlier, or gets up later after a late shift.
  const missing = LEAST_SLEEP_MINUTES - ((wake - bed + 2 * DAY) % DAY)
  if (missing > 0 && shiftTo + AFTER_SHIFT_MINUTES > bed - missing) wake += missing
  else if (missing > 0) bed -= missing
  return { bed: bed % DAY, wake: wake % DAY }
}

/** Across a district of 256 m and back along the streets. */
const LONGEST_WALK_MINUTES = 45
/** To the next district, with a wait at the gate. */
const OVER_BORDER_MINUTES = 80
const GATE_MINUTES = 3

/** Minutes of the shift that are left, or 0 outside it. */
export function shiftMinutesLeft({ minute, shiftFrom, shiftTo }: Situation): number {
  if (shiftFrom < 0) return 0
  if (minute >= shiftFrom && minute < shiftTo) return shiftTo - minute
  if (minute + DAY < shiftTo) return shiftTo - minute - DAY
  return 0
}

/** Whether it is time to set out for work, so as to be there when the shift begins. */
export function mustSetOut(situation: Situation): boolean {
  const { minute, shiftFrom, work } = situation
  if (shiftFrom < 0 || work < 0) return false
  const untilShift = shiftFrom - minute
  const gate = isAbroad(situation, work) ? GATE_MINUTES : 0
  return untilShift > 0 && untilShift <= walkMinutes(situation, buildingAt(situation, work)) + gate + EARLY_MINUTES
}

/** People like to be a little early. */
const EARLY_MINUTES = 6

/** Whether it is lunch time: the hour from the minute the resident likes best. */
export function isLunchTime({ minute, person }: Situation): boolean {
  return minute >= person.lunchMinute && minute < person.lunchMinute + 60
}

/** Breakfast is eaten within this time after waking. */
const BREAKFAST_MINUTES = 90

/** Whether it is a time at which people eat, beyond the first pang. */
export function isMealTime(situation: Situation): boolean {
  const { minute } = situation
  const breakfast = minutesSinceWaking(situation) < BREAKFAST_MINUTES
  const supper = minute >= 1080 && minute < 1230
  return breakfast || supper || isLunchTime(situation)
}
