// What a building of the scenario makes, of what, and where it gets what it lacks.
import { must } from '@civitas/kit'
import { type BuildingKind, type ScenarioBuilding, type ScenarioDistrict, type Skill, skills } from '@civitas/schema'
import { FLAT_RENT, HOUSE_RENT, POSITIONS_PERCENT, WORKERS_PERCENT } from '../limits.ts'
import type { Building, Item, Recipe, Shelf, Want } from './city.ts'

/** Wages of these come from the treasury, whatever their till holds. */
const PUBLIC_KINDS: ReadonlySet<BuildingKind> = new Set([
  'school',
  'clinic',
  'library',
  'townhall',
  'theatre',
  'museum',
  'university',
  'stadium',
  'bathhouse',
  'firehouse',
  'lighthouse',
  'depot',
])

/** What work in a kind of building teaches; everywhere else one learns to count. */
const TRADES: Readonly<Partial<Record<BuildingKind, Skill>>> = {
  workshop: 'crafts',
  shipyard: 'crafts',
  depot: 'crafts',
  bakery: 'crafts',
  greenhouse: 'crafts',
  firehouse: 'crafts',
  school: 'letters',
  library: 'letters',
  university: 'letters',
  clinic: 'letters',
  townhall: 'letters',
  theatre: 'arts',
  museum: 'arts',
  tavern: 'arts',
  cafe: 'arts',
}

/** How many of an ingredient a kitchen keeps at most, so that nobody hoards. */
const STORE_MAX = 200

/** Index of the skill that work in a kind of building takes and teaches. */
export function tradeOf(kind: BuildingKind): number {
  return skills.indexOf(TRADES[kind] ?? 'numbers')
}

export function isPublicKind(kind: BuildingKind): boolean {
  return PUBLIC_KINDS.has(kind)
}

/** Coins a city day for each who lives there: what the scenario says, or what is usual for the kind. */
export function rentOf({ kind, rent }: Pick<ScenarioBuilding, 'kind' | 'rent'>): number {
  return rent ?? (kind === 'house' ? HOUSE_RENT : FLAT_RENT)
}

/** How much work a district must offer, in percent of the jobs that the scenario names: at least all of them. */
export function jobScaleOf({ residents, buildings }: ScenarioDistrict): number {
  const jobs = buildings.reduce((sum, building) => sum + building.jobs, 0)
  const workers = Math.trunc((residents * WORKERS_PERCENT) / 100)
  return jobs === 0 ? 100 : Math.max(100, Math.trunc((workers * 100 + jobs - 1) / jobs))
}

/** Hands that a building begins with, and the most it ever has: more where more people live, within what it holds. */
export function positionsOf({ jobs, capacity }: Pick<ScenarioBuilding, 'jobs' | 'capacity'>, scale: number) {
  const positionsMax = jobs === 0 ? 0 : Math.max(jobs, Math.trunc((capacity * POSITIONS_PERCENT) / 100))
  return { positions: Math.min(positionsMax, Math.trunc((jobs * scale + 99) / 100)), positionsMax }
}

/** Ids of all items that somebody in the city makes, or the boat brings: others come to each shop from outside. */
export function tradedItems(buildings: readonly ScenarioBuilding[]): ReadonlySet<string> {
  return new Set(buildings.flatMap(({ makes, imports }) => [...makes.map(({ item }) => item), ...imports]))
}

export function shelvesOf(
  { sells, makes, imports }: Pick<ScenarioBuilding, 'sells' | 'makes' | 'imports'>,
  items: ReadonlyMap<string, Item>,
  { traded, jobScale }: { traded: ReadonlySet<string>; jobScale: number },
): Shelf[] {
  const made = new Set(makes.map(({ item }) => item))
  return sells.map(({ item: id, price, stock, restock }) => {
    const item = must(items.get(id), 'item')
    const bought = traded.has(id) ? 'supplier' : 'outside'
    const source = made.has(id) ? 'made' : imports.includes(id) ? 'boat' : bought
    // More people eat more.
    const scaled = (count: number) => Math.trunc((count * jobScale) / 100)
    return { item, price, stock: scaled(stock), restock: scaled(restock), source }
  })
}

/** Recipes, and all that is ordered for them and for the shelves. Stores are numbered in the order of `wants`. */
export function workOf(
  { makes }: Pick<ScenarioBuilding, 'makes'>,
  shelves: readonly Shelf[],
  items: ReadonlyMap<string, Item>,
): { makes: Recipe[]; wants: Want[] } {
  const stores: Want[] = []
  const recipes = makes.map(({ item, from, per_hour }): Recipe => {
    const row = shelves.findIndex((shelf) => shelf.item.id === item)
    const aim = shelves[row]?.restock ?? 0
    const ingredients = from.map(({ item: id, quantity }) => {
      const known = stores.findIndex((want) => want.item.id === id)
      const store = known < 0 ? stores.push({ item: must(items.get(id), 'item'), shelf: -1, target: 0 }) - 1 : known
      const want = must(stores[store], 'store')
      want.target = Math.min(Math.max(STORE_MAX, aim), want.target + aim * quantity)
      return { store, quantity }
    })
    return { row, perHour: per_hour, from: ingredients }
  })
  const resold = shelves.flatMap(({ item, restock, source }, row): Want[] => {
    return source === 'supplier' ? [{ item, shelf: row, target: restock }] : []
  })
  return { makes: recipes, wants: [...stores, ...resold] }
}

/** Per item index: addresses of the buildings that make it or get it by boat. */
export function suppliersOf(items: readonly Item[], buildings: readonly Building[]): number[][] {
  return items.map((item) =>
    buildings
      .filter(({ shelves }) =>
        shelves.some((shelf) => shelf.item === item && (shelf.source === 'made' || shelf.source === 'boat')),
      )
      .map(({ address }) => address),
  )
}
