// What the calendar puts into the queue: one entry per thing and day, named so that it is queued once. [CLK-1]
import { type CalendarDay, calendarOf, type Scenario, weatherChanges, type WorldEvent } from '@civitas/schema'
import type { QueuedEvent } from '@civitas/store'
import { incidentOn } from './incidents.ts'

export const CITY_DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** What the calendar is drawn from: nothing else decides what a day brings. */
export interface CalendarPlan {
  seed: number
  districts: readonly string[]
  places: CalendarPlaces
  /** Without it nobody knows what could burn: no incidents. */
  scenario: Scenario | undefined
}

/** Districts in which what the calendar brings is told. */
interface CalendarPlaces {
  /** Where the market is held. */
  market: string
  /** Where holidays are called out. */
  townHall: string
}

export function planCalendar(seed: number, districts: readonly string[], scenario: Scenario | undefined): CalendarPlan {
  return { seed, districts, places: placesOf(districts, scenario), scenario }
}

/** The market is in the district of that name, else where most is sold; holidays are called out in the first district. */
function placesOf(districts: readonly string[], scenario: Scenario | undefined): CalendarPlaces {
  const townHall = districts[0] ?? ''
  const shelves = (scenario?.districts ?? []).map(({ id, buildings }) => {
    return { id, count: buildings.reduce((sum, { sells }) => sum + sells.length, 0) }
  })
  const most = shelves.toSorted((a, b) => b.count - a.count)[0]
  const market = districts.find((id) => id === 'market') ?? most?.id ?? townHall
  return { market, townHall }
}

interface Recurring {
  name: string
  /** Minute of the day. */
  minute: number
  where: keyof CalendarPlaces
  /** The event that this day brings, if any. */
  on(day: CalendarDay): WorldEvent | undefined
}

/** To add what recurs, add a line. */
const recurring: readonly Recurring[] = [
  {
    name: 'market-day',
    minute: 9 * 60,
    where: 'market',
    on: ({ weekday }) => (weekday === 'saturday' ? { kind: 'market_day' } : undefined),
  },
  {
    name: 'holiday',
    minute: 7 * 60,
    where: 'townHall',
    on: ({ holiday }) => holiday && { kind: 'holiday', holiday },
  },
]

/** The entries of one city day, counted from 1. */
export function entriesOf(day: number, plan: CalendarPlan): QueuedEvent[] {
  return [...recurringOn(day, plan), ...weatherOn(day, plan), ...incidentsOn(day, plan)]
}

function recurringOn(day: number, { places }: CalendarPlan): QueuedEvent[] {
  const calendar = calendarOf(day)
  return recurring.flatMap(({ name, minute, where, on }) => {
    const event = on(calendar)
    if (!event) return []
    return [{ id: `calendar/${name}/${day}`, dueMs: momentOf(day, minute), targets: [places[where]], event }]
  })
}

/** The forecast, for every district: one sky. */
function weatherOn(day: number, { seed, districts }: CalendarPlan): QueuedEvent[] {
  if (districts.length === 0) return []
  return weatherChanges(seed, day).map(({ minute, weather }) => ({
    id: `calendar/weather/${day}/${minute}`,
    dueMs: momentOf(day, minute),
    targets: districts,
    event: { kind: 'weather', weather },
  }))
}

/** Every district hears of it: help may come from next door. */
function incidentsOn(day: number, { seed, districts, scenario }: CalendarPlan): QueuedEvent[] {
  const planned = scenario && incidentOn(day, { seed, scenario })
  if (!planned) return []
  const { minute, event } = planned
  return [{ id: `calendar/${event.incident}/${day}`, dueMs: momentOf(day, minute), targets: districts, event }]
}

function momentOf(day: number, minute: number): number {
  return (day - 1) * CITY_DAY_MS + minute * MINUTE_MS
}
