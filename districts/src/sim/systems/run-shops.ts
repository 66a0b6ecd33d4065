import { interrupt } from '../people/activity.ts'
import { cityMsPerTick, dayOf } from '../clock.ts'
import type { Building } from '../city/city.ts'
import { goOutside, isOpen, mayEnterToWork } from '../people/inside.ts'
import { MINUTES_PER_DAY } from '../limits.ts'
import { buyIn } from '../economy/imports.ts'
import { buildingOf, type BuildingState, type World } from '../world.ts'

/** Doors open and close by the clock: goods from outside come in the morning, guests are sent home at night. */
export function runShops(world: World): void {
  for (const building of world.map.buildings) {
    const { state } = buildingOf(world, building.index)
    const open = isOpen(world, building)
    const deliveries = alwaysOpen(building) ? newDay(world) : open && !state.open
    if (deliveries) buyIn(world, building, state, ({ source }) => source === 'outside')
    if (!open) sendGuestsHome(world, building, state)
    if (open === state.open) continue
    state.open = open
    world.output.changedBuildings.add(building.index)
  }
}

/** Shops that never close get their deliveries, and are cleared, at midnight. */
function alwaysOpen(building: Building): boolean {
  return building.openTo - building.openFrom >= MINUTES_PER_DAY
}

function newDay(world: World): boolean {
  return dayOf(world.cityMs) !== dayOf(world.cityMs - cityMsPerTick(world))
}

/** Everybody but those who live there, are at work, or cannot walk. */
function sendGuestsHome(world: World, building: Building, state: BuildingState): void {
  if (state.occupants === 0) return
  for (const resident of world.index.inside(world, building.index)) {
    if (resident.home === building.address) continue
    if (mayEnterToWork(world, resident, building) || resident.activity === 'working') continue
    if (resident.activity === 'fainted') continue
    interrupt(world, resident)
    goOutside(world, resident)
  }
}
