// One resident's row of the batch with names on it, and what it is like as a person.
import { hash32, must } from '@civitas/kit'
import {
  type Person,
  personOf,
  ROUTINE_COLUMNS,
  type RoutineBatch,
  type RoutineBuilding,
  type RoutineMap,
  type Weather,
  weathers,
} from '@civitas/schema'

type Column = (typeof ROUTINE_COLUMNS)[number]

/** Needs run from 0 (worst) to this. */
export const FULL = 10_000

export type Situation = Readonly<Record<Column, number>> & {
  readonly map: RoutineMap
  readonly seed: number
  readonly tick: number
  readonly day: number
  /** City minute of the day. */
  readonly minute: number
  readonly weather: Weather
  readonly mealPrice: Int32Array
  readonly mealItem: Int32Array
  readonly cheapPrice: Int32Array
  readonly cheapItem: Int32Array
  /** Hands wanted now, per building of the district. */
  readonly vacancies: Int32Array
  readonly person: Person
  /** By building: 1 closed to guests, 2 to everybody, by an incident. Empty when nothing is. */
  readonly shut: Uint8Array
}

/** Names the columns of row `row` of the batch. */
export function situationOf(map: RoutineMap, batch: RoutineBatch, row: number): Situation {
  const start = row * ROUTINE_COLUMNS.length
  const columns: Partial<Record<Column, number>> = {}
  for (let at = 0; at < ROUTINE_COLUMNS.length; at++) {
    columns[must(ROUTINE_COLUMNS[at], 'a column')] = must(batch.rows[start + at], `row ${row} of the batch`)
  }
  const known = columns as Record<Column, number> // Every column was filled above.
  return {
    ...known,
    map,
    seed: batch.seed,
    tick: batch.tick,
    day: batch.day,
    minute: batch.minuteOfDay,
    weather: must(weathers[batch.weather], 'weather'),
    mealPrice: batch.mealPrice,
    mealItem: batch.mealItem,
    cheapPrice: batch.cheapPrice,
    cheapItem: batch.cheapItem,
    vacancies: batch.vacancies,
    person: personOf(batch.seed, known.resident),
    shut: batch.shut,
  }
}

export function buildingAt(situation: Situation, index: number): RoutineBuilding {
  return must(situation.map.buildings[index], `building ${index}`)
}

/** Whether the building is open now; hours may run past midnight. */
export function isOpen({ openFrom, openTo }: RoutineBuilding, minute: number): boolean {
  return (minute >= openFrom && minute < openTo) || minute + 1440 < openTo
}

/** City minutes to walk to a point along streets that run east and south. */
export function walkMinutes(situation: Situation, to: { x: number; y: number }): number {
  return minutesBetween(situation, situation, to)
}

/** The same between any two points. */
export function minutesBetween(
  situation: Situation,
  from: { x: number; y: number },
  to: { x: number; y: number },
): number {
  return (Math.abs(from.x - to.x) + Math.abs(from.y - to.y)) / paceOf(situation)
}

/** Metres a city minute: through snow and storm one gets on more slowly. */
function paceOf({ weather }: Situation): number {
  return weather === 'snow' || weather === 'storm' ? FOUL_METRES_PER_MINUTE : METRES_PER_MINUTE
}

/** One walks 9 m a minute; streets that do not lead straight there take the ninth. */
const METRES_PER_MINUTE = 8
const FOUL_METRES_PER_MINUTE = 5

/** A whole number below `bound`, the same for the same resident, purpose and `when` (a tick, or a part of the day). */
export function draw({ seed, resident }: Situation, bound: number, when: number, purpose: number): number {
  return hash32(seed, when, resident, purpose) % bound
}
