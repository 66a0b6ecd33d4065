import { cityMsPerTick } from '../clock.ts'
import {
  DECAY,
  EXPOSURE,
  FOUL_WALK_PER_STEP,
  FULL,
  PASTIME_PURPOSE_GAIN,
  PLAY_SOCIAL_GAIN,
  REST_GAIN,
  SECOND_MS,
  SLEEP_GAIN,
  SLOW_WALK_PER_STEP,
  STUDY_PURPOSE_GAIN,
  WALK_PER_STEP,
  WORK_PURPOSE_GAIN,
} from '../limits.ts'
import { heal } from '../incidents/hurt.ts'
import { activityCodes } from '../people/bodies.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

const {
  fainted: FAINTED,
  playing: PLAYING,
  resting: RESTING,
  sleeping: SLEEPING,
  studying: STUDYING,
  waiting: WAITING,
  working: WORKING,
} = activityCodes

/** Time and weather wear everybody down; sleep, rest, work, study and play give back. Who starves is slow, and so is who wades through snow. */
export function decayNeeds(world: World): void {
  const ms = cityMsPerTick(world)
  const energy = lost(DECAY.energy, ms)
  const hunger = lost(DECAY.hunger, ms)
  const social = lost(DECAY.social, ms)
  const purpose = lost(DECAY.purpose, ms)
  const play = lost(PLAY_SOCIAL_GAIN, ms)
  const exposure = lost(EXPOSURE[world.weather] ?? 0, ms)
  const pace = world.weather === 'snow' || world.weather === 'storm' ? FOUL_WALK_PER_STEP : WALK_PER_STEP
  const gains = gainsIn(ms)
  const { motion, bodies, residents } = world
  const { count, activity, building, target, hurtMs } = bodies
  for (let slot = 0; slot < count; slot++) {
    const doing = activity[slot] as number
    // Over whoever lies in a swoon somebody has laid a coat.
    const chill = (building[slot] as number) < 0 && doing !== FAINTED ? exposure : 0
    add(bodies.energy, slot, energyGain(doing, gains) - energy - chill)
    // Asleep, one hungers half as fast.
    add(bodies.hunger, slot, doing === SLEEPING ? -Math.trunc(hunger / 2) : -hunger)
    add(bodies.social, slot, doing === PLAYING ? play - social : -social)
    add(bodies.purpose, slot, purposeGain(doing, target[slot] as number, gains) - purpose)
    if ((hurtMs[slot] as number) > 0) heal(world, residents[slot] as Resident, ms)
    const isSlow = bodies.hunger[slot] === 0 || (hurtMs[slot] as number) > 0
    motion.pace[slot] = isSlow ? SLOW_WALK_PER_STEP : pace
  }
}

/** What a tick gives back. PERF: the same for all who do the same, so worked out once. */
function gainsIn(ms: number) {
  return {
    sleep: lost(SLEEP_GAIN + DECAY.energy, ms),
    rest: lost(REST_GAIN + DECAY.energy, ms),
    work: lost(WORK_PURPOSE_GAIN, ms),
    study: lost(STUDY_PURPOSE_GAIN, ms),
    pastime: lost(PASTIME_PURPOSE_GAIN, ms),
  }
}

type Gains = ReturnType<typeof gainsIn>

function energyGain(activity: number, gains: Gains): number {
  if (activity === SLEEPING) return gains.sleep
  return activity === RESTING || activity === FAINTED ? gains.rest : 0
}

function purposeGain(activity: number, target: number, gains: Gains): number {
  if (activity === WORKING) return gains.work
  if (activity === STUDYING) return gains.study
  return activity === WAITING && target >= 0 ? gains.pastime : 0
}

function lost(perSecond: number, ms: number): number {
  return Math.trunc((perSecond * ms) / SECOND_MS)
}

function add(need: Int32Array, slot: number, change: number): void {
  need[slot] = Math.max(0, Math.min(FULL, (need[slot] as number) + change))
}
