// What may come to stand on a plot: a building from the first day on, to be walked to, but neither seen nor entered before it is built.
import { must } from '@civitas/kit'
import { type ScenarioBuilding, type Work, workNames, works } from '@civitas/schema'
import { HOUSE_RENT } from '../limits.ts'
import type { Building, City, Plot } from './city.ts'
import type { Cut, Point } from './nav-graph.ts'
import { positionsOf, shelvesOf, tradedItems, tradeOf, workOf } from './trade.ts'

/** Percent: what is built is as big as it is, however many live in the district. */
const FULL_SCALE = 100

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
  const trade = { shelves: [], makes: [], wants: [], isPublic: false, builds: false }
  const room = { capacity: 0, homes: 0, jobs: 0, wage: 0, positions: 0, positionsMax: 0, rent: 0, trade: 0 }
  return { id: plot.id, kind: 'house', name: plot.id, ...place, ...NOT_BUILT, ...room, ...trade, plot, isBuilt: false }
}

/** The lot as it is when it is built. `work`: index of `workNames`. */
export function builtOn(city: City, lot: Building, work: number): Building {
  const plan: Work = works[must(workNames[work], 'a work')]
  const { kind, name, capacity, homes, jobs, wage } = plan
  const [openFrom, openTo] = plan.hours_open
  const [shiftFrom, shiftTo] = plan.shift
  const hours = { openFrom, openTo, shiftFrom, shiftTo }
  const rent = homes > 0 ? HOUSE_RENT : 0
  const hands = {
    builds: plan.builds ?? false,
    jobs,
    wage,
    trade: tradeOf(kind),
    ...positionsOf({ jobs, capacity }, FULL_SCALE),
  }
  return { ...lot, kind, name, capacity, homes, rent, ...hours, ...hands, ...goodsOf(city, plan), isBuilt: true }
}

/** Shelves, recipes and wants, by the same rules as those of the scenario's own firms. */
function goodsOf({ scenario, itemById }: City, plan: Work): Pick<Building, 'shelves' | 'makes' | 'wants'> {
  const firms = scenario.districts.flatMap(({ buildings }) => buildings)
  const recipes = firms.flatMap((firm) => firm.makes)
  const sells = plan.sells.filter(({ item }) => itemById.has(item)).map((ware) => ({ ...ware, stock: 0 }))
  const makes = plan.makes.flatMap((id): ScenarioBuilding['makes'] => {
    const known = recipes.find(({ item }) => item === id)
    return known ? [known] : []
  })
  const goods = { traded: tradedItems(firms), jobScale: FULL_SCALE }
  const shelves = shelvesOf({ sells, makes, imports: [] }, itemById, goods)
  return { shelves, ...workOf({ makes }, shelves, itemById) }
}

function edgeTowards({ x0, y0, x1, y1 }: Plot, { x, y }: Point): Point {
  return { x: Math.max(x0, Math.min(x1, x)), y: Math.max(y0, Math.min(y1, y)) }
}

function squaredTo(a: Point, b: Point): number {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
}
