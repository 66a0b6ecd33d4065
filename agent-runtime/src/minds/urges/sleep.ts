// Goes home and to bed when it is time, or sooner when exhausted.
import type { SimAction, Weather } from '@civitas/schema'
import { pass, rest } from '../acts.ts'
import { hash32 } from '@civitas/kit'
import { commuteMinutes, GATE_MINUTES, minutesUntilShift, sleepMinutesLeft } from '../day.ts'
import { goInside, goToPlace } from '../go.ts'
import { isAbroad, nearestPlace } from '../places.ts'
import { PURPOSE } from '../purposes.ts'
import { buildingAt, type Situation, walkMinutes } from '../situation.ts'

/** Energy below which nothing else matters; 10,000 is rested. */
const EXHAUSTED = 900
/**
 * What each minute of the way home takes of it. Never more than it really takes: whoever has turned homewards would think better of it
 * halfway.
 */
const ENERGY_PER_MINUTE = 7
const ENERGY_PER_MINUTE_IN: Readonly<Partial<Record<Weather, number>>> = { storm: 14, snow: 10, heat: 10 }
/** Energy with which one lies awake; sleep ends by itself a little above. */
const RESTED = 9_800
/** How long one who lies awake reads before looking at the clock, in minutes. */
const AWAKE = 30
/** A shift that begins within so many minutes of getting up is one for which one can be late. */
const MORNING_LEAST = 120
/** Who works farther off than so many minutes is afraid to be late, and is not. */
const FAR = 25
/** A night below so many minutes is short. */
const SHORT_NIGHT = 450
/** The least reliable oversleep once in so many mornings, the most reliable a third as often. */
const USUAL_MORNINGS = 60
const TIRED_MORNINGS = 24
/** At most so many minutes into the shift one wakes up then. */
const LATE_MOST = 8
/** A nap, in minutes. */
const NAP = 90

/** Sleeps through its night, at home. */
export function sleepAtNight(situation: Situation): SimAction | undefined {
  const left = sleepMinutesLeft(situation)
  return left > 0 ? liedown(situation, left + minutesOverslept(situation, left)) : undefined
}

/**
 * Now and then one does not hear the clock and comes late to a morning shift: after a short night more often, and who is reliable less.
 * Never so late that most of the shift is lost.
 */
function minutesOverslept(situation: Situation, left: number): number {
  const { seed, day, resident, person } = situation
  const untilShift = minutesUntilShift(situation) - left
  if (untilShift > MORNING_LEAST || commuteMinutes(situation) > FAR) return 0
  const mornings = left < SHORT_NIGHT ? TIRED_MORNINGS : USUAL_MORNINGS
  const draw = hash32(seed, day, resident, PURPOSE.oversleep)
  if (draw % (mornings + Math.trunc((mornings * person.reliable) / 128)) !== 0) return 0
  return untilShift + 1 + ((draw >>> 16) % LATE_MOST)
}

/** Lies down before it faints, while there is strength for the way home. */
export function napWhenExhausted(situation: Situation): SimAction | undefined {
  const { energy, weather } = situation
  const perMinute = ENERGY_PER_MINUTE_IN[weather] ?? ENERGY_PER_MINUTE
  return energy < EXHAUSTED + minutesHome(situation) * perMinute ? liedown(situation, NAP) : undefined
}

function minutesHome(situation: Situation): number {
  const { home } = situation
  if (home < 0) return 0
  return walkMinutes(situation, buildingAt(situation, home)) + (isAbroad(situation, home) ? GATE_MINUTES : 0)
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
