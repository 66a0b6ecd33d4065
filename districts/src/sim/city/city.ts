// The static city: what a scenario says, made ready for lookups. Shared by all districts, never changed, not part of the state.
import type { BuildingKind, ItemKind, Scenario, ScenarioDistrict, TramCourse } from '@civitas/schema'
import type { NavGraph } from './nav-graph.ts'

export interface Item {
  id: string
  index: number
  name: string
  /** Hunger points in percent. */
  filling: number
  kind: ItemKind
}

export interface Shelf {
  item: Item
  price: number
  stock: number
  /** Stock that the shop aims at. */
  restock: number
  /** Made here, brought by the farm boat, ordered from who makes it, or bought from outside the city in the morning. */
  source: 'made' | 'boat' | 'supplier' | 'outside'
}

/** What a building orders from suppliers, and how many it likes to have. */
export interface Want {
  item: Item
  /** Row of the shelf it is for; -1: an ingredient, kept in the store. */
  shelf: number
  target: number
}

/** What is made for a shelf, of what is in the store. */
export interface Recipe {
  row: number
  /** By one worker in a city hour. */
  perHour: number
  /** `store` counts the building's wants. */
  from: { store: number; quantity: number }[]
}

/** A building; x and y of its door in 1/16 m. Times are minutes of the day. */
export interface Building {
  id: string
  index: number
  kind: BuildingKind
  name: string
  /** The same as `index`: named places of a district are numbered, buildings first. */
  number: number
  /** Its number in the whole city: what residents remember, on either side of a border. */
  address: number
  /** Node of the net where the door is. */
  node: number
  x: number
  y: number
  capacity: number
  openFrom: number
  openTo: number
  homes: number
  jobs: number
  shiftFrom: number
  shiftTo: number
  /** Coins per city hour. */
  wage: number
  /** Index of the skill that work here takes and teaches. */
  trade: number
  shelves: Shelf[]
  /** Wages come from the treasury. */
  isPublic: boolean
  /** Coins a day for each who lives there. */
  rent: number
  /** On a plot: whose land it is, it is. */
  plot: Plot | undefined
  /** There is something to see, and to enter. */
  isBuilt: boolean
  makes: Recipe[]
  /** Hands that it begins with, and most that it ever has. */
  positions: number
  positionsMax: number
  /** Ingredients first, then what is sold on as it comes. */
  wants: Want[]
  /** Builds for hire. */
  builds: boolean
}

/** A named point outdoors. */
export interface Place {
  id: string
  name: string
  kind: string
  number: number
  address: number
  node: number
  x: number
  y: number
}

/** Anything with a name that one can walk to. */
export type Named = Building | Place

/** Rectangle in 1/16 m. */
export interface Park {
  id: string
  x0: number
  y0: number
  x1: number
  y1: number
}

/** Land that can be owned: a rectangle in 1/16 m, its price in coins. */
export interface Plot {
  id: string
  /** In its district. */
  index: number
  /** In the whole city: what residents remember of what they own. */
  number: number
  district: number
  x0: number
  y0: number
  x1: number
  y1: number
  price: number
}

/** A point where the paths of two districts meet. */
export interface Crossing {
  /** Index of the district beyond. */
  district: number
  /** Its node in this district's net, and in the other's. */
  node: number
  there: number
}

export interface DistrictMap {
  /** Buildings, then places, by number. */
  named: Named[]
  index: number
  id: string
  scenario: ScenarioDistrict
  /** North-west corner and size in 1/16 m. */
  x: number
  y: number
  width: number
  height: number
  spawnNode: number
  net: NavGraph
  buildings: Building[]
  places: Place[]
  parks: Park[]
  plots: Plot[]
  buildingAtNode: Map<number, Building>
  /** Index of a building of the district by its address. */
  indexOf: ReadonlyMap<number, number>
  /** Address of its first named place. */
  firstAddress: number
  crossings: Crossing[]
  /** Per district of the city: index of the crossing that leads towards it, -1 when none does. */
  towards: number[]
}

/** A piece of a tram's course that is one edge of a district's net; `at` is where along the course it begins, in 1/160 m. */
export interface TramPiece {
  district: number
  edge: number
  at: number
}

export interface Tramway {
  course: TramCourse
  /** In the order of the way; together they cover all of it. */
  pieces: TramPiece[]
}

/** Where a name leads. */
export interface Address {
  district: number
  named: Named
}

export interface City {
  scenario: Scenario
  items: Item[]
  itemById: Map<string, Item>
  districts: DistrictMap[]
  addresses: Map<string, Address>
  /** By city-wide number: those of all districts, then what stands on the plots, or will. */
  named: Named[]
  /** Number of the first plot's building. */
  firstLot: number
  /** By city-wide number. */
  plots: Plot[]
  plotById: Map<string, Plot>
  /** Per item index: addresses of the buildings that make it or get it by boat. */
  suppliers: number[][]
  tramways: Tramway[]
  /** Number of the first resident of each district; one more entry than districts. */
  firstResident: number[]
}
