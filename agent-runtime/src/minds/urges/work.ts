// Goes to work in time for the shift, and works until lunch or the end of it.
import { closures, foulWeathers, type SimAction } from '@civitas/schema'
import { pass, wait, work } from '../acts.ts'
import { mustSetOut, shiftMinutesLeft } from '../day.ts'
import { goInside, goToPlot } from '../go.ts'
import type { Situation } from '../situation.ts'

/** Longest stretch without looking up, in minutes. */
const STRETCH = 120
const SHORT_STRETCH = 20
/** Hunger at which work is no longer to be thought of, of 10,000; and what a city minute takes. */
const HUNGRY = 3_500
const HUNGER_PER_MINUTE = 21
/** Waiting inside for the shift to begin, or after a refusal, in minutes. */
const PAUSE = 5

/** It burns, or is under repair. */
const BARRED = closures.indexOf('everybody')

export function goToWork(situation: Situation): SimAction | undefined {
  const left = shiftMinutesLeft(situation)
  if (situation.work < 0 || situation.shut[situation.work] === BARRED || (left === 0 && !mustSetOut(situation)))
    return undefined
  const way = goOnSite(situation) ? goToPlot(situation, situation.workSite) : goInside(situation, situation.work)
  if (way) return way
  if (left === 0) return pass(PAUSE, 'preparing')
  if (situation.lastRefusal === 1) return wait(PAUSE)
  const untilLunch = situation.person.lunchMinute - situation.minute
  return work(Math.min(left, untilLunch > 0 ? untilLunch : STRETCH, untilHungry(situation)))
}

/** Builders for hire work where they were hired, unless the sky is against it. */
function goOnSite(situation: Situation): boolean {
  return situation.workSite >= 0 && shiftMinutesLeft(situation) > 0 && !foulWeathers.includes(situation.weather)
}

/** Looks up from work sooner when the next meal is not far off. */
function untilHungry({ hunger }: Situation): number {
  return Math.max(SHORT_STRETCH, Math.min(STRETCH, (hunger - HUNGRY) / HUNGER_PER_MINUTE))
}
