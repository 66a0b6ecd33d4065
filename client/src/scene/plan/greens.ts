// Parks, squares, plots and the trees of free ground.
import type { CityMap, MapDistrict } from '../../net/city-map.ts'
import { ground, leaves, needles } from '../palette.ts'
import { landPieces } from './land.ts'
import type { Dice } from './dice.ts'
import type { Occupancy } from './occupancy.ts'
import { type CityPlan, grow, type Rect, rectOf } from './plan.ts'

/** Tries per square metre to plant a tree in a park, and groves on other free ground. */
const PARK_TREES = 0.03
const GROVES = 0.0042
/** A grove: trees around its middle, within a radius in metres. */
const GROVE = { least: 1, most: 6, radius: 6.5 }
/** Tries are capped on one piece of land. */
const MOST_TRIES = 900
/** Largest plaza laid under a square, half its side in metres. */
const PLAZA = 7

export function layGreens(plan: CityPlan, district: MapDistrict, taken: Occupancy, dice: Dice): void {
  for (const park of district.parks) {
    const rect = rectOf(park.at, park.size)
    plan.plates.push({ ...rect, radius: 3, y: -0.03, thickness: 0.3, color: ground.park })
    if (park.size[0] > 26 && park.size[1] > 26) layPond(plan, rect, taken, dice)
    const tries = Math.min(MOST_TRIES, (rect.x1 - rect.x0) * (rect.z1 - rect.z0) * PARK_TREES)
    plant(plan, grow(rect, -1.5), tries, taken, dice)
  }
  for (const plot of district.plots) layPlot(plan, rectOf(plot.at, plot.size), taken)
  for (const place of district.places) {
    const [x, z] = place.at
    if (place.kind === 'square') laySquare(plan, x, z, taken)
    if (place.kind === 'bench') addBench(plan, x + 1.9, z)
    if (place.kind === 'pier') plan.strips.push({ x, z, y: 0.03, length: 9, width: 4, turn: 0, color: '#c9a57c' })
  }
}

/** Last of all: trees wherever nothing else stands. */
export function plantFreeGround(plan: CityPlan, map: CityMap, taken: Occupancy, dice: Dice): void {
  for (const piece of landPieces(map)) {
    const area = (piece.x1 - piece.x0) * (piece.z1 - piece.z0)
    const inner = grow(piece, -3)
    for (let grove = 0; grove < Math.min(MOST_TRIES, area * GROVES); grove++) {
      const x = dice.between(inner.x0, inner.x1)
      const z = dice.between(inner.z0, inner.z1)
      const around = grow({ x0: x, z0: z, x1: x, z1: z }, GROVE.radius)
      const clipped = {
        x0: Math.max(inner.x0, around.x0),
        z0: Math.max(inner.z0, around.z0),
        x1: Math.min(inner.x1, around.x1),
        z1: Math.min(inner.z1, around.z1),
      }
      plant(plan, clipped, dice.between(GROVE.least, GROVE.most), taken, dice)
    }
  }
}

function layPond(plan: CityPlan, park: Rect, taken: Occupancy, dice: Dice): void {
  const west = dice.chance(0.5)
  const width = (park.x1 - park.x0) * 0.32
  const depth = (park.z1 - park.z0) * 0.34
  const x0 = west ? park.x0 + 3.5 : park.x1 - 3.5 - width
  const z0 = dice.chance(0.5) ? park.z0 + 3.5 : park.z1 - 3.5 - depth
  const pond = { x0, z0, x1: x0 + width, z1: z0 + depth }
  const corners = [
    [x0, z0],
    [pond.x1, z0],
    [x0, pond.z1],
    [pond.x1, pond.z1],
    [(x0 + pond.x1) / 2, (z0 + pond.z1) / 2],
  ] as const
  if (!corners.every(([x, z]) => taken.free(x, z))) return
  taken.take(grow(pond, 1.5))
  const radius = Math.min(width, depth) / 2.1
  plan.plates.push({ ...grow(pond, 1), radius: radius + 1, y: -0.015, thickness: 0.3, color: ground.sand })
  plan.plates.push({ ...pond, radius, y: 0.01, thickness: 0.3, color: ground.pond })
}

function layPlot(plan: CityPlan, rect: Rect, taken: Occupancy): void {
  taken.take(rect)
  plan.plates.push({ ...rect, radius: 1, y: -0.02, thickness: 0.3, color: ground.plot })
  const corners = [
    [rect.x0, rect.z0],
    [rect.x1, rect.z0],
    [rect.x0, rect.z1],
    [rect.x1, rect.z1],
  ] as const
  for (const [x, z] of corners) {
    const post = { width: 0.4, height: 1.2, depth: 0.4, turn: 0, color: '#f7f3ea', windows: 0, roof: 0 }
    plan.boxes.push({ x, y: 0, z, ...post })
  }
}

function laySquare(plan: CityPlan, x: number, z: number, taken: Occupancy): void {
  const rect = { x0: x - PLAZA, z0: z - PLAZA, x1: x + PLAZA, z1: z + PLAZA }
  plan.plates.push({ ...rect, radius: PLAZA * 0.96, y: 0.085, thickness: 0.3, color: '#f3dfc3' })
  plan.plates.push({ ...grow(rect, -2.4), radius: PLAZA - 2.5, y: 0.1, thickness: 0.3, color: '#eccfae' })
  taken.take(rect)
  // The middle stays free for those who meet there; the fountain stands aside.
  const aside = { x: x + PLAZA + 4.5, z: z + PLAZA + 4.5 }
  plan.ornaments.push({ kind: 'fountain', ...aside, y: 0, size: 1.2, turn: 0, color: '#7fd0dc' })
  plan.shades.push({ x0: aside.x - 3, z0: aside.z - 3, x1: aside.x + 3, z1: aside.z + 3, strength: 0.5 })
  taken.take({ x0: aside.x - 5, z0: aside.z - 5, x1: aside.x + 5, z1: aside.z + 5 })
}

function addBench(plan: CityPlan, x: number, z: number): void {
  plan.ornaments.push({ kind: 'bench', x, y: 0, z, size: 1, turn: Math.PI / 2, color: '#b07d54' })
}

function plant(plan: CityPlan, rect: Rect, tries: number, taken: Occupancy, dice: Dice): void {
  for (let attempt = 0; attempt < tries; attempt++) {
    const x = dice.between(rect.x0, rect.x1)
    const z = dice.between(rect.z0, rect.z1)
    if (!taken.free(x, z) || !taken.free(x + 1, z + 1) || !taken.free(x - 1, z - 1)) continue
    const pine = dice.chance(0.22)
    plan.trees.push({
      x,
      y: -0.05,
      z,
      scale: dice.between(0.75, 1.4),
      kind: pine ? 'pine' : 'round',
      color: pine ? dice.pick(needles) : dice.pick(leaves),
    })
  }
}
