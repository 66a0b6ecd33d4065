// What owners can build on their land: what it takes, and what it is in the end. Simulation, gateway and page read the same table.
import type { Words } from '../action.ts'
import type { BuildingKind } from '../scenario.ts'

export interface Work {
  kind: BuildingKind
  name: string
  /** Pieces of `planks` and `bricks`; a city without such goods builds without them. */
  planks: number
  bricks: number
  /** Hours of work of one pair of hands, and city days from the laying out on that it takes at least: mortar dries slowly. */
  hours: number
  days: number
  floors: number
  capacity: number
  homes: number
  hours_open: readonly [number, number]
  /** Bought from outside the city each morning for the till's coins; items that the city does not know are left out. */
  sells: readonly { item: string; price: number; restock: number }[]
}

const always = [0, 1440] as const

export const works = {
  cottage: {
    kind: 'house',
    name: 'Cottage',
    planks: 8,
    bricks: 12,
    hours: 12,
    days: 1,
    floors: 1,
    capacity: 4,
    homes: 2,
    hours_open: always,
    sells: [],
  },
  house: {
    kind: 'house',
    name: 'House',
    planks: 20,
    bricks: 30,
    hours: 30,
    days: 2,
    floors: 2,
    capacity: 8,
    homes: 4,
    hours_open: always,
    sells: [],
  },
  kiosk: {
    kind: 'kiosk',
    name: 'Kiosk',
    planks: 10,
    bricks: 4,
    hours: 8,
    days: 1,
    floors: 1,
    capacity: 4,
    homes: 0,
    hours_open: [420, 1260],
    sells: [
      { item: 'apple', price: 3, restock: 20 },
      { item: 'sandwich', price: 9, restock: 12 },
    ],
  },
  cafe: {
    kind: 'cafe',
    name: 'Café',
    planks: 16,
    bricks: 24,
    hours: 24,
    days: 2,
    floors: 1,
    capacity: 20,
    homes: 0,
    hours_open: [480, 1320],
    sells: [
      { item: 'coffee', price: 4, restock: 30 },
      { item: 'sandwich', price: 9, restock: 20 },
      { item: 'cake', price: 7, restock: 12 },
    ],
  },
  workshop: {
    kind: 'workshop',
    name: 'Workshop',
    planks: 18,
    bricks: 18,
    hours: 24,
    days: 2,
    floors: 1,
    capacity: 12,
    homes: 0,
    hours_open: [420, 1080],
    sells: [
      { item: 'planks', price: 8, restock: 30 },
      { item: 'bricks', price: 6, restock: 40 },
    ],
  },
} as const satisfies Record<string, Work>

export type WorkName = keyof typeof works

/** The index is the encoded value: new ones go to the end. */
export const workNames = Object.keys(works) as [WorkName, ...WorkName[]]

/** What a plot is to those who look at it, beyond its owner. */
export interface Deed {
  /** What is being built, or stands there. */
  work?: WorkName
  /** How much of the work is done, 0 … 100; 100 with `built`. */
  percent?: number
  built?: boolean
  /** Coins for which the owner sells it. */
  price?: number
  /** Coins a day of each who lives there. */
  rent?: number
  /** Its name. */
  words?: Words
}
