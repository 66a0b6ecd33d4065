// When the weather turns on somebody who passes time in the open, the afternoon is planned anew.
import { foulWeathers, type SimAction } from '@civitas/schema'
import type { Situation } from '../situation.ts'
import { spendFreeTime } from './leisure.ts'

/** Breaks off rest or play for a roof; stays when the plan is to stay all the same. */
export function takeShelter(situation: Situation): SimAction | undefined {
  if (situation.lingers === 0 || !foulWeathers.includes(situation.weather)) return undefined
  const action = spendFreeTime(situation)
  return action?.name === 'move_to' ? action : undefined
}
