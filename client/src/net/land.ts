// What owners have built on their plots, as `GET /plots` tells it, and as buildings of the map.
import type { BuildingKind } from '@civitas/schema'
import { type Work, type WorkName, works } from '@civitas/schema/world/works'
import type { CityMap, MapBuilding, MapDistrict } from './city-map.ts'

export interface LivePlot {
  id: string
  at: [number, number]
  size: [number, number]
  price: number
  owner?: string
  work?: WorkName
  percent?: number
  built?: boolean
}

/** A house does not fill its plot: at most so wide and so deep, metres. */
const WIDEST: Partial<Record<BuildingKind, number>> = { house: 12, kiosk: 6, cafe: 15 }
const WIDE = 18

/** The building on a plot as the map has it; `undefined` while nothing is laid out there. */
export function builtOn({ id, at, size, work }: LivePlot): MapBuilding | undefined {
  if (!work) return undefined
  const { kind, name, floors, capacity, homes, hours_open, sells }: Work = works[work]
  const most = WIDEST[kind] ?? WIDE
  const [width, depth] = [Math.min(most, size[0] - 2), Math.min(most, size[1] - 2)]
  const corner: [number, number] = [at[0] + (size[0] - width) / 2, at[1] + (size[1] - depth) / 2]
  const door: [number, number] = [corner[0] + width / 2, corner[1] + depth]
  const shelves = sells.map((ware) => ({ ...ware, stock: 0 }))
  const place = { at: corner, size: [width, depth] as [number, number], door, floors }
  const use = { capacity, homes, hours: [...hours_open] as [number, number], jobs: 0, wage: 0 }
  return { id, kind, name, ...place, ...use, sells: shelves, makes: [], imports: [] }
}

/** Puts what is built into the map, so that panels and labels know it. */
export function putOnMap(map: CityMap, plots: readonly LivePlot[]): void {
  for (const district of map.districts) {
    for (const { id } of district.plots) {
      const plot = plots.find((one) => one.id === id)
      const building = plot?.built ? builtOn(plot) : undefined
      if (building && !stands(district, id)) district.buildings.push(building)
    }
  }
}

function stands({ buildings }: MapDistrict, id: string): boolean {
  return buildings.some((one) => one.id === id)
}
