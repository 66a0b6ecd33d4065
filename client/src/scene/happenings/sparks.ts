// The little pictures of incidents, and where they are: a burning roof, lanterns about a square, fireworks above it. Pure.
import { type CityMap, findBuilding, type MapBuilding, placePoint } from '../../net/city-map.ts'
import type { Incident } from '../../store/city-store.ts'

/** The index is what the shader branches on. */
export const kinds = {
  smoke: 0,
  flame: 1,
  lantern: 2,
  firework: 3,
  ring: 4,
  beam: 5,
  torch: 6,
  sign: 7,
  heart: 8,
  child: 9,
} as const

export interface Spark {
  x: number
  y: number
  z: number
  kind: number
  /** 0 … 1; of fireworks, its whole part is the burst; of signs, what is written on them. */
  seed: number
  /** Metres. */
  size: number
  /** Who carries it: then `x`, `y` and `z` count from where the bearer is, and grow with the people. */
  bearer?: number
}

const SMOKE = 54
const ROOF_FLAMES = 44
const WINDOW_FLAMES = 26
/** How far flames lick out of windows, as a share of the house; and how high gables of houses rise, as a share of their span. */
const BEFORE_WALL = 0.03
const GABLE = 0.46
/** Rings of lanterns: radius in metres, how many, and how high they hang. */
const RINGS = [
  { radius: 9, count: 14, height: 4.2 },
  { radius: 15, count: 22, height: 5.2 },
] as const
const BURSTS = 4
const SPARKS_PER_BURST = 34
/** Height of a floor, metres. */
export const FLOOR = 3.1

/** The rectangle of the neighborhood in which the lights are out: west, north, east, south. */
export function darkness(
  map: CityMap,
  incidents: readonly Incident[],
): readonly [number, number, number, number] | undefined {
  const place = incidents.find(({ kind }) => kind === 'blackout')?.place
  const point = place === undefined ? undefined : placePoint(map, place)
  if (!point) return undefined
  for (const { neighborhoods } of map.districts) {
    for (const { at, size } of neighborhoods) {
      const [east, south] = [at[0] + size[0], at[1] + size[1]]
      if (point[0] >= at[0] && point[0] < east && point[1] >= at[1] && point[1] < south) {
        return [at[0], at[1], east, south]
      }
    }
  }
  return undefined
}

export function fireAt(map: CityMap, place: string): Spark[] {
  const building = findBuilding(map, place)?.building
  if (!building) return []
  const onRoof = (kind: number, index: number, of: { count: number; size: number }): Spark => {
    const [u, v] = [scatter(index * 2 + kind * 100), scatter(index * 2 + 1 + kind * 100)]
    return { ...roofSpot(building, 0.1 + 0.8 * u, 0.1 + 0.8 * v), kind, seed: index / of.count, size: of.size }
  }
  return [
    ...list(SMOKE, (index) => onRoof(kinds.smoke, index, { count: SMOKE, size: 4.6 })),
    ...list(ROOF_FLAMES, (index) => onRoof(kinds.flame, index, { count: ROOF_FLAMES, size: 3.2 })),
    ...list(WINDOW_FLAMES, (index): Spark => {
      const spot = windowSpot(building, index)
      return { ...spot, kind: kinds.flame, seed: (index + 0.5) / WINDOW_FLAMES, size: 1.9 }
    }),
  ]
}

/** A point of the roof, by shares of its width and depth: houses have a gable whose ridge runs along the longer side. */
function roofSpot({ kind, at, size, floors }: MapBuilding, u: number, v: number) {
  const [width, depth] = size
  const across = width > depth ? v : u
  const rise = kind === 'house' ? Math.min(width, depth) * GABLE * (1 - Math.abs(across * 2 - 1)) : 0
  return { x: at[0] + width * u, y: floors * FLOOR + rise, z: at[1] + depth * v }
}

/** Before one of the four walls, as high as windows are: flames within would be hidden. */
function windowSpot({ at, size, floors }: MapBuilding, index: number) {
  const along = 0.1 + 0.8 * scatter(index + 500)
  const y = (Math.floor(scatter(index + 700) * floors) + 0.5) * FLOOR
  const across = index % 2 === 0 ? -BEFORE_WALL : 1 + BEFORE_WALL
  const [u, v] = index % 4 < 2 ? [along, across] : [across, along]
  return { x: at[0] + size[0] * u, y, z: at[1] + size[1] * v }
}

export function festivalAt(map: CityMap, place: string): Spark[] {
  const point = placePoint(map, place)
  if (!point) return []
  const [x, z] = point
  const lanterns = RINGS.flatMap(({ radius, count, height }) =>
    list(count, (index): Spark => {
      const angle = (index / count) * Math.PI * 2
      // Strings sag between their posts: every second lantern hangs lower.
      const y = height - (index % 2) * 0.7
      const spot = { x: x + Math.cos(angle) * radius, y, z: z + Math.sin(angle) * radius }
      return { ...spot, kind: kinds.lantern, seed: scatter(index + radius), size: 1.5 }
    }),
  )
  const fireworks = list(BURSTS * SPARKS_PER_BURST, (index): Spark => {
    const burst = Math.floor(index / SPARKS_PER_BURST)
    const seed = burst + ((index % SPARKS_PER_BURST) + 0.5) / SPARKS_PER_BURST
    return { x, y: 0, z, kind: kinds.firework, seed, size: 1.5 }
  })
  return [...lanterns, ...fireworks]
}

export function list<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** 0 … 1, the same every time. */
export function scatter(index: number): number {
  const value = Math.sin((index + 1) * 12.9898) * 43_758.5453
  return value - Math.floor(value)
}
