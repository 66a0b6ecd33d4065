// The static city as the page gets it: the scenario's geometry, without what only the simulation needs.
import type { Scenario, ScenarioBuilding, ScenarioDistrict } from '@civitas/schema'

export type MapBuilding = ScenarioBuilding
type MapPlot = ScenarioDistrict['plots'][number] & { name?: string }
export interface MapDistrict extends Omit<ScenarioDistrict, 'residents' | 'treasury' | 'plots'> {
  /** With the names that owners have given, once land was read. */
  plots: MapPlot[]
}
export interface CityMap extends Pick<Scenario, 'name' | 'title' | 'size' | 'water' | 'items' | 'roads' | 'trams'> {
  districts: MapDistrict[]
}

/** The building of this id, with the index of its district. */
export function findBuilding(map: CityMap, id: string): { building: MapBuilding; district: number } | undefined {
  for (const [district, { buildings }] of map.districts.entries()) {
    const building = buildings.find((one) => one.id === id)
    if (building) return { building, district }
  }
  return undefined
}

/** The name of a building, a place, a park or a plot; an unknown id is its own name. */
export function placeName(map: CityMap | undefined, id: string): string {
  for (const district of map?.districts ?? []) {
    const found =
      district.buildings.find((one) => one.id === id) ??
      district.places.find((one) => one.id === id) ??
      district.parks.find((one) => one.id === id)
    if (found) return found.name
    const plot = district.plots.find((one) => one.id === id)
    if (plot) return plot.name ?? `Land in ${district.name}`
  }
  return id
}

/** Where a named thing is, in city metres. */
export function placePoint(map: CityMap, id: string): [number, number] | undefined {
  for (const district of map.districts) {
    const building = district.buildings.find((one) => one.id === id)
    if (building) return building.door
    const place = district.places.find((one) => one.id === id)
    if (place) return place.at
    const plot = district.plots.find((one) => one.id === id)
    if (plot) return [plot.at[0] + plot.size[0] / 2, plot.at[1] + plot.size[1] / 2]
  }
  return undefined
}
