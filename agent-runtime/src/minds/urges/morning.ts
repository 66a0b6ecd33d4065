// The morning round: washing, then breakfast, before the day begins.
import type { SimAction } from '@civitas/schema'
import { pass } from '../acts.ts'
import { minutesSinceWaking } from '../day.ts'
import type { Situation } from '../situation.ts'

/** City minutes for each. */
const WASHING = 14
const COOKING = 12

/** Only at home: who woke on a bench walks on. */
export function getReady(situation: Situation): SimAction | undefined {
  if (situation.home < 0 || situation.building !== situation.home) return undefined
  const awake = minutesSinceWaking(situation)
  if (awake < WASHING) return pass(WASHING - awake, 'washing')
  return awake < WASHING + COOKING ? pass(WASHING + COOKING - awake, 'cooking') : undefined
}
