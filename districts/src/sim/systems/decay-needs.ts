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
import type { Resident, World } from '../world.ts'

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
  const { residents } = world
  for (let at = 0; at < residents.length; at++) {
    const resident = residents[at] as Resident
    // Over whoever lies in a swoon somebody has laid a coat.
    const chill = resident.building < 0 && resident.activity !== 'fainted' ? exposure : 0
    resident.energy = clamp(resident.energy + energyGain(resident, gains) - energy - chill)
    // Asleep, one hungers half as fast.
    resident.hunger = clamp(resident.hunger - (resident.activity === 'sleeping' ? Math.trunc(hunger / 2) : hunger))
    resident.social = clamp(resident.social - social + (resident.activity === 'playing' ? play : 0))
    resident.purpose = clamp(resident.purpose - purpose + purposeGain(resident, gains))
    if (resident.hurtMs > 0) heal(world, resident, ms)
    world.motion.pace[resident.slot] = resident.hunger === 0 || resident.hurtMs > 0 ? SLOW_WALK_PER_STEP : pace
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

function energyGain({ activity }: Resident, gains: Gains): number {
  if (activity === 'sleeping') return gains.sleep
  return activity === 'resting' || activity === 'fainted' ? gains.rest : 0
}

function purposeGain({ activity, target }: Resident, gains: Gains): number {
  if (activity === 'working') return gains.work
  if (activity === 'studying') return gains.study
  return activity === 'waiting' && target >= 0 ? gains.pastime : 0
}

function lost(perSecond: number, ms: number): number {
  return Math.trunc((perSecond * ms) / SECOND_MS)
}

function clamp(need: number): number {
  return Math.max(0, Math.min(FULL, need))
}
