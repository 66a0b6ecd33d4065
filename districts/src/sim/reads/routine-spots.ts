// Where places of the city stand in the map that built-in minds get: this district first, then those beyond its gates.
import type { DistrictMap } from '../city/city.ts'
import type { World } from '../world.ts'

/** The districts to which a gate leads; their buildings follow this one's in the map that minds get. */
export function othersOf({ city, map }: World): DistrictMap[] {
  return city.districts.filter(({ index }) => (map.towards[index] ?? -1) >= 0)
}

/** Index in the map that minds get, -1 for none. */
export function routineIndex(world: World, address: number): number {
  const { buildings, spots } = tableOf(world)
  const spot = spots[address] ?? -1
  return spot < buildings ? spot : -1
}

/** Index of a named place among those of the map that minds get, -1 for none. */
export function routinePlace(world: World, address: number): number {
  const { buildings, spots } = tableOf(world)
  const spot = spots[address] ?? -1
  return spot < buildings ? -1 : spot - buildings
}

/** Index of a building or named place among the buildings, then the places, of the map; -1 for what lies further off. */
export function spotOf(world: World, address: number): number {
  return tableOf(world).spots[address] ?? -1
}

interface Table {
  /** How many of the spots are buildings: they come first. */
  buildings: number
  /** By address. */
  spots: Int32Array
}

/** Of maps, which never change. PERF: looked into for every story that anybody might tell. */
const tables = new WeakMap<DistrictMap, Table>()

function tableOf(world: World): Table {
  const known = tables.get(world.map)
  if (known) return known
  const maps = [world.map, ...othersOf(world)]
  const table = { buildings: 0, spots: new Int32Array(world.city.named.length).fill(-1) }
  let next = 0
  for (const { buildings } of maps) for (const { address } of buildings) table.spots[address] = next++
  table.buildings = next
  for (const { places } of maps) for (const { address } of places) table.spots[address] = next++
  tables.set(world.map, table)
  return table
}
