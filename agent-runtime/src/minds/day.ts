// The shape of a resident's day: when it sleeps and when it works. Minutes of the city day.
import { MINUTES_PER_DAY, minutesLeft, withinHours } from '@civitas/schema'
import { isAbroad } from './places.ts'
import { buildingAt, minutesBetween, type Situation, walkMinutes } from './situation.ts'
import { travelMinutes } from './trams.ts'

/** Getting up, washing, breakfast, a word with the family. */
const MORNING_MINUTES = 55
/** Nobody goes to bed the moment they are home from a late shift. */
const AFTER_SHIFT_MINUTES = 15
/** What it takes to be awake for the rest of the day: eight hours give back what sixteen take, and foul weather takes more. */
const LEAST_SLEEP_MINUTES = 500
/** A border means a wait at the gate, on the way there and back. */
export const GATE_MINUTES = 8
/** People like to be a little early. */
const EARLY_MINUTES = 8
/** The door of the workplace opens to its people this long before the shift. */
const DOOR_MINUTES = 50
/** Breakfast is eaten within this time after waking. */
const BREAKFAST_MINUTES = 90

/** Minutes until the resident gets up, or 0 when it is not its time to sleep. */
export function sleepMinutesLeft(situation: Situation): number {
  return sleepMinutesAt(situation, situation.minute)
}

/** The same at another minute of the day. */
export function sleepMinutesAt(situation: Situation, minute: number): number {
  const { bed, wake } = sleepWindow(situation)
  const sinceBed = (minute - bed + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY
  const length = (wake - bed + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY
  return sinceBed < length ? length - sinceBed : 0
}

/** Minutes until it is time for bed: below a day. */
export function minutesUntilBed(situation: Situation): number {
  return (sleepWindow(situation).bed - situation.minute + MINUTES_PER_DAY) % MINUTES_PER_DAY
}

/** Minutes until the next shift begins, a day or less; without a job as good as never. */
export function minutesUntilShift({ minute, shiftFrom }: Situation): number {
  if (shiftFrom < 0) return Infinity
  return ((shiftFrom - minute + MINUTES_PER_DAY - 1) % MINUTES_PER_DAY) + 1
}

/** Minutes since it was time to get up, on the clock: below a day. */
export function minutesSinceWaking(situation: Situation): number {
  return (situation.minute - sleepWindow(situation).wake + MINUTES_PER_DAY) % MINUTES_PER_DAY
}

function sleepWindow(situation: Situation): { bed: number; wake: number } {
  const { person, shiftFrom, shiftTo } = situation
  let bed = person.bedMinute
  let wake = person.wakeMinute
  if (shiftFrom >= 0) {
    const commute = commuteMinutes(situation)
    const earliestBed = shiftTo + commute + AFTER_SHIFT_MINUTES
    const latestWake = shiftFrom - MORNING_MINUTES - commute
    if (earliestBed > bed) {
      // Home from a late shift, one sleeps in.
      bed = earliestBed
      wake = Math.max(wake, bed + LEAST_SLEEP_MINUTES - MINUTES_PER_DAY)
    }
    if (latestWake > 0) wake = Math.min(wake, latestWake)
  }
  // Whoever sleeps too little goes to bed earlier.
  const missing = LEAST_SLEEP_MINUTES - ((wake - bed + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY)
  if (missing > 0) bed -= missing
  return { bed: (bed + MINUTES_PER_DAY) % MINUTES_PER_DAY, wake: wake % MINUTES_PER_DAY }
}

/** From home to work, in minutes. */
export function commuteMinutes(situation: Situation): number {
  const { home, work } = situation
  if (home < 0 || work < 0) return 0
  const walk = minutesBetween(situation, buildingAt(situation, home), buildingAt(situation, work))
  return Math.trunc(walk) + (isAbroad(situation, home) === isAbroad(situation, work) ? 0 : GATE_MINUTES)
}

/** Minutes of the shift that are left, or 0 outside it. */
export function shiftMinutesLeft(situation: Situation): number {
  return shiftMinutesAt(situation, situation.minute)
}

/** The same at another minute of the day. */
export function shiftMinutesAt({ shiftFrom, shiftTo }: Situation, minute: number): number {
  return shiftFrom >= 0 && withinHours(minute, shiftFrom, shiftTo) ? minutesLeft(minute, shiftTo) : 0
}

/** Minutes until it must set out for the shift from where it is, below 0 when it is late already. */
export function minutesUntilSettingOut(situation: Situation): number {
  const { work } = situation
  if (work < 0) return Infinity
  const gate = isAbroad(situation, work) ? GATE_MINUTES : 0
  return minutesUntilShift(situation) - travelMinutes(situation, buildingAt(situation, work)) - gate - EARLY_MINUTES
}

/** Whether so many minutes are its own: no shift, no bed, and no setting out meanwhile. */
export function isFreeFor(situation: Situation, minutes: number): boolean {
  if (shiftMinutesLeft(situation) > 0 || sleepMinutesLeft(situation) > 0) return false
  return minutesUntilSettingOut(situation) > minutes
}

/** Whether it is time to set out for work: there is no going home any more, or no staying at home. */
export function mustSetOut(situation: Situation): boolean {
  const spare = minutesUntilSettingOut(situation)
  if (spare <= 0) return true
  const { home, building } = situation
  if (spare > DOOR_MINUTES || home < 0 || building === home) return false
  const wayHome = walkMinutes(situation, buildingAt(situation, home))
  return wayHome + commuteMinutes(situation) + EARLY_MINUTES > minutesUntilShift(situation)
}

/** Whether it should be on its way to work, or there: no time for a picnic. */
export function isDueAtWork(situation: Situation): boolean {
  const { work, building } = situation
  if (work < 0 || building === work) return false
  return mustSetOut(situation) || (shiftMinutesLeft(situation) > 0 && !isLunchTime(situation))
}

/** Whether it is lunch time: the hour from the minute the resident likes best. */
export function isLunchTime({ minute, person }: Situation): boolean {
  return minute >= person.lunchMinute && minute < person.lunchMinute + 60
}

/** Whether it is a time at which people eat, beyond the first pang. */
export function isMealTime(situation: Situation): boolean {
  const { minute } = situation
  const breakfast = minutesSinceWaking(situation) < BREAKFAST_MINUTES
  const supper = minute >= 1080 && minute < 1230
  return breakfast || supper || isLunchTime(situation)
}
