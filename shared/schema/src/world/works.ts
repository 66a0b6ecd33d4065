// What owners can build on their land: what it takes, and what it is in the end. Simulation, gateway and page read the same table.
import type { Words } from '../action.ts'
import type { BuildingKind } from '../scenario.ts'
import { MINUTES_PER_DAY } from './hours.ts'

/** Ids of what is built with; a city need not know them. */
export const buildingMaterials = ['planks', 'bricks'] as const
export type BuildingMaterial = (typeof buildingMaterials)[number]

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
  /** Hands that it begins with, coins that each earns an hour, and between which minutes of the day. */
  jobs: number
  wage: number
  shift: readonly [number, number]
  /** Items that the city does not know are left out. What nobody in the city makes comes from outside it each morning. */
  sells: readonly { item: string; price: number; restock: number }[]
  /** Of those, what is made here, where the city has a recipe for it; all others are ordered from who makes them. */
  makes: readonly string[]
  /** Builds for hire, for other owners. */
  builds?: boolean
}

const always = [0, MINUTES_PER_DAY] as const
const noWork = { jobs: 0, wage: 0, shift: always, sells: [], makes: [] } as const

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
    ...noWork,
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
    ...noWork,
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
    jobs: 1,
    wage: 9,
    shift: [600, 840],
    makes: ['sandwich'],
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
    jobs: 1,
    wage: 10,
    shift: [540, 960],
    makes: ['coffee', 'sandwich', 'cake'],
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
    jobs: 1,
    wage: 11,
    shift: [480, 960],
    makes: ['planks', 'bricks'],
    builds: true,
    sells: [
      { item: 'planks', price: 8, restock: 30 },
      { item: 'bricks', price: 6, restock: 40 },
    ],
  },
} as const satisfies Record<string, Work>

export type WorkName = keyof typeof works

/** The index is the encoded value: new ones go to the end. */
export const workNames = Object.keys(works) as [WorkName, ...WorkName[]]

/** Coins that builders ask for a whole building of each kind, materials and work. */
export type Quotes = Record<WorkName, number>

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
  /** Id of the builders' firm that is at it. */
  builders?: string
}
