// Incidents that people make: pickets with their signs about a fire, the search for a child, and the child that is found. Pure.
import { residentOf } from '@civitas/schema/ids'
import { type CityMap, findBuilding, placePoint } from '../../net/city-map.ts'
import type { Incident, Reunion } from '../../store/city-store.ts'
import { festivalAt, fireAt, FLOOR, kinds, list, scatter, type Spark } from './sparks.ts'

/** What signs show: lines of writing, an exclamation mark, a child. The whole part of their seed. */
const writing = { lines: 0, mark: 1, child: 2 } as const
/** Signs that stand about the square while nobody carries them: how many, how far from its middle, metres. */
const PLANTED = { count: 7, radius: 6.5 }
/** The fire at which strikers keep warm: tongues of fire, puffs, and where it is from the middle, metres. */
const HEARTH = { flames: 9, puffs: 7, x: -2.6, z: -1.4, height: 0.1 }
/** Where the child was seen last: rings that spread about the house, and a notice on its roof. Metres beyond its walls; metres. */
const RIPPLES = { count: 3, beyond: 11 }
const NOTICE = 2.6
const HEARTS = 7

export function sparksOf(map: CityMap, incidents: readonly Incident[], reunions: readonly Reunion[] = []): Spark[] {
  return [...incidents.flatMap((incident) => sparksOfOne(map, incident)), ...reunions.flatMap(together)]
}

function sparksOfOne(map: CityMap, { kind, place, helpers }: Incident): Spark[] {
  const people = helpers.flatMap((helper) => residentOf(helper) ?? [])
  switch (kind) {
    case 'fire':
      return fireAt(map, place)
    case 'festival':
      return festivalAt(map, place)
    case 'strike':
      return [...picketsAt(map, place), ...people.map(signOf)]
    case 'lost_child':
      return [...lastSeenAt(map, place), ...people.flatMap(searcher)]
    case 'blackout':
      return []
  }
}

function picketsAt(map: CityMap, place: string): Spark[] {
  const point = placePoint(map, place)
  if (!point) return []
  const [x, z] = point
  const planted = list(PLANTED.count, (index): Spark => {
    const angle = ((index + 0.5 * scatter(index)) / PLANTED.count) * Math.PI * 2
    const spot = { x: x + Math.cos(angle) * PLANTED.radius, y: 0, z: z + Math.sin(angle) * PLANTED.radius }
    return { ...spot, kind: kinds.sign, seed: (index % 2) + scatter(index) * 0.9, size: 1.5 }
  })
  const hearth = { x: x + HEARTH.x, y: HEARTH.height, z: z + HEARTH.z }
  return [
    ...planted,
    ...list(HEARTH.flames, (index) => ({ ...hearth, kind: kinds.flame, seed: index / HEARTH.flames, size: 0.75 })),
    ...list(HEARTH.puffs, (index) => ({ ...hearth, kind: kinds.smoke, seed: index / HEARTH.puffs, size: 0.7 })),
  ]
}

/** Whoever strikes carries a sign above the head. */
function signOf(bearer: number): Spark {
  const what = bearer % 2 === 0 ? writing.lines : writing.mark
  return { x: 0.3, y: 1.1, z: 0, kind: kinds.sign, seed: what + scatter(bearer) * 0.9, size: 1.15, bearer }
}

function lastSeenAt(map: CityMap, place: string): Spark[] {
  const building = findBuilding(map, place)?.building
  if (!building) return []
  const { at, size, floors } = building
  const [x, z] = [at[0] + size[0] / 2, at[1] + size[1] / 2]
  const wide = Math.max(...size) / 2 + RIPPLES.beyond
  const ripple = { x, y: 0.7, z, kind: kinds.ring, size: wide }
  return [
    ...list(RIPPLES.count, (index) => ({ ...ripple, seed: index / RIPPLES.count })),
    { x, y: floors * FLOOR + 2, z, kind: kinds.sign, seed: writing.child + 0.5, size: NOTICE },
  ]
}

/** A lantern held high, and its light that sweeps the ground. */
function searcher(bearer: number): Spark[] {
  const seed = scatter(bearer)
  return [
    { x: 0, y: 0.5, z: 0, kind: kinds.beam, seed, size: 8, bearer },
    { x: 0.55, y: 2.1, z: 0, kind: kinds.torch, seed, size: 0.95, bearer },
  ]
}

function together({ finder }: Reunion): Spark[] {
  return [
    { x: 0.95, y: 0, z: 0.35, kind: kinds.child, seed: scatter(finder), size: 0.72, bearer: finder },
    ...list(HEARTS, (index) => {
      const aside = (scatter(index) - 0.5) * 1.8
      return { x: 0.4 + aside, y: 2, z: 0, kind: kinds.heart, seed: index / HEARTS, size: 0.5, bearer: finder }
    }),
  ]
}
