// What may come to stand on a plot: a building from the first day on, to be walked to, but neither seen nor entered before it is built.
import { must } from '@civitas/kit'
import { type Work, workNames, works } from '@civitas/schema'
import { HOUSE_RENT } from '../limits.ts'
import type { Building, City, Plot, Shelf } from './city.ts'
import type { Cut, Point } from './nav-graph.ts'

const NOT_BUILT = { openFrom: 0, openTo: 0, shiftFrom: 0, shiftTo: 0 }

/**
 * Joins each plot to the corner nearest to it: its door is where the way from there meets the plot's edge. Corners and links are
 * added behind all others, so that bodies of before there were lots still are where they were.
 * @param doors of buildings, to which nobody is led
 */
export function joinPlots({ points, links }: Cut, plots: readonly Plot[], doors: readonly Point[]): Point[] {
  const taken = new Set(doors.map(({ x, y }) => `${x},${y}`))
  const corners = points.length
  return plots.map((plot) => {
    let best = -1
    let least = Infinity
    for (let index = 0; index < corners; index++) {
      const corner = must(points[index], 'a corner')
      const squared = squaredTo(corner, edgeTowards(plot, corner))
      if (squared >= least || taken.has(`${corner.x},${corner.y}`)) continue
      best = index
      least = squared
    }
    const door = edgeTowards(plot, must(points[best], 'a corner'))
    while (taken.has(`${door.x},${door.y}`)) door.x += 1
    taken.add(`${door.x},${door.y}`)
    if (squaredTo(must(points[best], 'a corner'), door) > 0) links.push(`${best}-${points.push({ ...door }) - 1}`)
    return door
  })
}

export function lotOf(
  plot: Plot,
  place: Pick<Building, 'index' | 'number' | 'address' | 'node' | 'x' | 'y'>,
): Building {
  const trade = { shelves: [], makes: [], wants: [], isPublic: false }
  const room = { capacity: 0, homes: 0, jobs: 0, wage: 0, positions: 0, positionsMax: 0, rent: 0, trade: 0 }
  return { id: plot.id, kind: 'house', name: plot.id, ...place, ...NOT_BUILT, ...room, ...trade, plot, isBuilt: false }
}

/** The lot as it is when it is built. `work`: index of `workNames`. */
export function builtOn(city: City, lot: Building, work: number): Building {
  const { kind, name, capacity, homes, hours_open, sells }: Work = works[must(workNames[work], 'a work')]
  const [openFrom, openTo] = hours_open
  const shelves = sells.flatMap(({ item: id, price, restock }): Shelf[] => {
    const item = city.itemById.get(id)
    return item ? [{ item, price, stock: 0, restock, source: 'outside' }] : []
  })
  const hours = { openFrom, openTo, shiftFrom: openFrom, shiftTo: openTo }
  const rent = homes > 0 ? HOUSE_RENT : 0
  return { ...lot, kind, name, capacity, homes, rent, ...hours, shelves, isBuilt: true }
}

function edgeTowards({ x0, y0, x1, y1 }: Plot, { x, y }: Point): Point {
  return { x: Math.max(x0, Math.min(x1, x)), y: Math.max(y0, Math.min(y1, y)) }
}

function squaredTo(a: Point, b: Point): number {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
}
