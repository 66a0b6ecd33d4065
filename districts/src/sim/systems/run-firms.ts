import { cityMsPerTick } from '../clock.ts'
import { landBoat } from '../economy/imports.ts'
import { placeOrders } from '../economy/orders.ts'
import { produce } from '../economy/produce.ts'
import { BOAT_HOUR, DAY_MS, HOUR_MS } from '../limits.ts'
import { buildingOf, type World } from '../world.ts'

/** Work adds up; at each full hour it becomes goods, and what is lacking is ordered. The farm boat lands in the morning. */
export function runFirms(world: World): void {
  const ms = cityMsPerTick(world)
  for (const state of world.buildings) if (state.working > 0) state.firm.labourMs += state.working * ms
  const hour = Math.trunc(world.cityMs / HOUR_MS)
  if (hour === Math.trunc((world.cityMs - ms) / HOUR_MS)) return
  if (hour % (DAY_MS / HOUR_MS) === BOAT_HOUR) landBoat(world)
  for (const building of world.map.buildings) {
    const { state } = buildingOf(world, building.index)
    if (building.makes.length > 0) produce(world, building, state)
    if (building.wants.length > 0) placeOrders(world, building, state)
  }
}
