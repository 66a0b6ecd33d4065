// Choosing among the named places and the public buildings of the district, or of those beyond its gates.
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
  return map.places.flatMap((place, index) => {
    return kinds.includes(place.kind) && (place.abroad ?? false) === abroad ? [index] : []
  })
}

/** Indices of the buildings of a kind, here or abroad, that stay open for the next half hour. */
export function openBuildingsOf({ map, minute }: Situation, kind: string, abroad = false): number[] {
  return map.buildings.flatMap((building, index) => {
    if (building.kind !== kind || (building.abroad ?? false) !== abroad) return []
    return isOpen(building, minute) && isOpen(building, minute + 30) ? [index] : []
  })
}

/** Whether a building, -1 for none, lies beyond a border. */
export function isAbroad({ map }: Situation, building: number): boolean {
  return map.buildings[building]?.abroad ?? false
}
