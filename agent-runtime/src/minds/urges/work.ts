// Goes to work in time for the shift, and works until lunch or the end of it.
import type { SimAction } from '@civitas/schema'
import { pass, wait, work } from '../acts.ts'
import { mustSetOut, shiftMinutesLeft } from '../day.ts'
import { goInside } from '../go.ts'
import { openBuildingsOf } from '../places.ts'
import { PURPOSE } from '../personality.ts'
import { draw, type Situation } from '../situation.ts'

/** Longest stretch without looking up, in minutes. */
const STRETCH = 120
const SHORT_STRETCH = 20
/** Hunger at which work is no longer to be thought of, of 10,000; and what a city minute takes. */
const HUNGRY = 3_500
const HUNGER_PER_MINUTE = 21
/** Waiting inside for the shift to begin, or after a refusal, in minutes. */
const PAUSE = 5

export function goToWork(situation: Situation): SimAction | undefined {
  const left = shiftMinutesLeft(situation)
  if (situation.work < 0 || (left === 0 && !mustSetOut(situation))) return undefined
  const way = goInside(situation, situation.work)
  if (way) return way
  if (left === 0) return pass(PAUSE, 'preparing')
  if (situation.lastRefusal === 1) return wait(PAUSE)
  const untilLunch = situation.person.lunchMinute - situation.minute
  return work(Math.min(left, untilLunch > 0 ? untilLunch : STRETCH, untilHungry(situation)))
}

/** Looks up from work sooner when the next meal is not far off. */
function untilHungry({ hunger }: Situation): number {
  return Math.max(SHORT_STRETCH, Math.min(STRETCH, (hunger - HUNGRY) / HUNGER_PER_MINUTE))
}

/** Coins below which somebody without a job looks for a day's work. */
const SHORT_OF_COINS = 60
/** Where there is always something to do for another pair of hands. */
const HIRING_KINDS = ['workshop', 'warehouse', 'grocery', 'cafe', 'bakery', 'office']
/** Between these minutes of the day. */
const HIRING_FROM = 480
const HIRING_TO = 1_020

/** Sent away, one asks somewhere else after this many minutes: time to walk there. */
const TRY_MINUTES = 60

/** Without a job and short of coins, helps out where there is a vacancy; asks elsewhere later when sent away. */
export function helpOut(situation: Situation): SimAction | undefined {
  const { work: job, coins, minute, day, lastRefusal, building } = situation
  if (job >= 0 || coins >= SHORT_OF_COINS || minute < HIRING_FROM || minute >= HIRING_TO) return undefined
  const open = HIRING_KINDS.flatMap((kind) => openBuildingsOf(situation, kind))
  if (lastRefusal === 0 && open.includes(building)) return work(untilHungry(situation))
  const when = day * 32 + Math.trunc(minute / TRY_MINUTES)
  const chosen = open[draw(situation, Math.max(1, open.length), when, PURPOSE.target)]
  if (chosen === undefined || (lastRefusal === 1 && situation.doorOf === chosen)) return undefined
  return goInside(situation, chosen) ?? wait(TRY_MINUTES - (minute % TRY_MINUTES))
}
