// The city's calendar: weekday, season and holiday of a day, from its number alone. Days count from 1, a Monday in spring.

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]
export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const
export type Season = (typeof seasons)[number]

/** Four weeks: with the default clock a season is a day and a half. */
export const DAYS_PER_SEASON = 28
export const DAYS_PER_YEAR = DAYS_PER_SEASON * seasons.length

export const holidayIds = ['blossom-day', 'regatta', 'harvest-home', 'lantern-night', 'years-end'] as const
export type HolidayId = (typeof holidayIds)[number]

/** Which day of which season, counted from 1, and what people call it. */
export const holidays: Readonly<Record<HolidayId, { name: string; season: Season; day: number }>> = {
  'blossom-day': { name: 'Blossom Day', season: 'spring', day: 15 },
  regatta: { name: 'the Regatta', season: 'summer', day: 14 },
  'harvest-home': { name: 'Harvest Home', season: 'autumn', day: 21 },
  'lantern-night': { name: 'Lantern Night', season: 'winter', day: 14 },
  'years-end': { name: 'Year’s End', season: 'winter', day: 28 },
}

/** Minutes of the day at which the sun rises and sets, in the middle of each season. */
const suns: Readonly<Record<Season, { rise: number; set: number }>> = {
  spring: { rise: 345, set: 1_170 },
  summer: { rise: 285, set: 1_260 },
  autumn: { rise: 390, set: 1_110 },
  winter: { rise: 465, set: 1_005 },
}

/** When it is light on a city day, counted from 1. */
export function sunOf(day: number): { rise: number; set: number } {
  return suns[calendarOf(day).season]
}

export interface CalendarDay {
  year: number
  season: Season
  /** 1 … 28. */
  day_of_season: number
  weekday: Weekday
  holiday?: HolidayId
}

/** @param day city days since the founding, from 1 */
export function calendarOf(day: number): CalendarDay {
  const since = day - 1
  const ofYear = since % DAYS_PER_YEAR
  const season = seasons[Math.trunc(ofYear / DAYS_PER_SEASON)] ?? 'winter'
  const day_of_season = (ofYear % DAYS_PER_SEASON) + 1
  const weekday = weekdays[since % weekdays.length] ?? 'sunday'
  const year = Math.trunc(since / DAYS_PER_YEAR) + 1
  const holiday = holidayIds.find((id) => holidays[id].season === season && holidays[id].day === day_of_season)
  return { year, season, day_of_season, weekday, ...(holiday && { holiday }) }
}
