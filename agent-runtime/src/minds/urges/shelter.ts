// When the weather turns on somebody who passes time in the open, the afternoon is planned anew.
import { foulWeathers, type SimAction } from '@civitas/schema'
import { isDueAtWork } from '../day.ts'
import type { Situation } from '../situation.ts'
import { spendFreeTime } from './leisure.ts'

/** Breaks off rest or play for a roof; stays when the plan is to stay all the same, or when the next roof is that of the workplace. */
export function takeShelter(situation: Situation): SimAction | undefined {
  if (situation.lingers === 0 || !foulWeathers.includes(situation.weather)) return undefined
  if (isDueAtWork(situation)) return undefined
  const action = spendFreeTime(situation)
  return action?.name === 'move_to' ? action : undefined
}
