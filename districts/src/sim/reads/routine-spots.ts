// Where places of the city stand in the map that built-in minds get: this district first, then those beyond its gates.
import type { DistrictMap } from '../city/city.ts'
import type { World } from '../world.ts'

/** The districts to which a gate leads; their buildings follow this one's in the map that minds get. */
export function othersOf({ city, map }: World): DistrictMap[] {
  return city.districts.filter(({ index }) => (map.towards[index] ?? -1) >= 0)
}

/** Index in the map that minds get, -1 for none. */
export function routineIndex(world: World, address: number): number {
  let before = 0
  for (const { indexOf, buildings } of [world.map, ...othersOf(world)]) {
    const here = indexOf.get(address)
    if (here !== undefined) return before + here
    before += buildings.length
  }
  return -1
}

/** Index of a building or named place among the buildings, then the places, of the map; -1 for what lies further off. */
export function spotOf(world: World, address: number): number {
  const building = routineIndex(world, address)
  if (building >= 0 || address < 0) return building
  const maps = [world.map, ...othersOf(world)]
  let before = maps.reduce((sum, { buildings }) => sum + buildings.length, 0)
  for (const { firstAddress, scenario, places } of maps) {
    const at = address - firstAddress - scenario.buildings.length
    if (at >= 0 && at < places.length) return before + at
    before += places.length
  }
  return -1
}
