import { begin } from '../people/activity.ts'
import { MINUTE_MS } from '../limits.ts'
import type { ActionRule } from './action-rule.ts'

/** Stays where one is for a while. */
export const wait: ActionRule<'wait'> = {
  name: 'wait',
  check: () => undefined,
  apply: (world, resident, { minutes }, actionId) => {
    begin(world, resident, { activity: 'waiting', leftMs: minutes * MINUTE_MS, actionId })
  },
  targets: () => [],
}
