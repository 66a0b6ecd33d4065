import { isBoundAbroad } from '../borders/directions.ts'
import { help } from '../incidents/help.ts'
import { finish } from '../people/activity.ts'
import { cityMsPerTick } from '../clock.ts'
import {
  FULL,
  LEARNING_GAIN,
  MEAL_MINUTES,
  MINUTE_MS,
  PER_FILLING_POINT,
  RESTED_AT,
  SECOND_MS,
  WAKE_AT,
} from '../limits.ts'
import { accrue } from '../economy/payday.ts'
import { labour, labourForHire } from '../people/sites.ts'
import { STANDING } from '../space/motion.ts'
import { buildingOf, type Resident, type World } from '../world.ts'

/** Meals are eaten, wages earned, sleepers wake, walkers have arrived. */
export function progressActivities(world: World): void {
  const ms = cityMsPerTick(world)
  const { residents } = world
  for (let at = 0; at < residents.length; at++) {
    const resident = residents[at] as Resident
    if (resident.activity !== 'idle' && progress(world, resident, ms)) finish(world, resident, 'done')
  }
}

/** Whether the activity is over. */
function progress(world: World, resident: Resident, ms: number): boolean {
  const spent = Math.min(ms, resident.leftMs)
  switch (resident.activity) {
    case 'walking':
      // At the gate the walk is not over: it goes on beyond. [HND]
      return world.motion.leg[resident.slot] === STANDING && !isBoundAbroad(world, resident)
    case 'riding':
      return false
    case 'fainted':
      return resident.energy >= WAKE_AT
    case 'eating':
      digest(world, resident, spent)
      break
    case 'working':
      if (resident.building < 0) return workOutdoors(world, resident, spent) || used(resident, spent)
      earn(world, resident, spent)
      break
    case 'building':
      if (!labour(world, resident, spent)) return true
      break
    case 'studying':
      learn(resident, spent)
      break
    default:
  }
  const over = used(resident, spent)
  const rested = resident.activity === 'resting' && resident.energy >= RESTED_AT
  return over || rested
}

/** On the site of its firm, or where help is needed; whether there is nothing more to do. */
function workOutdoors(world: World, resident: Resident, ms: number): boolean {
  return resident.target < 0 ? help(world, resident, ms) : !labourForHire(world, resident, ms)
}

/** Whether its time is up. */
function used(resident: Resident, ms: number): boolean {
  resident.leftMs -= ms
  return resident.leftMs === 0
}

/** A meal fills little by little, so that an interrupted one filled in part. */
function digest(world: World, resident: Resident, ms: number): void {
  const filling = (world.city.items[resident.target]?.filling ?? 0) * PER_FILLING_POINT
  resident.hunger = Math.min(FULL, resident.hunger + Math.trunc((filling * ms) / (MEAL_MINUTES * MINUTE_MS)))
}

function learn(resident: Resident, ms: number): void {
  resident.workedMs += ms
  const known = resident.skills[resident.target] ?? 0
  resident.skills[resident.target] = Math.min(FULL, known + Math.trunc((LEARNING_GAIN * ms) / SECOND_MS))
}

function earn(world: World, resident: Resident, ms: number): void {
  const { building, state } = buildingOf(world, resident.building)
  accrue(resident, building, state, ms)
}
