import type { Building } from '../city/city.ts'
import { cityMsPerTick } from '../clock.ts'
import { serveOrders } from '../economy/builders.ts'
import { isBankrupt } from '../economy/firm.ts'
import { expectBoat, fetchFood } from '../economy/imports.ts'
import { placeOrders } from '../economy/orders.ts'
import { produce } from '../economy/produce.ts'
import { reckonUp } from '../economy/reckon.ts'
import { closeShift, partWithUnpaid } from '../economy/staff.ts'
import { shareTreasury } from '../economy/treasury.ts'
import { BOAT_HOUR, FETCH_HOURS, HOUR_MS, HOURS_PER_DAY, MINUTES_PER_HOUR } from '../limits.ts'
import { buildingOf, type BuildingState, type World } from '../world.ts'

/** Work adds up; at each full hour it becomes goods, and what is lacking is ordered. The farm boat lands in the morning, books are closed at midnight. */
export function runFirms(world: World): void {
  const ms = cityMsPerTick(world)
  for (const building of world.map.buildings) {
    const { working, firm } = buildingOf(world, building.index).state
    if (building.makes.length > 0) firm.labourMs += working * ms
  }
  const hours = Math.trunc(world.cityMs / HOUR_MS)
  if (hours === Math.trunc((world.cityMs - ms) / HOUR_MS)) return
  const hour = hours % HOURS_PER_DAY
  if (hour === BOAT_HOUR) expectBoat(world)
  for (const building of world.map.buildings) runHour(world, building, buildingOf(world, building.index).state, hour)
  if (hour === 0) shareTreasury(world)
}

function runHour(world: World, building: Building, state: BuildingState, hour: number): void {
  if (isBankrupt(state) && hour !== 0) return
  if (building.makes.length > 0) produce(world, building, state)
  if (building.wants.length > 0) placeOrders(world, building, state)
  if (building.builds) serveOrders(world, building, state)
  if (building.shelves.length > 0 && FETCH_HOURS.includes(hour)) fetchFood(world, building, state)
  if (building.jobs > 0) partWithUnpaid(world, building, state)
  if (building.jobs > 0 && hour === afterShift(building)) closeShift(world, building, state)
  if (hour === 0 && (building.jobs > 0 || building.shelves.length > 0)) reckonUp(world, building, state)
}

/** The full hour after the last minute of the shift. */
function afterShift({ shiftTo }: Building): number {
  return Math.trunc((shiftTo + MINUTES_PER_HOUR - 1) / MINUTES_PER_HOUR) % HOURS_PER_DAY
}
