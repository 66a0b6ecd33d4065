// Streets, lanes, footpaths and bridges: strips of ground with lamps and trees along them.
import type { CityMap, MapDistrict } from '../../net/city-map.ts'
import { ground, leaves, stone } from '../palette.ts'
import type { Dice } from './dice.ts'
import type { Occupancy } from './occupancy.ts'
import { type CityPlan, roofKinds, windows } from './plan.ts'

type Path = MapDistrict['paths'][number]

/** Widths in metres. Nobody drives here: a street is setts with a pale walk along its middle. */
const STREET = { pavement: 9.6, setts: 6.6, walk: 2.6 }
const LANE = 4.2
const FOOTPATH = 2.6
const BRIDGE = { deck: 9, walk: 3, parapet: 0.9 }
const LAMP_EVERY = 17
const TREE_EVERY = 8.5
/** Lamps and trees keep this far from walls, metres. */
const WALL = 0.9
/** Heights that keep one strip above the other without flicker, metres. */
const LEVEL = { pavement: 0, setts: 0.035, walk: 0.07, footpath: 0.02, bridge: 0.05, road: -0.04 }

const reach = { street: STREET.pavement / 2, lane: LANE / 2, path: FOOTPATH / 2, bridge: BRIDGE.deck / 2 }

export function layStreets(plan: CityPlan, district: MapDistrict, taken: Occupancy): void {
  for (const path of district.paths) {
    taken.takeLine(path.from, path.to, reach[path.kind])
    if (path.kind === 'street') layStreet(plan, path)
    if (path.kind === 'lane') addStrip(plan, path, LANE, LEVEL.pavement, ground.pavement)
    if (path.kind === 'path') addStrip(plan, path, FOOTPATH, LEVEL.footpath, ground.footpath)
  }
}

/** Bridges are laid for the whole city at once: one may be made of pieces on both sides of a border. */
export function layBridges(plan: CityPlan, districts: readonly MapDistrict[]): void {
  const pieces = districts.flatMap((district) => district.paths.filter((path) => path.kind === 'bridge'))
  for (const bridge of joinPieces(pieces)) layBridge(plan, bridge)
}

/** Carriageways, and bridges where they cross water. */
export function layRoads(plan: CityPlan, { roads = [], water }: CityMap): void {
  for (const { from, to, width } of roads) {
    const path: Path = { from, to, kind: 'street' }
    const overWater = water.some(({ at, size }) => from[0] < at[0] && to[0] > at[0] + size[0])
    if (overWater) layBridge(plan, path)
    else addStrip(plan, path, width, LEVEL.road, ground.asphalt)
  }
}

/** Joins straight pieces that meet end to end and run the same way. */
function joinPieces(pieces: readonly Path[]): Path[] {
  const whole: Path[] = []
  for (const piece of pieces) {
    const last = whole.find((one) => meets(one.to, piece.from) && sameWay(one, piece))
    if (last) last.to = piece.to
    else whole.push({ ...piece })
  }
  return whole
}

const meets = (a: readonly [number, number], b: readonly [number, number]) => a[0] === b[0] && a[1] === b[1]

function sameWay(a: Path, b: Path): boolean {
  const cross = (a.to[0] - a.from[0]) * (b.to[1] - b.from[1]) - (a.to[1] - a.from[1]) * (b.to[0] - b.from[0])
  return Math.abs(cross) < 1
}

/** Lamps and trees stand on the pavements; not where another path runs. Call when all paths are laid. */
export function furnishStreets(plan: CityPlan, district: MapDistrict, dice: Dice): void {
  for (const path of district.paths) {
    if (path.kind !== 'street') continue
    const others = district.paths.filter((other) => other !== path)
    const clear = (x: number, z: number) =>
      others.every((other) => distanceTo(other, x, z) > reach[other.kind] + 0.6) &&
      plan.footprints.every(({ x0, x1, z0, z1 }) => x < x0 - WALL || x > x1 + WALL || z < z0 - WALL || z > z1 + WALL)
    const side = STREET.pavement / 2 - 0.7
    alongBothSides(path, LAMP_EVERY, side, (x, z) => {
      if (clear(x, z)) plan.lamps.push({ x, z })
    })
    alongBothSides(path, TREE_EVERY, side + 0.1, (x, z) => {
      const farFromLamp = plan.lamps.every((lamp) => Math.hypot(lamp.x - x, lamp.z - z) > 2.2)
      if (!clear(x, z) || !farFromLamp || dice.chance(0.28)) return
      plan.trees.push({ x, y: 0, z, scale: dice.between(0.6, 0.9), kind: 'round', color: dice.pick(leaves) })
    })
  }
}

function layStreet(plan: CityPlan, path: Path): void {
  addStrip(plan, path, STREET.pavement, LEVEL.pavement, ground.pavement)
  addStrip(plan, path, STREET.setts, LEVEL.setts, ground.asphalt)
  addStrip(plan, path, STREET.walk, LEVEL.walk, ground.promenade)
}

function layBridge(plan: CityPlan, path: Path): void {
  const { x, z, length, turn } = course(path)
  const across = { x: Math.sin(turn), z: Math.cos(turn) }
  const box = (side: number, y: number, width: number, height: number, depth: number, color: string, along = 0) =>
    plan.boxes.push({
      x: x + across.x * side + Math.cos(turn) * along,
      y,
      z: z + across.z * side - Math.sin(turn) * along,
      width,
      height,
      depth,
      turn,
      color,
      windows: windows.none,
      roof: roofKinds.plain,
    })
  box(0, -0.98, length + 3, 1, BRIDGE.deck, ground.deck)
  addStrip(plan, path, BRIDGE.deck - 2, LEVEL.bridge, ground.asphalt)
  addStrip(plan, path, BRIDGE.walk, LEVEL.walk + 0.02, ground.promenade)
  for (const side of [-1, 1]) {
    const edge = side * (BRIDGE.deck / 2 - BRIDGE.parapet / 2)
    box(edge, 0, length + 2, 0.85, BRIDGE.parapet * 0.7, stone)
    for (const end of [-1, 1]) box(edge, 0, 1.3, 1.7, 1.3, '#f4ead8', end * (length / 2 + 0.6))
    const piers = Math.max(1, Math.round(length / 14))
    for (let pier = 1; pier <= piers; pier++) {
      const along = (pier / (piers + 1) - 0.5) * length
      box(side * 2.4, -4, 2, 3.4, 2.4, '#cbbfae', along)
      plan.lamps.push({
        x: x + across.x * edge + Math.cos(turn) * along,
        z: z + across.z * edge - Math.sin(turn) * along,
      })
    }
  }
}

function addStrip(plan: CityPlan, path: Path, width: number, y: number, color: string): void {
  const { x, z, length, turn } = course(path)
  plan.strips.push({ x, z, y, length: length + width, width, turn, color })
}

function course({ from, to }: Path): { x: number; z: number; length: number; turn: number } {
  const dx = to[0] - from[0]
  const dz = to[1] - from[1]
  return { x: (from[0] + to[0]) / 2, z: (from[1] + to[1]) / 2, length: Math.hypot(dx, dz), turn: Math.atan2(-dz, dx) }
}

function alongBothSides(path: Path, every: number, side: number, place: (x: number, z: number) => void): void {
  const { x, z, length, turn } = course(path)
  const count = Math.floor(length / every)
  for (let index = 0; index < count; index++) {
    const along = (index + 0.5) * (length / count) - length / 2
    for (const hand of [-1, 1]) {
      place(
        x + Math.cos(turn) * along + Math.sin(turn) * side * hand,
        z - Math.sin(turn) * along + Math.cos(turn) * side * hand,
      )
    }
  }
}

function distanceTo({ from, to }: Path, x: number, z: number): number {
  const dx = to[0] - from[0]
  const dz = to[1] - from[1]
  const share = ((x - from[0]) * dx + (z - from[1]) * dz) / Math.max(1, dx * dx + dz * dz)
  const along = Math.min(1, Math.max(0, share))
  return Math.hypot(x - from[0] - dx * along, z - from[1] - dz * along)
}
