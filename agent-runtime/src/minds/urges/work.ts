// Goes to work in time for the shift, and works until lunch or the end of it.
import type { SimAction } from '@civitas/schema'
import { wait, work } from '../acts.ts'
import { mustSetOut, shiftMinutesLeft } from '../day.ts'
import { goInside } from '../go.ts'
import type { Situation } from '../situation.ts'

/** Longest stretch without looking up, in minutes. */
const STRETCH = 120
/** Waiting inside for the shift to begin, or after a refusal, in minutes. */
const PAUSE = 5

export function goToWork(situation: Situation): SimAction | undefined {
  const left = shiftMinutesLeft(situation)
  if (situation.work < 0 || (left === 0 && !mustSetOut(situation))) return undefined
  const way = goInside(situation, situation.work)
  if (way) return way
  if (left === 0 || situation.lastRefusal === 1) return wait(PAUSE)
  const untilLunch = situation.person.lunchMinute - situation.minute
  return work(Math.min(left, untilLunch > 0 ? untilLunch : STRETCH, STRETCH))
}
