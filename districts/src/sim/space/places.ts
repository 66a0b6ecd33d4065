// Where things are: names for places, doors one stands at, what lies nearest.
import { must } from '@civitas/kit'
import type { Building, Named } from '../city/city.ts'
import { nodeOf } from './motion.ts'
import { perceives } from './spatial-index.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Kinds of places with room to play. */
const PLAYGROUNDS: readonly string[] = ['park', 'square', 'pier']

/** Only buildings have shelves, doors and hours. */
export function isBuilding(named: Named): named is Building {
  return 'shelves' in named
}

/** The building whose door an outdoor resident stands at. */
export function doorOf(world: World, resident: Resident): Building | undefined {
  if (resident.building >= 0) return undefined
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  return node < 0 ? undefined : world.map.buildingAtNode.get(node)
}

/** Whether somebody is near enough to be given what it is owed: within sight, or behind the door at which the other one stands. */
export function mayHandOver(world: World, resident: Resident, to: Resident): boolean {
  return perceives(world, resident, to) || (to.building >= 0 && doorOf(world, resident)?.index === to.building)
}

/** What a resident would say where it is: the building it is in, else the nearest named place. */
export function whereabouts(world: World, resident: Resident): Named {
  const { map } = world
  if (resident.building >= 0) return must(map.buildings[resident.building], 'building')
  return must(nearestPlaces(world, resident, 1)[0], 'a named place').named
}

/** The `most` nearest named places, nearest first; `squared` in squared 1/16 m. */
export function nearestPlaces(world: World, resident: Resident, most: number): { named: Named; squared: number }[] {
  const best: { named: Named; squared: number }[] = []
  for (const named of world.map.named) {
    if (isBuilding(named) && !named.isBuilt) continue
    const squared = squaredTo(world, resident, named)
    const last = best.at(-1)
    if (best.length === most && last && last.squared <= squared) continue
    if (best.length === most) best.pop()
    let at = best.length
    while (at > 0 && (best[at - 1]?.squared ?? 0) > squared) at -= 1
    best.splice(at, 0, { named, squared })
  }
  return best
}

/** In squared 1/16 m. */
export function squaredTo(world: World, resident: Resident, point: { x: number; y: number }): number {
  const dx = (world.motion.x[resident.slot] ?? 0) - point.x
  const dy = (world.motion.y[resident.slot] ?? 0) - point.y
  return dx * dx + dy * dy
}

/** Whether an outdoor resident is in a park, or at a bench or square where one may rest. */
export function atRestingPlace(world: World, resident: Resident): boolean {
  return inPark(world, resident) || atPlace(world, resident, (kind) => kind !== 'gate' && kind !== 'corner')
}

/** Whether an outdoor resident is in a park, or where there is room to play. */
export function atPlayground(world: World, resident: Resident): boolean {
  return inPark(world, resident) || atPlace(world, resident, (kind) => PLAYGROUNDS.includes(kind))
}

/** Whether an outdoor resident is at a named place of one of these kinds; `park` is all of a park. */
export function atPlaceOf(world: World, resident: Resident, kinds: readonly string[]): boolean {
  return (kinds.includes('park') && inPark(world, resident)) || atPlace(world, resident, (kind) => kinds.includes(kind))
}

function inPark(world: World, resident: Resident): boolean {
  const x = world.motion.x[resident.slot] ?? 0
  const y = world.motion.y[resident.slot] ?? 0
  return world.map.parks.some((park) => x >= park.x0 && x <= park.x1 && y >= park.y0 && y <= park.y1)
}

function atPlace(world: World, resident: Resident, suits: (kind: string) => boolean): boolean {
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  return world.map.places.some((place) => place.node === node && suits(place.kind))
}
