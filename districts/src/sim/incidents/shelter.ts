// Where those go whose own house burns or is under repair: neighbours take them in, else a hotel has beds.
import { hash32 } from '@civitas/kit'
import { districtAt } from '../borders/directions.ts'
import type { Building } from '../city/city.ts'
import { isBuilding } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { isBarred, neighborhoodAt } from './shut.ts'
import { PURPOSE } from '../purposes.ts'

/** Whether the resident may live there for now: at home, or as the guest of a neighbour or a hotel. */
export function isHomeTo(world: World, resident: Resident, building: Building): boolean {
  return resident.home === building.address || isHostTo(world, resident, building)
}

/** The address where it sleeps for now, -1 for none: its home, unless nobody may go in. */
export function lodgingOf(world: World, resident: Resident): number {
  const home = barredHomeOf(world, resident)
  if (!home) return resident.home
  const hosts = world.map.buildings.filter((building) => building.homes > 0 && isHostTo(world, resident, building))
  // All of a house knock at the same door.
  const host = hosts[hash32(world.seed, home.address, 0, PURPOSE.host) % hosts.length]
  return (host ?? world.map.buildings.find(({ kind }) => kind === 'hotel'))?.address ?? -1
}

function isHostTo(world: World, resident: Resident, building: Building): boolean {
  const home = barredHomeOf(world, resident)
  if (!home || isBarred(world, building)) return false
  if (building.homes === 0) return building.kind === 'hotel'
  const { scenario } = world.map
  const around = neighborhoodAt(scenario, home)
  return around !== undefined && neighborhoodAt(scenario, building) === around
}

/** The resident's home, when it is in this district and shut to all. */
function barredHomeOf(world: World, { home }: Resident): Building | undefined {
  const named = world.city.named[home]
  if (!named || !isBuilding(named) || districtAt(world, home) !== world.map.index) return undefined
  return isBarred(world, named) ? named : undefined
}
