// What a stretch of work earns: paid when it ends, from the till; for public work the treasury makes up what the till lacks.
import type { Building } from '../city/city.ts'
import { FULL, HOUR_MS, INCOME_TAX_PERCENT, SECOND_MS, SKILL_WAGE_PERCENT, WORK_LEARNING_GAIN } from '../limits.ts'
import { payFromTreasury, transfer } from '../money.ts'
import { UNKNOWN } from '../people/bodies.ts'
import type { Resident } from '../people/resident.ts'
import type { BuildingState, World } from '../world.ts'

/** Counts what city milliseconds of work are worth to who has this slot: the firm's wage, and a little more for who knows the trade. */
export function accrue(world: World, slot: number, building: Building, state: BuildingState, ms: number): void {
  const { bodies, residents } = world
  // Nobody learns a trade before the stretch is over.
  if (bodies.bonus[slot] === UNKNOWN) bodies.bonus[slot] = bonusOf(residents[slot] as Resident, building)
  const percent = state.firm.wagePercent + (bodies.bonus[slot] as number)
  bodies.workedMs[slot] = (bodies.workedMs[slot] as number) + ms
  bodies.wageRest[slot] = (bodies.wageRest[slot] as number) + Math.trunc((building.wage * percent * ms) / 100)
}

/** Percent of the wage that its skill adds. */
function bonusOf({ skills }: Resident, { trade }: Building): number {
  return Math.trunc(((skills[trade] ?? 0) * SKILL_WAGE_PERCENT) / FULL)
}

/** Coins that the stretch of work has earned so far. */
export function wageDue({ wageRest }: Resident): number {
  return Math.trunc(wageRest / HOUR_MS)
}

/** Pays what was earned, less the income tax, as far as the till goes. */
export function payWage(world: World, resident: Resident, building: Building, state: BuildingState): Paid {
  const due = wageDue(resident)
  resident.wageRest -= due * HOUR_MS
  learnTrade(resident, building)
  if (building.isPublic && state.coins < due) payFromTreasury(world, state, due - state.coins)
  const gross = Math.min(due, state.coins)
  const tax = Math.trunc((gross * INCOME_TAX_PERCENT) / 100)
  transfer(state, resident, gross - tax)
  transfer(state, world.treasury, tax)
  const hand = gross < due && state.firm.staff.find((one) => one.resident === resident.number)
  if (hand) hand.unpaid = true
  return { coins: gross - tax, tax }
}

export interface Paid {
  coins: number
  tax: number
}

function learnTrade(resident: Resident, { trade }: Building): void {
  const gain = Math.trunc((resident.workedMs * WORK_LEARNING_GAIN) / SECOND_MS)
  resident.skills[trade] = Math.min(FULL, (resident.skills[trade] ?? 0) + gain)
}
