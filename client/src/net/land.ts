// What owners have built on their plots, as `GET /plots` tells it, and as buildings of the map.
import type { BuildingKind } from '@civitas/schema'
import { type Work, type WorkName, works } from '@civitas/schema/world/works'
import type { CityMap, MapBuilding } from './city-map.ts'
import { getJson } from './rest.ts'

export interface LivePlot {
  id: string
  at: [number, number]
  size: [number, number]
  price: number
  owner?: string
  /** What its owner calls it. */
  name?: string
  /** Coins for which it is sold. */
  for_sale?: number
  work?: WorkName
  percent?: number
  built?: boolean
  /** Id of the firm that is at it. */
  builders?: string
}

/** All land as it is now. */
export async function readPlots(): Promise<LivePlot[]> {
  return (await getJson<{ plots: LivePlot[] }>('/plots')).plots
}

/** A house does not fill its plot: at most so wide and so deep, metres. */
const WIDEST: Partial<Record<BuildingKind, number>> = { house: 12, kiosk: 6, cafe: 15 }
const WIDE = 18

/** The building on a plot as the map has it; `undefined` while nothing is laid out there. */
export function builtOn({ id, at, size, work, name: called }: LivePlot): MapBuilding | undefined {
  if (!work) return undefined
  const { kind, name, floors, capacity, homes, hours_open, sells, jobs, wage }: Work = works[work]
  const most = WIDEST[kind] ?? WIDE
  const [width, depth] = [Math.min(most, size[0] - 2), Math.min(most, size[1] - 2)]
  const corner: [number, number] = [at[0] + (size[0] - width) / 2, at[1] + (size[1] - depth) / 2]
  const door: [number, number] = [corner[0] + width / 2, corner[1] + depth]
  const shelves = sells.map((ware) => ({ ...ware, stock: 0 }))
  const place = { at: corner, size: [width, depth] as [number, number], door, floors }
  const use = { capacity, homes, hours: [...hours_open] as [number, number], jobs, wage }
  return { id, kind, name: called ?? name, ...place, ...use, sells: shelves, makes: [], imports: [] }
}

/** Puts names of plots and what is built on them into the map, so that panels, feed and labels know them. */
export function putOnMap(map: CityMap, plots: readonly LivePlot[]): void {
  const told = new Map(plots.map((plot) => [plot.id, plot]))
  for (const { plots: places, buildings } of map.districts) {
    for (const place of places) {
      const plot = told.get(place.id)
      if (plot?.name === undefined) delete place.name
      else place.name = plot.name
      const building = plot?.built ? builtOn(plot) : undefined
      if (building) putBuilding(buildings, building)
    }
  }
}

function putBuilding(buildings: MapBuilding[], building: MapBuilding): void {
  const known = buildings.find(({ id }) => id === building.id)
  if (known) known.name = building.name
  else buildings.push(building)
}

/** Where a plate with the name of a plot hangs, above what stands there; metres. */
export interface Plate {
  id: string
  name: string
  x: number
  z: number
}

export function platesOf(plots: readonly LivePlot[]): Plate[] {
  return plots.flatMap(({ id, name, at, size }) => {
    return name === undefined ? [] : [{ id, name, x: at[0] + size[0] / 2, z: at[1] + size[1] / 2 }]
  })
}
