// Choosing among the named places and the public buildings of the district.
import type { Situation } from './situation.ts'
import { isOpen, walkMinutes } from './situation.ts'

/** Index of the nearest named place of one of the kinds; of all kinds when none are given. */
export function nearestPlace(situation: Situation, kinds?: readonly string[]): number | undefined {
  let best: number | undefined
  let bestWalk = Infinity
  situation.map.places.forEach((place, index) => {
    const walk = walkMinutes(situation, place)
    if ((kinds && !kinds.includes(place.kind)) || walk >= bestWalk) return
    best = index
    bestWalk = walk
  })
  return best
}

/** Indices of the named places of these kinds. */
export function placesOf({ map }: Situation, kinds: readonly string[]): number[] {
  return map.places.flatMap((place, index) => (kinds.includes(place.kind) ? [index] : []))
}

/** Indices of the buildings of a kind that stay open for the next half hour. */
export function openBuildingsOf({ map, minute }: Situation, kind: string): number[] {
  return map.buildings.flatMap((building, index) =>
    building.kind === kind && isOpen(building, minute) && isOpen(building, minute + 30) ? [index] : [],
  )
}
