// A firm that stays broke closes; after some days the city founds it anew with a loan. Few at a time, so that none drags others down.
import type { Building } from '../city/city.ts'
import { BROKE_DAYS, CLOSED_DAYS, CLOSED_SHARE, FOUNDING_WAGE } from '../limits.ts'
import { transfer } from '../money.ts'
import { emit } from '../tick-output.ts'
import type { BuildingState, World } from '../world.ts'
import { leaveSites } from './builders.ts'
import { capitalOf, isBankrupt, payrollOf } from './firm.ts'
import { lend } from './founding.ts'
import { letGo } from './staff.ts'

/** At midnight: counts the days on which the till could not pay half a shift of one, and those behind closed doors. */
export function judgeFortune(world: World, building: Building, state: BuildingState): void {
  const { firm } = state
  if (isBankrupt(state)) {
    firm.closedDays -= 1
    if (firm.closedDays === 0) refound(world, building, state)
    return
  }
  firm.brokeDays = state.coins * 2 < payrollOf(building, 1) ? firm.brokeDays + 1 : 0
  if (firm.brokeDays < BROKE_DAYS) return
  // All others live on what the boat brings: the city steps in at once.
  if (building.shelves.some(({ source }) => source === 'boat')) refound(world, building, state)
  else if (fewAreClosed(world)) close(world, building, state)
}

function fewAreClosed({ buildings, map }: World): boolean {
  const closed = buildings.filter(isBankrupt).length
  return (closed + 1) * CLOSED_SHARE <= map.buildings.filter(({ jobs }) => jobs > 0).length
}

function close(world: World, building: Building, state: BuildingState): void {
  const { firm } = state
  const staff = firm.staff.map(({ resident }) => resident)
  for (const resident of staff) letGo(world, building, resident, 'bankrupt')
  if (building.builds) leaveSites(world, building)
  transfer(state, world.treasury, state.coins)
  firm.closedDays = CLOSED_DAYS
  firm.brokeDays = 0
  firm.positions = 0
  world.output.changedBuildings.add(building.index)
  emit(world, { type: 'bankrupt', building: building.id })
}

/** Half of its capital is lent; a treasury that has little left waits a day. */
function refound(world: World, building: Building, state: BuildingState): void {
  const { firm } = state
  const coins = Math.trunc(capitalOf(building) / 2)
  if (!lend(world, state, coins)) {
    firm.closedDays = 1
    return
  }
  firm.brokeDays = 0
  firm.positions = Math.min(building.positionsMax, Math.max(1, Math.trunc(building.positions / 2)))
  firm.wagePercent = FOUNDING_WAGE
  world.output.changedBuildings.add(building.index)
  emit(world, { type: 'refounded', building: building.id, coins })
}
