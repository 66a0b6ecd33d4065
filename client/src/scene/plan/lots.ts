// Plots in the scene: what is built stands, what is laid out grows within its scaffolding, what is for sale has a sign. Pure.
import { builtOn, type LivePlot } from '../../net/land.ts'
import type { CityMap } from '../../net/city-map.ts'
import { buildHouses } from './houses.ts'
import { type Box, type CityPlan, emptyPlan, grow, type Rect, rectOf, roofKinds, windows } from './plan.ts'

const TIMBER = '#c89f6a'
const BRICK = '#b5674f'
const EARTH = '#b39a76'
/** Walls of a site: height when it is laid out, what is added until it is done, and thickness; metres. */
const WALL = { from: 0.4, by: 2.9, thick: 0.55 }
/** Scaffolding: height and thickness of its poles, and how far from the walls they stand; metres. */
const POLE = { high: 4.2, thick: 0.32, away: 0.75 }
/** Heights of its rails, and from which percentage on each is there. */
const RAILS = [
  { y: 1.5, from: 0 },
  { y: 2.9, from: 35 },
  { y: 4, from: 70 },
] as const
/** From this percentage on beams lie across the walls; so many. */
const BEAMS = { from: 80, count: 5 }

export function layLots(map: CityMap, plots: readonly LivePlot[]): CityPlan {
  const plan = emptyPlan(rectOf([0, 0], map.size))
  for (const [look, district] of map.districts.entries()) {
    const here = plots.filter(({ id }) => district.plots.some((plot) => plot.id === id))
    const standing = here.flatMap((plot) => (plot.built ? (builtOn(plot) ?? []) : []))
    buildHouses(plan, standing, look)
    for (const plot of here) {
      if (!plot.built) laySite(plan, plot)
      if (!plot.work && isForSale(plot)) putUpSign(plan, plot)
    }
  }
  return plan
}

function isForSale({ owner, for_sale }: LivePlot): boolean {
  return owner === undefined || for_sale !== undefined
}

function putUpSign(plan: CityPlan, { at, size }: LivePlot): void {
  const spot = { x: at[0] + size[0] / 2, y: 0, z: at[1] + size[1] - 1 }
  plan.ornaments.push({ kind: 'sign', ...spot, size: 1, turn: 0, color: TIMBER })
}

/** Walls that rise within their scaffolding, on bare ground, beside what is left of the materials. */
function laySite(plan: CityPlan, plot: LivePlot): void {
  const building = builtOn(plot)
  if (!building) return
  const rect = rectOf(building.at, building.size)
  const done = plot.percent ?? 0
  const height = WALL.from + (WALL.by * done) / 100
  plan.boxes.push(
    boxOver(grow(rect, 1.6), { y: 0, height: 0.14, color: EARTH }),
    ...wallsOf(grow(rect, -0.35), height),
    ...scaffoldOf(grow(rect, POLE.away), done),
    ...(done >= BEAMS.from ? beamsOf(rect, height) : []),
    ...stacksOf(rect, done),
  )
  const { id } = plot
  plan.footprints.push({ id, name: building.name, ...rect, top: Math.max(height, POLE.high) })
}

interface Slab {
  y: number
  height: number
  color: string
}

function boxOver({ x0, x1, z0, z1 }: Rect, slab: Slab): Box {
  const middle = { x: (x0 + x1) / 2, z: (z0 + z1) / 2, turn: 0 }
  return { ...middle, ...slab, width: x1 - x0, depth: z1 - z0, windows: windows.none, roof: roofKinds.plain }
}

/** Four, around what will be a room. */
function wallsOf({ x0, x1, z0, z1 }: Rect, height: number): Box[] {
  const wall = { y: 0, height, color: BRICK }
  const { thick } = WALL
  return [
    boxOver({ x0, x1, z0, z1: z0 + thick }, wall),
    boxOver({ x0, x1, z0: z1 - thick, z1 }, wall),
    boxOver({ x0, x1: x0 + thick, z0: z0 + thick, z1: z1 - thick }, wall),
    boxOver({ x0: x1 - thick, x1, z0: z0 + thick, z1: z1 - thick }, wall),
  ]
}

/** Poles at the corners and in the middle of each side, and rails from pole to pole that follow the walls upwards. */
function scaffoldOf({ x0, x1, z0, z1 }: Rect, done: number): Box[] {
  const half = POLE.thick / 2
  const [x, z] = [(x0 + x1) / 2, (z0 + z1) / 2]
  const poles = [x0, x, x1].flatMap((atX) => [z0, z, z1].map((atZ) => [atX, atZ] as const))
  const around = (atX: number, atZ: number): Rect => ({
    x0: atX - half,
    x1: atX + half,
    z0: atZ - half,
    z1: atZ + half,
  })
  const thin = POLE.thick / 3
  return [
    ...poles
      .filter(([atX, atZ]) => atX !== x || atZ !== z)
      .map(([atX, atZ]) => boxOver(around(atX, atZ), { y: 0, height: POLE.high, color: TIMBER })),
    ...RAILS.filter(({ from }) => done >= from).flatMap(({ y }) => {
      const rail = { y, height: 0.2, color: TIMBER }
      return [
        ...[z0, z1].map((atZ) => boxOver({ x0, x1, z0: atZ - thin, z1: atZ + thin }, rail)),
        ...[x0, x1].map((atX) => boxOver({ x0: atX - thin, x1: atX + thin, z0, z1 }, rail)),
      ]
    }),
  ]
}

function beamsOf({ x0, x1, z0, z1 }: Rect, y: number): Box[] {
  const step = (z1 - z0) / BEAMS.count
  return Array.from({ length: BEAMS.count }, (_, index) => {
    const z = z0 + (index + 0.5) * step
    return boxOver({ x0, x1, z0: z - 0.18, z1: z + 0.18 }, { y, height: 0.35, color: TIMBER })
  })
}

/** Planks and bricks before the house: the less, the more is done. */
function stacksOf({ x0, x1, z1 }: Rect, done: number): Box[] {
  const height = 0.3 + (1.2 * (100 - done)) / 100
  return [
    boxOver({ x0: x0 + 0.4, x1: x0 + 3.8, z0: z1 + 1.3, z1: z1 + 2.3 }, { y: 0, height, color: TIMBER }),
    boxOver({ x0: x1 - 2.2, x1: x1 - 0.6, z0: z1 + 1.2, z1: z1 + 2.4 }, { y: 0, height: height * 0.8, color: BRICK }),
  ]
}
