// Hours of the day: of doors, shifts and meals, in whole minutes since midnight. They may run past it: what closes at two ends at 1,560.

export const MINUTES_PER_DAY = 1_440

/** Whether a minute of the day lies in [from, to), where `to` may reach into the next day. */
export function withinHours(minute: number, from: number, to: number): boolean {
  return (minute >= from && minute < to) || minute + MINUTES_PER_DAY < to
}

/** Minutes until `to`, for a minute that lies within the hours. */
export function minutesLeft(minute: number, to: number): number {
  return (minute + MINUTES_PER_DAY < to ? to - MINUTES_PER_DAY : to) - minute
}
