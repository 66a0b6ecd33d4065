// The roster of a firm: who is on it, and who comes on it.
import type { Building } from '../city/city.ts'
import { FULL_WAGE } from '../limits.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { payrollOf, stateOf } from './firm.ts'

/** Hands that the firm would take on now: none while its till could not pay one of them for a shift. */
export function vacanciesOf(world: World, building: Building): number {
  const { coins, firm } = stateOf(world, building)
  if (!building.isPublic && coins * FULL_WAGE < payrollOf(building, 1) * firm.wagePercent) return 0
  return Math.max(0, firm.positions - firm.staff.length)
}

/** Whoever calls has found a vacancy. */
export function hire(world: World, resident: Resident, building: Building): void {
  resident.job = building.address
  stateOf(world, building).firm.staff.push({ resident: resident.number, came: true, missed: 0, unpaid: false })
  world.output.changed.add(resident)
  world.output.changedBuildings.add(building.index)
  emit(world, { type: 'hired', agent_id: idOf(resident), building: building.id }, resident)
}

/** The firm of this district that somebody works for, if it does. */
export function employerOf({ map }: World, { job }: Resident): Building | undefined {
  return map.buildings[map.indexOf.get(job) ?? -1]
}

/** Somebody takes up work at its own job; who is not on the list any more is put on it again. */
export function seeAtWork(world: World, resident: Resident, building: Building): void {
  const { staff } = stateOf(world, building).firm
  const hand = staff.find((one) => one.resident === resident.number)
  if (hand) hand.came = true
  else staff.push({ resident: resident.number, came: true, missed: 0, unpaid: false })
}
