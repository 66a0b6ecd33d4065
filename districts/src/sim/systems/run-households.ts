import { cityMsPerTick } from '../clock.ts'
import { chargeRent, runErrands, shareBudgets } from '../economy/keep-house.ts'
import { evictDebtors, houseHomeless } from '../economy/housing.ts'
import { payPensions, payRelief } from '../economy/relief.ts'
import {
  ERRAND_HOUR,
  EVICT_HOUR,
  HOUR_MS,
  HOURS_PER_DAY,
  HOUSING_HOUR,
  PENSION_HOUR,
  RELIEF_HOURS,
  RENT_HOUR,
} from '../limits.ts'
import type { World } from '../world.ts'

/** At some full hours: budgets are shared and rent is paid before dawn, pensions at six, debtors go in the morning, homes are found at noon, errands run in the afternoon. */
export function runHouseholds(world: World): void {
  const hours = Math.trunc(world.cityMs / HOUR_MS)
  if (hours === Math.trunc((world.cityMs - cityMsPerTick(world)) / HOUR_MS)) return
  const hour = hours % HOURS_PER_DAY
  if (hour === RENT_HOUR) shareBudgets(world)
  if (hour === RENT_HOUR) chargeRent(world)
  if (hour === PENSION_HOUR) payPensions(world)
  if (hour === EVICT_HOUR) evictDebtors(world)
  if (hour === HOUSING_HOUR) houseHomeless(world)
  if (hour === ERRAND_HOUR) runErrands(world)
  if (RELIEF_HOURS.includes(hour)) payRelief(world)
}
