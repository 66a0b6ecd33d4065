// What goes on for some hours in the city: the record that every district keeps, and which of them holds it.
import { must } from '@civitas/kit'
import type { BuildingKind, IncidentKind } from '@civitas/schema'
import { districtAt } from '../borders/directions.ts'
import type { Building, Named } from '../city/city.ts'
import { isBuilding } from '../space/places.ts'
import type { World } from '../world.ts'

export interface Incident {
  /** Its name in the orchestrator's queue. */
  id: string
  kind: IncidentKind
  /** Address of where it is. */
  place: number
  /** Address of where a lost child hides, else -1. */
  hidden: number
  /** Whose staff strikes. */
  trade: BuildingKind | undefined
  beganTick: number
  /** City milliseconds at which it ends by itself. */
  untilMs: number
  /** City milliseconds of help that it still takes; those that only time ends have none. */
  workMs: number
  /** Numbers of those who helped here, first come first. */
  helpers: number[]
}

/** One district holds it, counts the help and ends it; the others only know of it. */
export function isHere(world: World, { place }: Incident): boolean {
  return districtAt(world, place) === world.map.index
}

export function placeOf(world: World, { place }: Incident): Named {
  return must(world.city.named[place], 'place of an incident')
}

/** The building that burns, or in which the fault is; `undefined` for what is outdoors or beyond the border. */
export function buildingHit(world: World, incident: Incident): Building | undefined {
  const named = placeOf(world, incident)
  return isHere(world, incident) && isBuilding(named) ? named : undefined
}
