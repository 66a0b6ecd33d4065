// Where somebody would earn clearly more than at its job: among the houses of the district that want hands now.
import type { Building } from '../city/city.ts'
import { stateOf } from '../economy/firm.ts'
import { vacanciesOf } from '../economy/roster.ts'
import { BETTER_WAGE_PERCENT, FULL, FULL_WAGE, SKILL_WAGE_PERCENT } from '../limits.ts'
import { isOpen } from '../people/inside.ts'
import { namedAt } from '../people/raised.ts'
import { isBuilding } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** A house that wants hands now. */
export interface Opening {
  building: Building
  /** Coins an hour in percent of a coin. */
  wage: number
}

/** All of the district; few at any time. */
export function openingsOf(world: World): Opening[] {
  return world.map.buildings
    .filter((building) => building.jobs > 0 && vacanciesOf(world, building) > 0 && isOpen(world, building))
    .map((building) => ({ building, wage: building.wage * stateOf(world, building).firm.wagePercent }))
}

/** Index of the house in which it would earn most, when that is clearly more than now and it knows the trade no worse; else -1. */
export function betterJob(world: World, resident: Resident, openings: readonly Opening[]): number {
  if (resident.job < 0 || openings.length === 0) return -1
  const named = namedAt(world, resident.job)
  if (!named || !isBuilding(named)) return -1
  let best = -1
  let most = Math.trunc((earnings(resident, named, wageNow(world, named)) * BETTER_WAGE_PERCENT) / 100)
  for (const { building, wage } of openings) {
    if (building.address === resident.job || skillIn(resident, building) < skillIn(resident, named)) continue
    const coins = earnings(resident, building, wage)
    if (coins <= most) continue
    most = coins
    best = building.index
  }
  return best
}

/** In percent of a coin; of a firm beyond the border only the usual wage is known. */
function wageNow(world: World, building: Building): number {
  const here = world.map.indexOf.has(building.address)
  return building.wage * (here ? stateOf(world, building).firm.wagePercent : FULL_WAGE)
}

/** Percent of a coin an hour, with what its skill adds. */
function earnings(resident: Resident, building: Building, wage: number): number {
  return wage + Math.trunc((building.wage * skillIn(resident, building) * SKILL_WAGE_PERCENT) / FULL)
}

function skillIn({ skills }: Resident, { trade }: Building): number {
  return skills[trade] ?? 0
}
