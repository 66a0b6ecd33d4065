// Going in and out of buildings, and what is allowed there.
import { withinHours } from '@civitas/schema'
import type { Building } from '../city/city.ts'
import { minuteOfDay } from '../clock.ts'
import { isBankrupt, stateOf } from '../economy/firm.ts'
import { EARLY_ENTRY_MINUTES, MINUTES_PER_DAY } from '../limits.ts'
import { isBarred, isShut } from '../incidents/shut.ts'
import { HIDDEN, nodePoint, placeAt, POSE_STANDING } from '../space/motion.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import { buildingOf, type World } from '../world.ts'

/** Moves an outdoor resident into a building; it counts as standing at the door for all distances. */
export function goInside(world: World, resident: Resident, building: Building): void {
  placeAt(world.motion, world.map.net, resident.slot, nodePoint(world.map.net, building.node))
  resident.building = building.index
  world.motion.pose[resident.slot] = HIDDEN
  world.index.wentThroughDoor(resident)
  countOccupants(world, building.index, 1)
  world.output.changed.add(resident)
}

/** Puts a resident in front of the door. */
export function goOutside(world: World, resident: Resident): void {
  const { building } = buildingOf(world, resident.building)
  countOccupants(world, building.index, -1)
  resident.building = -1
  world.index.wentThroughDoor(resident)
  world.motion.pose[resident.slot] = POSE_STANDING
  world.output.changed.add(resident)
  emit(world, { type: 'building_left', agent_id: idOf(resident), building: building.id }, resident)
}

export function isOpen(world: World, building: Building): boolean {
  if (isBankrupt(stateOf(world, building))) return false
  return withinHours(minuteOfDay(world.cityMs), building.openFrom, building.openTo) && !isShut(world, building)
}

export function isHome(building: Building): boolean {
  return building.homes > 0
}

export function onShift(world: World, building: Building): boolean {
  return withinHours(minuteOfDay(world.cityMs), building.shiftFrom, building.shiftTo)
}

/** Employees are let in a while before their shift, and during it whatever the hours on the door say. */
export function mayEnterToWork(world: World, resident: Resident, building: Building): boolean {
  if (resident.job !== building.address || isBarred(world, building)) return false
  const soon = (minuteOfDay(world.cityMs) + EARLY_ENTRY_MINUTES) % MINUTES_PER_DAY
  return onShift(world, building) || withinHours(soon, building.shiftFrom, building.shiftTo)
}

function countOccupants(world: World, building: number, change: number): void {
  buildingOf(world, building).state.occupants += change
  world.output.changedBuildings.add(building)
}
