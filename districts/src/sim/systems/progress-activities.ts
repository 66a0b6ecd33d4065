import { isBoundAbroad } from '../borders/directions.ts'
import { help } from '../incidents/help.ts'
import { finish } from '../people/activity.ts'
import { activities, type Bodies } from '../people/bodies.ts'
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
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'

/** Meals are eaten, wages earned, sleepers wake, walkers have arrived. */
export function progressActivities(world: World): void {
  const ms = cityMsPerTick(world)
  const { residents, bodies } = world
  for (let slot = 0; slot < bodies.count; slot++) {
    if (progress(world, slot, ms)) finish(world, residents[slot] as Resident, 'done')
  }
}

/** Whether the activity is over. PERF: what most do in a city is moved on without a look at who they are. */
function progress(world: World, slot: number, ms: number): boolean {
  const { bodies, motion } = world
  const resident = world.residents[slot] as Resident
  const spent = Math.min(ms, bodies.leftMs[slot] as number)
  switch (activities[bodies.activity[slot] as number]) {
    case 'idle':
    case 'riding':
      return false
    case 'walking':
      // At the gate the walk is not over: it goes on beyond. [HND]
      return motion.leg[slot] === STANDING && !isBoundAbroad(world, resident)
    case 'fainted':
      return resident.energy >= WAKE_AT
    case 'working':
      if ((bodies.building[slot] as number) < 0)
        return workOutdoors(world, resident, spent) || used(bodies, slot, spent)
      earn(world, slot, spent)
      return used(bodies, slot, spent)
    case 'building':
      return !labour(world, resident, spent) || used(bodies, slot, spent)
    case 'eating':
      digest(world, slot, spent)
      return used(bodies, slot, spent)
    case 'studying':
      learn(resident, spent)
      return used(bodies, slot, spent)
    case 'resting':
      return used(bodies, slot, spent) || (bodies.energy[slot] as number) >= RESTED_AT
    default:
      return used(bodies, slot, spent)
  }
}

/** On the site of its firm, or where help is needed; whether there is nothing more to do. */
function workOutdoors(world: World, resident: Resident, ms: number): boolean {
  return resident.target < 0 ? help(world, resident, ms) : !labourForHire(world, resident, ms)
}

/** Whether its time is up. */
function used({ leftMs }: Bodies, slot: number, ms: number): boolean {
  leftMs[slot] = (leftMs[slot] as number) - ms
  return leftMs[slot] === 0
}

/** A meal fills little by little, so that an interrupted one filled in part. */
function digest({ city, bodies }: World, slot: number, ms: number): void {
  const filling = (city.items[bodies.target[slot] as number]?.filling ?? 0) * PER_FILLING_POINT
  const filled = Math.trunc((filling * ms) / (MEAL_MINUTES * MINUTE_MS))
  bodies.hunger[slot] = Math.min(FULL, (bodies.hunger[slot] as number) + filled)
}

function learn(resident: Resident, ms: number): void {
  resident.workedMs += ms
  const known = resident.skills[resident.target] ?? 0
  resident.skills[resident.target] = Math.min(FULL, known + Math.trunc((LEARNING_GAIN * ms) / SECOND_MS))
}

function earn(world: World, slot: number, ms: number): void {
  const { building, state } = buildingOf(world, world.bodies.building[slot] as number)
  accrue(world, slot, building, state, ms)
}
