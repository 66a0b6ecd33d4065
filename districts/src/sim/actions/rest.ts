import type { BuildingKind } from '@civitas/schema'
import { isHomeTo } from '../incidents/shelter.ts'
import { begin } from '../people/activity.ts'
import { MINUTE_MS } from '../limits.ts'
import { atRestingPlace } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'

/** Buildings with beds for anybody. */
const LODGINGS: readonly BuildingKind[] = ['clinic', 'tavern']

/** Sleeps at home, or sits down in a park, on a square, a pier or a bench, or where there are beds. */
export const rest: ActionRule<'rest'> = {
  name: 'rest',
  check: (world, resident) => (mayRest(world, resident) ? undefined : 'not_a_resting_place'),

  apply(world, resident, { minutes }, actionId) {
    const activity = isAtHome(world, resident) ? 'sleeping' : 'resting'
    begin(world, resident, { activity, leftMs: minutes * MINUTE_MS, actionId })
  },

  targets: (world, resident) => (mayRest(world, resident) ? [] : undefined),
}

function mayRest(world: World, resident: Resident): boolean {
  if (resident.building < 0) return atRestingPlace(world, resident)
  return isAtHome(world, resident) || LODGINGS.includes(buildingOf(world, resident.building).building.kind)
}

function isAtHome(world: World, resident: Resident): boolean {
  return resident.building >= 0 && isHomeTo(world, resident, buildingOf(world, resident.building).building)
}
