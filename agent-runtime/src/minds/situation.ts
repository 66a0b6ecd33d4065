// One resident's row of the batch with names on it, and what it is like as a person.
import { assert, hash32, must } from '@civitas/kit'
import {
  type Person,
  personOf,
  ROUTINE_COLUMNS,
  type RoutineBatch,
  type RoutineBuilding,
  type RoutineMap,
  type Weather,
  weathers,
  withinHours,
} from '@civitas/schema'

type Column = (typeof ROUTINE_COLUMNS)[number]

const RESIDENT = ROUTINE_COLUMNS.indexOf('resident')

/** Needs run from 0 (worst) to this. */
export const FULL = 10_000

export interface Situation extends Readonly<Record<Column, number>> {
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

/** Names the columns of row `row` of the batch. It reads them where they lie: the batch must stay as it is meanwhile. */
export function situationOf(map: RoutineMap, batch: RoutineBatch, row: number): Situation {
  // Its columns are defined below.
  return new View(map, batch, row) as View & Readonly<Record<Column, number>>
}

/** PERF: a copy of eighty named columns for each decision made half of all garbage. */
class View {
  readonly map: RoutineMap
  readonly person: Person
  readonly weather: Weather
  private readonly batch: RoutineBatch
  private readonly start: number

  constructor(map: RoutineMap, batch: RoutineBatch, row: number) {
    this.map = map
    this.batch = batch
    this.start = row * ROUTINE_COLUMNS.length
    assert(batch.rows.length >= this.start + ROUTINE_COLUMNS.length, `row ${row} of the batch`)
    this.person = personOf(batch.seed, must(batch.rows[this.start + RESIDENT], 'a resident'))
    this.weather = must(weathers[batch.weather], 'weather')
  }

  static {
    ROUTINE_COLUMNS.forEach((column, at) => {
      Object.defineProperty(View.prototype, column, {
        get(this: View) {
          return this.batch.rows[this.start + at]
        },
      })
    })
  }

  get seed(): number {
    return this.batch.seed
  }
  get tick(): number {
    return this.batch.tick
  }
  get day(): number {
    return this.batch.day
  }
  get minute(): number {
    return this.batch.minuteOfDay
  }
  get mealPrice(): Int32Array {
    return this.batch.mealPrice
  }
  get mealItem(): Int32Array {
    return this.batch.mealItem
  }
  get cheapPrice(): Int32Array {
    return this.batch.cheapPrice
  }
  get cheapItem(): Int32Array {
    return this.batch.cheapItem
  }
  get vacancies(): Int32Array {
    return this.batch.vacancies
  }
  get shut(): Uint8Array {
    return this.batch.shut
  }
}

export function buildingAt(situation: Situation, index: number): RoutineBuilding {
  return must(situation.map.buildings[index], `building ${index}`)
}

/** Whether the building is open then. */
export function isOpen({ openFrom, openTo }: RoutineBuilding, minute: number): boolean {
  return withinHours(minute, openFrom, openTo)
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
