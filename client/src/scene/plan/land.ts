// Where there is land: districts with a margin, cut by the water; and the scenery around the city.
import type { CityMap } from '../../net/city-map.ts'
import { ground, needles } from '../palette.ts'
import { Dice } from './dice.ts'
import { type CityPlan, grow, type Rect, rectOf } from './plan.ts'

/** Strip of land around the outermost streets, and beach around that, in metres. */
const MARGIN = 16
const BEACH = 4
/** Strip of land between a district's own ground and its water, metres. */
const QUAY = 3
/** Water that reaches the edge of the city runs on into the sea. */
const OUT_TO_SEA = 4_000
/** Corner radius of land, metres. */
const CORNER = 18

/** Pieces of dry land, without beaches. */
export function landPieces(map: CityMap): Rect[] {
  const districts = map.districts.map((district) => rectOf(district.at, district.size))
  const waters = map.water.map((water) => runOut(rectOf(water.at, water.size), map.size))
  return districts.flatMap((district, index) => {
    const others = districts.filter((_, other) => other !== index)
    return subtractAll(expand(district, others), waters)
  })
}

export function layLand(plan: CityPlan, map: CityMap): void {
  for (const piece of landPieces(map)) {
    const radius = Math.min(CORNER, (piece.x1 - piece.x0) / 3, (piece.z1 - piece.z0) / 3)
    plan.islands.push({ ...piece, radius })
    plan.plates.push({ ...grow(piece, BEACH), radius: radius + BEACH, y: -0.9, thickness: 1.6, color: ground.sand })
    plan.plates.push({ ...piece, radius, y: -0.12, thickness: 2, color: ground.land })
  }
  const waters = map.water.map((water) => grow(rectOf(water.at, water.size), QUAY))
  for (const [index, district] of map.districts.entries()) {
    const tone = index % 2 === 0 ? '#c9d39c' : '#bfcf93'
    for (const piece of subtractAll(rectOf(district.at, district.size), waters)) {
      plan.plates.push({ ...piece, radius: 10, y: -0.1, thickness: 0.3, color: tone })
    }
  }
}

/** Hills to the north-west, an islet off the south-east (with a lighthouse where the city has none), boats and clouds: the frame of the picture. */
export function layScenery(plan: CityPlan, { lighthouse }: { lighthouse: boolean }): void {
  const { x0, z0, x1, z1 } = plan.bounds
  const dice = new Dice('scenery')
  layHills(plan, dice, x0, (z0 + z1) / 2)
  const islet = { x: x1 + 60, z: z1 - 44 }
  addIslet(plan, islet.x, islet.z, 17)
  if (lighthouse) plan.ornaments.push({ kind: 'lighthouse', ...islet, y: 0, size: 1, turn: 0, color: '#e0604c' })
  for (let tree = 0; tree < 16; tree++) {
    const angle = dice.between(0, Math.PI * 2)
    const away = dice.between(7, 13)
    plan.trees.push({
      x: islet.x + Math.cos(angle) * away,
      y: -0.1,
      z: islet.z + Math.sin(angle) * away,
      scale: dice.between(0.7, 1.2),
      kind: 'round',
      color: dice.pick(['#7fae5e', '#93bb67', '#a8c46d']),
    })
  }
  const spots = [
    [x0 + 40, z1 + 46],
    [(x0 + x1) / 2, z1 + 70],
    [x1 - 60, z1 + 38],
    [x1 + 46, z0 + 60],
    [x1 + 90, z0 + 150],
    [x0 + 120, z0 - 56],
    [x0 - 40, z1 - 30],
  ] as const
  for (const [x, z] of spots) {
    const color = dice.pick(['#e07a5f', '#3d8fb0', '#f7f3ea', '#f2cc8f'])
    plan.ornaments.push({ kind: 'boat', x, y: -1.8, z, size: dice.between(0.9, 1.7), turn: dice.between(0, 6), color })
  }
  const sky = [
    [x0 - 120, 74, z0 - 120, 1.2],
    [x1 + 60, 84, z0 - 190, 1.35],
    [(x0 + x1) / 2, 96, z0 - 280, 1.1],
    [x1 + 190, 70, z0 + 60, 0.9],
    [x0 - 200, 66, z1 - 60, 0.85],
  ] as const
  for (const [x, y, z, size] of sky) plan.clouds.push({ x, y, z, size })
}

function layHills(plan: CityPlan, dice: Dice, edge: number, middle: number): void {
  const hills = [
    { x: edge - 62, z: middle - 60, radius: 34, height: 30, color: '#86b064' },
    { x: edge - 84, z: middle - 16, radius: 26, height: 20, color: '#93bb6c' },
    { x: edge - 44, z: middle - 96, radius: 22, height: 14, color: '#9cc274' },
    { x: edge - 50, z: middle - 8, radius: 22, height: 12, color: '#a3c87a' },
  ]
  const shore = { x0: edge - 112, z0: middle - 120, x1: edge - 22, z1: middle + 22 }
  plan.islands.push({ ...shore, radius: 44 })
  plan.plates.push({ ...grow(shore, BEACH), radius: 44 + BEACH, y: -0.9, thickness: 1.6, color: ground.sand })
  plan.plates.push({ ...shore, radius: 44, y: -0.12, thickness: 2, color: ground.land })
  for (const hill of hills) {
    const { x, z, radius, height, color } = hill
    plan.ornaments.push({ kind: 'hill', x, y: -0.2, z, size: radius, turn: height, color })
  }
  const heightAt = (x: number, z: number) =>
    hills.reduce((top, hill) => {
      const away = Math.hypot(x - hill.x, z - hill.z) / hill.radius
      return away < 1 ? Math.max(top, hill.height * Math.cos((away * Math.PI) / 2) ** 1.35 - 0.2) : top
    }, -0.12)
  for (let tree = 0; tree < 260; tree++) {
    const x = dice.between(shore.x0 + 6, shore.x1 - 6)
    const z = dice.between(shore.z0 + 6, shore.z1 - 6)
    const cornered = Math.hypot((x - (shore.x0 + shore.x1) / 2) / 41, (z - (shore.z0 + shore.z1) / 2) / 66)
    const y = heightAt(x, z)
    if (cornered > 0.95 || y > 25 || (y < 1 && dice.chance(0.5))) continue
    const kind = y > 6 || dice.chance(0.5) ? 'pine' : 'round'
    plan.trees.push({ x, y: y - 0.1, z, scale: dice.between(0.9, 1.5), kind, color: dice.pick(needles) })
  }
}

function addIslet(plan: CityPlan, x: number, z: number, radius: number): void {
  const rect = { x0: x - radius, z0: z - radius, x1: x + radius, z1: z + radius }
  plan.islands.push({ ...rect, radius })
  plan.plates.push({ ...grow(rect, BEACH), radius: radius + BEACH, y: -0.9, thickness: 1.6, color: ground.sand })
  plan.plates.push({ ...rect, radius, y: -0.12, thickness: 2, color: ground.land })
}

/** A margin on all sides, but only half way to a neighbouring district. */
function expand(rect: Rect, others: readonly Rect[]): Rect {
  const grown = grow(rect, MARGIN)
  for (const other of others) {
    const besideInZ = other.z0 < rect.z1 && other.z1 > rect.z0
    const besideInX = other.x0 < rect.x1 && other.x1 > rect.x0
    if (besideInZ && other.x0 >= rect.x1) grown.x1 = Math.min(grown.x1, (rect.x1 + other.x0) / 2)
    if (besideInZ && other.x1 <= rect.x0) grown.x0 = Math.max(grown.x0, (rect.x0 + other.x1) / 2)
    if (besideInX && other.z0 >= rect.z1) grown.z1 = Math.min(grown.z1, (rect.z1 + other.z0) / 2)
    if (besideInX && other.z1 <= rect.z0) grown.z0 = Math.max(grown.z0, (rect.z0 + other.z1) / 2)
  }
  return grown
}

function runOut(water: Rect, size: readonly [number, number]): Rect {
  return {
    x0: water.x0 <= 0 ? -OUT_TO_SEA : water.x0,
    z0: water.z0 <= 0 ? -OUT_TO_SEA : water.z0,
    x1: water.x1 >= size[0] ? OUT_TO_SEA : water.x1,
    z1: water.z1 >= size[1] ? OUT_TO_SEA : water.z1,
  }
}

function subtractAll(rect: Rect, holes: readonly Rect[]): Rect[] {
  return holes.reduce<Rect[]>((pieces, hole) => pieces.flatMap((piece) => subtract(piece, hole)), [rect])
}

/** What is left of a rectangle outside a hole: up to four pieces. */
function subtract(rect: Rect, hole: Rect): Rect[] {
  const x0 = Math.max(rect.x0, hole.x0)
  const x1 = Math.min(rect.x1, hole.x1)
  const z0 = Math.max(rect.z0, hole.z0)
  const z1 = Math.min(rect.z1, hole.z1)
  if (x0 >= x1 || z0 >= z1) return [rect]
  const pieces = [
    { ...rect, x1: x0 },
    { ...rect, x0: x1 },
    { x0, x1, z0: rect.z0, z1: z0 },
    { x0, x1, z0: z1, z1: rect.z1 },
  ]
  return pieces.filter((piece) => piece.x1 - piece.x0 > 1 && piece.z1 - piece.z0 > 1)
}
