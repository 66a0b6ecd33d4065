// Midnight in a firm: the sales tax, tomorrow's prices, how many hands it can pay, and its profit.
import type { Building } from '../city/city.ts'
import { dayOf } from '../clock.ts'
import {
  FULL_WAGE,
  GROWTH_DAYS,
  JOBLESS_PERCENT,
  LEAST_WAGE,
  MOST_WAGE,
  SALES_TAX_PERCENT,
  WAGE_STEP,
} from '../limits.ts'
import { transfer } from '../money.ts'
import { payOwner } from '../people/sites.ts'
import type { BuildingState, World } from '../world.ts'
import { judgeFortune } from './bankruptcy.ts'
import { capitalOf, isBankrupt, payrollOf, stateOf } from './firm.ts'
import { adjustPrices } from './prices.ts'
import { vacanciesOf } from './roster.ts'
import { letGo } from './staff.ts'
import { isWellOff } from './treasury.ts'

export function reckonUp(world: World, building: Building, state: BuildingState): void {
  const { firm } = state
  const tax = Math.min(state.coins, Math.trunc((firm.takings * SALES_TAX_PERCENT) / 100))
  transfer(state, world.treasury, tax)
  firm.takings = 0
  adjustPrices(world, building, state)
  if (building.jobs > 0 && !building.isPublic) judgeFortune(world, building, state)
  if (building.jobs > 0 && !isBankrupt(state)) {
    const before = firm.positions
    if (building.isPublic) planPublicStaff(world, building, state)
    else planStaff(world, building, state)
    if (firm.positions !== before) world.output.changedBuildings.add(building.index)
  }
  const capital = capitalOf(building, firm.positions)
  if (state.coins <= capital) return
  const repaid = Math.min(firm.loan, state.coins - capital)
  firm.loan -= repaid
  transfer(state, world.treasury, repaid)
  // What stands on a plot earns for whoever owns it.
  if (building.plot) payOwner(world, building.plot, state, state.coins - capital)
  else transfer(state, world.treasury, state.coins - capital)
}

/** A firm that earns pays better, then grows; one that runs short pays less, then shrinks. */
function planStaff(world: World, building: Building, { coins, firm }: BuildingState): void {
  const shift = Math.trunc((payrollOf(building, Math.max(1, firm.staff.length)) * firm.wagePercent) / FULL_WAGE)
  if (coins < shift) {
    if (firm.wagePercent > LEAST_WAGE) firm.wagePercent -= WAGE_STEP
    else dropLast(world, building, firm)
    return
  }
  // Whoever had nothing to pay with begins again with one.
  if (firm.positions === 0 && coins >= shift * 2) firm.positions = 1
  const mayGrow = !someStandEmpty(world)
  // Places beyond the first ones that fell empty would draw away whoever is wanted more elsewhere.
  if (!mayGrow) firm.positions = Math.min(firm.positions, Math.max(building.positions, firm.staff.length))
  if (coins < capitalOf(building, firm.positions)) return
  if (firm.staff.length < firm.positions) firm.wagePercent = Math.min(MOST_WAGE, firm.wagePercent + WAGE_STEP)
  else if (firm.wagePercent < FULL_WAGE) firm.wagePercent += WAGE_STEP
  else if (mayGrow) firm.positions = Math.min(building.positionsMax, firm.positions + 1)
}

/** The last to come is the first to go. */
function dropLast(world: World, building: Building, firm: BuildingState['firm']): void {
  firm.positions = Math.max(0, firm.staff.length - 1)
  const last = firm.staff.at(-1)
  if (last) letGo(world, building, last.resident, 'no_work')
}

/** The city takes on more people while its treasury is well filled, many look for work and no house waits for its first hand. It lets nobody go: places beyond the first ones that fall empty are not filled again. */
function planPublicStaff(world: World, building: Building, { firm }: BuildingState): void {
  const turn = dayOf(world.cityMs) % GROWTH_DAYS === building.index % GROWTH_DAYS
  if (isWellOff(world) && manyAreJobless(world) && !someStandEmpty(world)) {
    if (turn && firm.staff.length >= firm.positions)
      firm.positions = Math.min(building.positionsMax, firm.positions + 1)
  } else if (firm.positions > Math.max(building.jobs, firm.staff.length)) firm.positions -= 1
}

/** A house of the district waits for its first hand: whoever took on more would keep it waiting. */
function someStandEmpty(world: World): boolean {
  return world.map.buildings.some((building) => {
    return building.jobs > 0 && stateOf(world, building).firm.staff.length === 0 && vacanciesOf(world, building) > 0
  })
}

function manyAreJobless({ residents }: World): boolean {
  const jobless = residents.filter(({ job }) => job < 0).length
  return jobless * 100 > residents.length * JOBLESS_PERCENT
}
