// A small district and one resident of it, for tables of "in this situation it does that".
import { must } from '@civitas/kit'
import { ROUTINE_COLUMNS, type RoutineBatch, type RoutineMap } from '@civitas/schema'

export type Column = (typeof ROUTINE_COLUMNS)[number]

export const HOME = 0
export const OFFICE = 1
export const CAFE = 2
export const KIOSK = 3

const always = { openFrom: 0, openTo: 1440 }

export const map: RoutineMap = {
  district: 'test',
  revision: 0,
  buildings: [
    { id: 'elm-house', kind: 'house', x: 10, y: 10, ...always, sellsFood: false },
    { id: 'coin-office', kind: 'office', x: 100, y: 10, openFrom: 480, openTo: 1080, sellsFood: false },
    { id: 'canal-cafe', kind: 'cafe', x: 120, y: 10, openFrom: 420, openTo: 1260, sellsFood: true },
    { id: 'bridge-kiosk', kind: 'kiosk', x: 10, y: 60, ...always, sellsFood: true },
    { id: 'quill-library', kind: 'library', x: 60, y: 60, openFrom: 540, openTo: 1140, sellsFood: false },
    { id: 'drum-tavern', kind: 'tavern', x: 90, y: 60, openFrom: 960, openTo: 1500, sellsFood: true },
  ],
  places: [
    { id: 'fountain-square', kind: 'square', x: 60, y: 10 },
    { id: 'willow-bench', kind: 'bench', x: 40, y: 30 },
    { id: 'park-pond', kind: 'park', x: 90, y: 90 },
  ],
  items: ['bread', 'sandwich', 'stew'],
}

/** A contented, rested, employed resident at home on a quiet afternoon, with a meal in the bag. */
const content: Record<Column, number> = {
  resident: 7,
  energy: 9_000,
  hunger: 9_000,
  social: 9_000,
  purpose: 9_000,
  coins: 40,
  building: HOME,
  doorOf: -1,
  home: HOME,
  work: OFFICE,
  shiftFrom: 540,
  shiftTo: 1020,
  food: 4,
  neighbour: 0,
  lastRefusal: 0,
  spokeTicksAgo: 10_000,
  x: 10,
  y: 10,
  place: -1,
  speaker: 0,
  busy: 0,
  shunned: -1,
  lot: -1,
  lotTask: 0,
  lotShop: -1,
  lotPieces: 0,
  lotBuilders: -1,
  debtBuilding: -1,
  partnerEarns: 1,
  betterJob: -1,
  workSite: -1,
  shaken: 0,
  lingers: 0,
  partner: 0,
  isFar: 0,
  familiarity: 0,
  affection: 0,
  trust: 0,
  standing: 0,
  turns: 0,
  said: -1,
  heard: -1,
  heardWhat: -1,
  heardPlace: -1,
  heardAbout: 0,
  heardOther: 0,
  heardNumber: -1,
  heardItem: -1,
  topicWhat: -1,
  topicPlace: -1,
  topicWho: 0,
  topicOther: 0,
  topicItem: -1,
  topicWhen: 0,
  sameWhat: -1,
  sameBy: 0,
  sameWhen: 0,
  incident: 0,
  role: 0,
  incidentBuilding: -1,
  incidentPlace: -1,
  hurtMinutes: 0,
  grudge: 0,
  dateWith: 0,
  dateSpot: -1,
  dateIn: 1_440,
  dates: 0,
  dateCalls: 0,
  debtTo: 0,
  debtCoins: 0,
  debtDays: 0,
  debtReach: 0,
  bagItem: -1,
  friend: 0,
}

/** A batch of one or more residents; what is not given is as for a contented one. */
export function batchOf(minuteOfDay: number, ...residents: Partial<Record<Column, number>>[]): RoutineBatch {
  const rows = residents.flatMap((one, at) => {
    const row: Record<Column, number> = { ...content, resident: content.resident + at, ...one }
    row.partner ||= row.speaker || row.neighbour
    return ROUTINE_COLUMNS.map((column) => row[column])
  })
  return {
    district: map.district,
    revision: map.revision,
    seed: 1,
    tick: 100,
    day: 1,
    minuteOfDay,
    weather: 0,
    shut: new Uint8Array(),
    rows: Int32Array.from(rows),
    mealPrice: pricesOf(map, 8),
    vacancies: Int32Array.from(map.buildings, ({ id }) => (id === 'coin-office' ? 1 : 0)),
    mealItem: Int32Array.from(map.buildings, ({ sellsFood }) => (sellsFood ? 1 : -1)),
    cheapPrice: pricesOf(map, 5),
    cheapItem: Int32Array.from(map.buildings, ({ sellsFood }) => (sellsFood ? 0 : -1)),
  }
}

export function pricesOf(of: RoutineMap, price: number): Int32Array {
  return Int32Array.from(of.buildings, ({ sellsFood }) => (sellsFood ? price : 0))
}

/** `n` residents that differ in every column that a mind looks at, the same for the same seed. */
export function crowd(n: number, minuteOfDay: number): RoutineBatch {
  const spread = (at: number, bound: number) => (Math.imul(at + 1, 2654435761) >>> 8) % bound
  return batchOf(
    minuteOfDay,
    ...Array.from({ length: n }, (_, at) => ({
      resident: at + 1,
      energy: spread(at, 10_001),
      hunger: spread(at + 7, 10_001),
      social: spread(at + 13, 10_001),
      coins: spread(at + 29, 60),
      food: spread(at + 31, 3),
      building: spread(at + 37, map.buildings.length + 2) - 2,
      neighbour: spread(at + 41, 3) === 0 ? at + 2 : 0,
      spokeTicksAgo: spread(at + 43, 300),
      x: spread(at + 47, 250),
      y: spread(at + 53, 250),
    })),
  )
}

export function firstOf<T>(list: readonly T[]): T {
  return must(list[0], 'a first element')
}
