import { expect, it } from 'vitest'
import { calendarOf, DAYS_PER_YEAR, holidayIds } from './calendar.ts'

it('begins on a Monday in spring of year 1', () => {
  expect(calendarOf(1)).toEqual({ year: 1, season: 'spring', day_of_season: 1, weekday: 'monday' })
})

it.each([
  [7, { weekday: 'sunday', season: 'spring', day_of_season: 7 }],
  [28, { weekday: 'sunday', season: 'spring', day_of_season: 28 }],
  [29, { weekday: 'monday', season: 'summer', day_of_season: 1 }],
  [112, { year: 1, season: 'winter', day_of_season: 28, holiday: 'years-end' }],
  [113, { year: 2, season: 'spring', day_of_season: 1, weekday: 'monday' }],
])('day %i', (day, expected) => {
  expect(calendarOf(day)).toMatchObject(expected)
})

it('has each holiday once a year', () => {
  const days = Array.from({ length: DAYS_PER_YEAR }, (_, index) => calendarOf(1_000 + index).holiday)
  expect(days.filter((id) => id !== undefined).toSorted()).toEqual(holidayIds.toSorted())
})
