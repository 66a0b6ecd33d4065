// Makes a city out of a scenario: checks what a schema cannot, joins doors to paths, numbers everything.
import { must } from '@civitas/kit'
import {
  type Scenario,
  type ScenarioBuilding,
  type ScenarioDistrict,
  scenarioSchema,
  type UnknownField,
  UNITS_PER_METRE,
  unknownScenarioFields,
} from '@civitas/schema'
import { joinDistricts } from './borders.ts'
import { checkDistrict } from './check.ts'
import type { Address, Building, City, DistrictMap, Item, Place, Plot } from './city.ts'
import { joinPlots, lotOf } from './lots.ts'
import { cutPieces, footOn, NO_WAY, type NavGraph, nodeAt, type Piece, withWays } from './nav-graph.ts'
import { ScenarioError } from './scenario-error.ts'
import {
  isPublicKind,
  jobScaleOf,
  positionsOf,
  rentOf,
  shelvesOf,
  suppliersOf,
  tradedItems,
  tradeOf,
  workOf,
} from './trade.ts'
import { layTramways } from './tramways.ts'

/** Reads a scenario file's content. Throws `ScenarioError` that names the first faulty field, or the first that nobody knows. */
export function parseScenario(content: unknown): Scenario {
  const [unknown] = unknownScenarioFields(content)
  if (unknown) throw new ScenarioError(unknown.path, describeUnknown(unknown))
  return parseKnownFields(content)
}

/** The same, but what nobody knows is left out: for a city that was founded while such fields were not looked for. */
export function parseKnownFields(content: unknown): Scenario {
  const parsed = scenarioSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = must(parsed.error.issues[0], 'an issue')
  throw new ScenarioError(issue.path.join('.') || '(file)', issue.message)
}

/** In a few words: `is not known; did you mean hours?` */
export function describeUnknown({ meant }: UnknownField): string {
  return meant === undefined ? 'is not known' : `is not known; did you mean ${meant}?`
}

/** Throws `ScenarioError` naming the field when the scenario contradicts itself. */
export function loadCity(scenario: Scenario): City {
  const items = scenario.items.map(({ id, name, filling, kind }, index): Item => {
    return { id, name, filling, kind: kind ?? (filling > 0 ? 'food' : 'goods'), index }
  })
  const itemById = new Map(items.map((item) => [item.id, item]))
  const firstResident = [1]
  for (const district of scenario.districts)
    firstResident.push(must(firstResident.at(-1), 'count') + district.residents)
  scenario.districts.forEach((district, index) => checkDistrict(district, `districts.${index}`, itemById))
  const traded = tradedItems(scenario.districts.flatMap(({ buildings }) => buildings))
  const districts: DistrictMap[] = []
  let [firstAddress, firstPlot] = [0, 0]
  const firstLot = scenario.districts.reduce((sum, { buildings, places }) => sum + buildings.length + places.length, 0)
  for (const [index, district] of scenario.districts.entries()) {
    districts.push(
      loadDistrict(
        district,
        { index, firstAddress, firstPlot, firstLot },
        { itemById, traded, jobScale: jobScaleOf(district) },
      ),
    )
    firstAddress += district.buildings.length + district.places.length
    firstPlot += district.plots.length
  }
  joinDistricts(districts)
  const named = districts.flatMap((district) => district.named)
  named.sort((a, b) => a.address - b.address)
  const plots = districts.flatMap((district) => district.plots)
  const addresses = addressBook(districts)
  const suppliers = suppliersOf(
    items,
    districts.flatMap(({ buildings }) => buildings),
  )
  const tramways = layTramways(scenario, districts, addresses)
  const books = { addresses, plotById: plotBook(plots), suppliers, tramways }
  return { scenario, items, itemById, districts, named, firstLot, plots, firstResident, ...books }
}

/** What a city trades in. */
interface Goods {
  itemById: ReadonlyMap<string, Item>
  traded: ReadonlySet<string>
  /** Percent. */
  jobScale: number
}

function loadDistrict(
  district: ScenarioDistrict,
  { index, firstAddress, firstPlot, firstLot }: Record<'index' | 'firstAddress' | 'firstPlot' | 'firstLot', number>,
  goods: Goods,
): DistrictMap {
  const path = `districts.${index}`
  const pieces = district.paths.map(({ from, to }): Piece => {
    return { x0: units(from[0]), y0: units(from[1]), x1: units(to[0]), y1: units(to[1]) }
  })
  const stops = [district.spawn, ...district.places.map((place) => place.at)].map(([x, y]) => ({
    x: units(x),
    y: units(y),
  }))
  const feet = district.buildings.map((building) =>
    nearestFoot(pieces, units(building.door[0]), units(building.door[1])),
  )
  const doorways = district.buildings.map((building, i): Piece => {
    const foot = must(feet[i], 'foot')
    return { x0: units(building.door[0]), y0: units(building.door[1]), x1: foot.x, y1: foot.y }
  })
  const plots = district.plots.map(({ id, at, size, price }, i): Plot => {
    return { id, index: i, number: firstPlot + i, district: index, ...rectangle(at, size), price }
  })
  const cut = cutPieces([...pieces, ...doorways], [...stops, ...feet], `${path}.paths`)
  const doors = district.buildings.map(({ door: [x, y] }) => ({ x: units(x), y: units(y) }))
  const doorsOfLots = joinPlots(cut, plots, doors)
  const net = withWays(cut)
  const addressed = <Made extends { number: number }>(made: Made) => ({ ...made, address: firstAddress + made.number })
  const buildings = district.buildings.map((building, i) => addressed(loadBuilding(building, i, net, goods)))
  const places = district.places.map((place, i) => addressed(loadPlace(place, buildings.length + i, net)))
  const lots = plots.map((plot, i) => {
    const { x, y } = must(doorsOfLots[i], 'a door')
    const index = buildings.length + i
    const place = {
      index,
      number: index + places.length,
      address: firstLot + plot.number,
      node: nodeAt(net, x, y),
      x,
      y,
    }
    return lotOf(plot, place)
  })
  const map: DistrictMap = {
    index,
    id: district.id,
    scenario: district,
    x: units(district.at[0]),
    y: units(district.at[1]),
    width: units(district.size[0]),
    height: units(district.size[1]),
    spawnNode: nodeAt(net, units(district.spawn[0]), units(district.spawn[1])),
    net,
    buildings: [...buildings, ...lots],
    places,
    named: [...buildings, ...places, ...lots],
    parks: district.parks.map(({ id, at, size }) => ({ id, ...rectangle(at, size) })),
    plots,
    firstAddress,
    crossings: [],
    towards: [],
    buildingAtNode: new Map(buildings.map((building) => [building.node, building])),
    indexOf: new Map([...buildings, ...lots].map(({ address, index: of }) => [address, of])),
  }
  checkReachable(map, path)
  return map
}

function loadBuilding(
  building: ScenarioBuilding,
  index: number,
  net: NavGraph,
  { itemById, traded, jobScale }: Goods,
): Omit<Building, 'address'> {
  const [x, y] = [units(building.door[0]), units(building.door[1])]
  const { id, kind, name, capacity, homes, jobs, wage } = building
  const [openFrom, openTo] = building.hours
  const [shiftFrom, shiftTo] = building.shift ?? building.hours
  const shelves = shelvesOf(building, itemById, { traded, jobScale })
  const place = { number: index, node: nodeAt(net, x, y), x, y }
  const times = { openFrom, openTo, shiftFrom, shiftTo }
  const isPublic = building.funding === undefined ? isPublicKind(kind) : building.funding === 'public'
  const work = { ...workOf(building, shelves, itemById), ...positionsOf(building, jobScale) }
  const land = { plot: undefined, isBuilt: true }
  const trade = {
    rent: rentOf(building),
    trade: tradeOf(kind),
    shelves,
    isPublic,
    builds: building.builds ?? false,
    ...work,
  }
  return { id, index, kind, name, ...place, capacity, ...times, homes, jobs, wage, ...trade, ...land }
}

function loadPlace(place: ScenarioDistrict['places'][number], number: number, net: NavGraph): Omit<Place, 'address'> {
  const [x, y] = [units(place.at[0]), units(place.at[1])]
  return { id: place.id, name: place.name, kind: place.kind, number, node: nodeAt(net, x, y), x, y }
}

function nearestFoot(pieces: readonly Piece[], x: number, y: number): { x: number; y: number } {
  let best = footOn(must(pieces[0], 'a path'), { x, y })
  for (const piece of pieces) {
    const foot = footOn(piece, { x, y })
    if (foot.squared < best.squared) best = foot
  }
  return { x: best.x, y: best.y }
}

/** Everything with a name must be on the net, and the net must hang together. */
function checkReachable(map: DistrictMap, path: string): void {
  if (map.spawnNode < 0) throw new ScenarioError(`${path}.spawn`, 'is not on a path')
  const reachable = (node: number) => node >= 0 && map.net.distance[map.spawnNode * map.net.nodes + node] !== NO_WAY
  map.places.forEach((place, i) => {
    if (place.node < 0) throw new ScenarioError(`${path}.places.${i}.at`, `${place.id} is not on a path`)
    if (!reachable(place.node))
      throw new ScenarioError(`${path}.places.${i}.at`, `no path leads to ${place.id} from the spawn point`)
  })
  map.buildings.forEach((building, i) => {
    if (reachable(building.node)) return
    throw new ScenarioError(`${path}.buildings.${i}.door`, `no path leads to ${building.id} from the spawn point`)
  })
}

function addressBook(districts: readonly DistrictMap[]): Map<string, Address> {
  const book = new Map<string, Address>()
  const add = (id: string, path: string, address: Address) => {
    if (book.has(id)) throw new ScenarioError(path, `the id ${id} is used twice`)
    book.set(id, address)
  }
  for (const { index, buildings, places } of districts) {
    buildings.forEach((building) => add(building.id, pathOf(building, index), { district: index, named: building }))
    places.forEach((place, i) => add(place.id, `districts.${index}.places.${i}.id`, { district: index, named: place }))
  }
  return book
}

function pathOf({ index, plot }: Building, district: number): string {
  return `districts.${district}.${plot ? `plots.${plot.index}` : `buildings.${index}`}.id`
}

function plotBook(plots: readonly Plot[]): Map<string, Plot> {
  const book = new Map<string, Plot>()
  for (const plot of plots) book.set(plot.id, plot)
  return book
}

function rectangle(at: readonly [number, number], size: readonly [number, number]) {
  return { x0: units(at[0]), y0: units(at[1]), x1: units(at[0] + size[0]), y1: units(at[1] + size[1]) }
}

function units(metres: number): number {
  return metres * UNITS_PER_METRE
}
