// The morning round: washing, then breakfast, before the day begins.
import type { SimAction } from '@civitas/schema'
import { pass } from '../acts.ts'
import { minutesSinceWaking, minutesUntilSettingOut, sleepMinutesLeft } from '../day.ts'
import type { Situation } from '../situation.ts'

/** City minutes for each. */
const WASHING = 14
const COOKING = 12
/** Hunger, of 10,000, at which breakfast does not wait. */
const HUNGRY = 1_500
/** Who goes to work so long after getting up washes again. */
const WORKDAY = 180

/** Only at home: who woke on a bench walks on, and without anything in the bag there is nothing to cook. */
export function getReady(situation: Situation): SimAction | undefined {
  if (situation.home < 0 || situation.building !== situation.home) return undefined
  if ((situation.food > 0 && situation.hunger < HUNGRY) || sleepMinutesLeft(situation) > 0) return undefined
  const awake = minutesSinceWaking(situation)
  if (awake < WASHING) return pass(WASHING - awake, 'washing')
  const spare = minutesUntilSettingOut(situation)
  if (awake > WORKDAY && spare > 0 && spare < WASHING) return pass(spare, 'washing')
  const cooks = situation.food > 0 && awake < WASHING + COOKING
  return cooks ? pass(WASHING + COOKING - awake, 'cooking') : undefined
}
