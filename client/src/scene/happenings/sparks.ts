// The little pictures of incidents, and where they are: a burning roof, lanterns about a square, fireworks above it. Pure.
import { type CityMap, findBuilding, placePoint } from '../../net/city-map.ts'
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
const FLAMES = 66
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
  const { at, size, floors } = building
  const roof = floors * FLOOR
  const spark = (kind: number, index: number, of: { count: number; high: number; size: number }): Spark => {
    const [u, v] = [scatter(index * 2 + kind * 100), scatter(index * 2 + 1 + kind * 100)]
    return {
      x: at[0] + size[0] * (0.15 + 0.7 * u),
      y: of.high,
      z: at[1] + size[1] * (0.15 + 0.7 * v),
      kind,
      seed: index / of.count,
      size: of.size,
    }
  }
  return [
    ...list(SMOKE, (index) => spark(kinds.smoke, index, { count: SMOKE, high: roof, size: 4.6 })),
    ...list(FLAMES, (index) => {
      const high = index % 3 === 0 ? roof * 0.45 : roof - 0.6
      return spark(kinds.flame, index, { count: FLAMES, high, size: 3.5 })
    }),
  ]
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
