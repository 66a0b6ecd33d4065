// The state of one district, and how its parts are made.
import { must } from '@civitas/kit'
import type { Weather, Words } from '@civitas/schema'
import type { Building, City, DistrictMap } from './city/city.ts'
import { removeRow } from './columns.ts'
import type { Incident } from './incidents/incident.ts'
import { FIRST_CITY_MS } from './limits.ts'
import { addBody, type Bodies, createBodies, removeBody } from './people/bodies.ts'
import { Resident } from './people/resident.ts'
import { addMotion, createMotion, type Motion } from './space/motion.ts'
import { SpatialIndex } from './space/spatial-index.ts'
import type { Contract } from './economy/builders.ts'
import { blankFirm, endowFirms, type Firm } from './economy/firm.ts'
import type { Household } from './economy/household.ts'
import { emptyTally, type Tally } from './tally.ts'
import { createTickOutput, type TickOutput } from './tick-output.ts'

/** Anything that holds coins. */
export interface Purse {
  coins: number
}

/** The changing part of a building; `coins` is its till. */
export interface BuildingState extends Purse {
  open: boolean
  /** City milliseconds until which it is under repair. */
  shutUntilMs: number
  occupants: number
  /** People working there now. */
  working: number
  /** Per shelf. */
  stock: number[]
  /** Coins, per shelf. */
  prices: number[]
  firm: Firm
}

/** A building of an owner, laid out on a plot; `coins` are for the wages of who helps, and for the builders. */
export interface Site extends Purse {
  /** Index of `workNames`. */
  work: number
  /** Pieces at hand. */
  planks: number
  bricks: number
  /** City milliseconds of work that went into it. */
  labourMs: number
  /** City time at which it was laid out. */
  begunMs: number
  isBuilt: boolean
  /** The other districts have been told that it stands. */
  isKnown: boolean
  contract: Contract | undefined
}

/** What stands on a plot of another district. `work`: index of `workNames`. */
export interface Raised {
  work: number
  building: Building
}

/** On which terms a plot is to be had; 0: it is not for sale. */
export interface PlotDeed {
  price: number
  /** Coins a day of each who lives there; -1: as usual. */
  rent: number
  /** Its name. */
  words: Words | undefined
}

export const blankDeed = (): PlotDeed => ({ price: 0, rent: -1, words: undefined })

/** Where an agent went, and with which handoff epoch. */
export interface Departure {
  district: number
  epoch: number
}

export interface World {
  readonly city: City
  readonly map: DistrictMap
  readonly seed: number
  readonly tickMs: number
  tick: number
  /** City milliseconds since day 1, 00:00. */
  cityMs: number
  /** City seconds per real second. */
  rate: number
  paused: boolean
  weather: Weather
  /** Tick at which it turned. */
  weatherTick: number
  /** What goes on in the city, here or in another district; seldom more than one. */
  incidents: Incident[]
  treasury: Purse
  /** This district's leg of the account in transit: what it sent less what it took in. The legs of all sum up to what is on the way. [CMD-3] */
  inTransit: Purse
  /** Agents that left over a border, the newest way of each. [CMD-4] */
  readonly departed: Map<number, Departure>
  /** Places kept for agents on their way, by resident: until which tick. */
  readonly reservations: Map<number, number>
  buildings: BuildingState[]
  /** Number of the owner per plot of the district, 0 while it is free. */
  plotOwners: number[]
  /** Households whose home is in the district, by number. */
  readonly households: Map<number, Household>
  /** Of the day under way. */
  tally: Tally
  /** What is built, or being built, per plot of the district. */
  sites: (Site | undefined)[]
  /** What stands on the plots of other districts, as far as this one was told, by address. */
  readonly raised: Map<number, Raised>
  /** What its owner says of each plot of the district. */
  deeds: PlotDeed[]
  /** PERF: what goes over all of them in every tick counts its way through. An iterator leaves an object a resident on the heap. */
  residents: Resident[]
  /** Rows by slot, as `residents`. */
  readonly bodies: Bodies
  readonly motion: Motion
  /** Residents by number; follows `residents`. */
  readonly byNumber: Map<number, Resident>
  /** What the tick under way has produced; not part of the state. */
  output: TickOutput
  /** Private facts are recorded even when nobody listens, for who studies the city; not part of the state. */
  isStudied: boolean
  /** Not part of the state. */
  readonly index: SpatialIndex
}

export interface WorldSettings {
  /** Real milliseconds from one tick to the next, a multiple of 100. */
  tickMs: number
  /** City seconds per real second. */
  clockRate: number
}

/** A district without residents, shelves full, at the first morning. */
export function createEmptyWorld(city: City, districtIndex: number, seed: number, settings: WorldSettings): World {
  const map = landOf(must(city.districts[districtIndex], 'district of the scenario'))
  const world: World = {
    city,
    map,
    seed,
    tickMs: settings.tickMs,
    tick: 0,
    cityMs: FIRST_CITY_MS,
    rate: settings.clockRate,
    paused: false,
    weather: 'clear',
    weatherTick: 0,
    incidents: [],
    treasury: { coins: map.scenario.treasury },
    inTransit: { coins: 0 },
    departed: new Map(),
    reservations: new Map(),
    buildings: map.buildings.map(blankBuilding),
    plotOwners: map.plots.map(() => 0),
    households: new Map(),
    tally: emptyTally(),
    sites: map.plots.map(() => undefined),
    raised: new Map(),
    deeds: map.plots.map(blankDeed),
    residents: [],
    bodies: createBodies(),
    motion: createMotion(),
    byNumber: new Map(),
    output: createTickOutput(),
    isStudied: false,
    index: new SpatialIndex(),
  }
  endowFirms(world)
  return world
}

/** Puts a new resident at a node, outdoors, idle, with every need full. */
export function addResident(world: World, number: number, node: number): Resident {
  const slot = addMotion(world.motion, world.map.net, node)
  addBody(world.bodies, number)
  const resident = new Resident(number, world.bodies, slot, world.city.items.length)
  world.residents.push(resident)
  world.byNumber.set(number, resident)
  world.index.forget()
  return resident
}

/** Takes a resident out; the last one moves into its slot. Money must have been moved before. */
export function removeResident(world: World, resident: Resident): void {
  const last = must(world.residents.pop(), 'resident')
  const { slot } = resident
  removeRow(world.motion, slot)
  resident.detach(removeBody(world.bodies, slot))
  if (last !== resident) {
    world.residents[slot] = last
    last.slot = slot
  }
  world.byNumber.delete(resident.number)
  world.index.forget()
}

/** The map with what is built in it: of this world alone. */
function landOf(map: DistrictMap): DistrictMap {
  const { buildings, named, buildingAtNode } = map
  return { ...map, buildings: [...buildings], named: [...named], buildingAtNode: new Map(buildingAtNode) }
}

/** The building is as it is said to be here; what changes in it stays. */
export function redraw(world: World, building: Building): void {
  world.map.buildings[building.index] = building
  world.map.named[building.number] = building
  world.map.buildingAtNode.set(building.node, building)
}

/** From now on the building stands: its shelves are empty, its till holds nothing. */
export function putUp(world: World, building: Building): void {
  redraw(world, building)
  world.buildings[building.index] = blankBuilding(building)
}

export function buildingOf(world: World, index: number): { building: Building; state: BuildingState } {
  return { building: must(world.map.buildings[index], 'building'), state: must(world.buildings[index], 'building') }
}

function blankBuilding(building: Building): BuildingState {
  const stock = building.shelves.map((shelf) => shelf.stock)
  const prices = building.shelves.map(({ price }) => price)
  const firm = blankFirm(building)
  return { coins: 0, open: false, shutUntilMs: 0, occupants: 0, working: 0, stock, prices, firm }
}
