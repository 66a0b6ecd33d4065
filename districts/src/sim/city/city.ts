// The static city: what a scenario says, made ready for lookups. Shared by all districts, never changed, not part of the state.
import type { BuildingKind, Scenario, ScenarioDistrict } from '@civitas/schema'
import type { NavGraph } from './nav-graph.ts'

export interface Item {
  id: string
  index: number
  name: string
  /** Hunger points in percent. */
  filling: number
}

export interface Shelf {
  item: Item
  price: number
  stock: number
  restock: number
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
  shelves: Shelf[]
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
  /** Address of its first named place. */
  firstAddress: number
  crossings: Crossing[]
  /** Per district of the city: index of the crossing that leads towards it, -1 when none does. */
  towards: number[]
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
  /** By city-wide number. */
  named: Named[]
  /** By city-wide number. */
  plots: Plot[]
  plotById: Map<string, Plot>
  /** Number of the first resident of each district; one more entry than districts. */
  firstResident: number[]
}
