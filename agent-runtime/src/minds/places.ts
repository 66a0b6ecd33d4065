// Choosing among the named places and the public buildings of the district, or of those beyond its gates.
import type { RoutineMap } from '@civitas/schema'
import type { Situation } from './situation.ts'
import { isOpen, walkMinutes } from './situation.ts'

/** Index of the nearest named place of one of the kinds; of all kinds when none are given. */
export function nearestPlace(situation: Situation, kinds?: readonly string[]): number | undefined {
  let best: number | undefined
  let bestWalk = Infinity
  situation.map.places.forEach((place, index) => {
    const walk = walkMinutes(situation, place)
    if (place.abroad || (kinds && !kinds.includes(place.kind)) || walk >= bestWalk) return
    best = index
    bestWalk = walk
  })
  return best
}

/** Indices of the named places of these kinds, here or abroad. */
export function placesOf({ map }: Situation, kinds: readonly string[], abroad = false): number[] {
  const { places } = kindsOf(map)
  return kinds.flatMap((kind) => places.get(kind)?.[abroad ? 1 : 0] ?? [])
}

/** Indices of the buildings of a kind, here or abroad, that stay open for the next half hour. */
export function openBuildingsOf(situation: Situation, kind: string, abroad = false): number[] {
  return openBuildingsAt(situation, kind, situation.minute, abroad)
}

/** The same at another minute of the day. */
export function openBuildingsAt({ map, shut }: Situation, kind: string, minute: number, abroad = false): number[] {
  const all = kindsOf(map).buildings.get(kind)?.[abroad ? 1 : 0] ?? []
  return all.filter((index) => {
    const building = map.buildings[index]
    return building && !shut[index] && isOpen(building, minute) && isOpen(building, minute + 30)
  })
}

/** Indices by kind: those here, those abroad. */
type ByKind = ReadonlyMap<string, readonly [here: number[], abroad: number[]]>

/** PERF: a map is asked for a dozen kinds at every decision. */
const kindsByMap = new WeakMap<RoutineMap, { buildings: ByKind; places: ByKind }>()

function kindsOf(map: RoutineMap): { buildings: ByKind; places: ByKind } {
  const known = kindsByMap.get(map)
  if (known) return known
  const fresh = { buildings: byKind(map.buildings), places: byKind(map.places) }
  kindsByMap.set(map, fresh)
  return fresh
}

function byKind(spots: readonly { kind: string; abroad?: boolean }[]): ByKind {
  const kinds = new Map<string, [number[], number[]]>()
  spots.forEach(({ kind, abroad = false }, index) => {
    const lists = kinds.get(kind) ?? [[], []]
    lists[abroad ? 1 : 0].push(index)
    kinds.set(kind, lists)
  })
  return kinds
}

/** Whether a building, -1 for none, lies beyond a border. */
export function isAbroad({ map }: Situation, building: number): boolean {
  return map.buildings[building]?.abroad ?? false
}
