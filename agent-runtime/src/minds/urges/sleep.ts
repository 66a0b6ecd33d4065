// Goes home and to bed when it is time, or sooner when exhausted.
import type { SimAction } from '@civitas/schema'
import { pass, rest } from '../acts.ts'
import { sleepMinutesLeft } from '../day.ts'
import { goInside, goToPlace } from '../go.ts'
import { nearestPlace } from '../places.ts'
import { buildingAt, type Situation, walkMinutes } from '../situation.ts'

/** Energy below which nothing else matters, and what each minute of the walk home takes; 10,000 is rested. */
const EXHAUSTED = 600
const ENERGY_PER_MINUTE = 12
/** Energy with which one lies awake; sleep ends by itself a little above. */
const RESTED = 9_800
/** How long one who lies awake reads before looking at the clock, in minutes. */
const AWAKE = 30
/** A nap, in minutes. */
const NAP = 90

/** Sleeps through its night, at home. */
export function sleepAtNight(situation: Situation): SimAction | undefined {
  const left = sleepMinutesLeft(situation)
  return left > 0 ? liedown(situation, left) : undefined
}

/** Lies down before it faints, while there is strength for the way home. */
export function napWhenExhausted(situation: Situation): SimAction | undefined {
  const { home, energy } = situation
  const walk = home < 0 ? 0 : walkMinutes(situation, buildingAt(situation, home))
  return energy < EXHAUSTED + walk * ENERGY_PER_MINUTE ? liedown(situation, NAP) : undefined
}

/** At home; without a home, or with the door locked, on the nearest bench. */
function liedown(situation: Situation, minutes: number): SimAction | undefined {
  const { home, lastRefusal, doorOf, building } = situation
  const turnedAway = lastRefusal === 1 && doorOf === home && building !== home
  if (home >= 0 && !turnedAway) return goInside(situation, home) ?? sleepOrLieAwake(situation, minutes)
  const bench = nearestPlace(situation, ['bench', 'park'])
  return bench === undefined ? undefined : (goToPlace(situation, bench) ?? sleepOrLieAwake(situation, minutes))
}

function sleepOrLieAwake({ energy }: Situation, minutes: number): SimAction {
  return energy < RESTED ? rest(minutes) : pass(Math.min(minutes, AWAKE), 'reading')
}
