import { pastimes } from '@civitas/schema'
import { picket } from '../incidents/help.ts'
import { begin } from '../people/activity.ts'
import { canDo } from '../people/pastimes.ts'
import { MINUTE_MS } from '../limits.ts'
import type { ActionRule } from './action-rule.ts'

/** Stays where one is for a while, with or without something to do: a book, the washing, a fishing rod. */
export const wait: ActionRule<'wait'> = {
  name: 'wait',

  check(world, resident, { doing }) {
    return doing === undefined || canDo(world, resident, doing) ? undefined : 'not_done_here'
  },

  apply(world, resident, { minutes, doing }, actionId) {
    const target = doing === undefined ? -1 : pastimes.indexOf(doing)
    begin(world, resident, { activity: 'waiting', leftMs: minutes * MINUTE_MS, target, actionId })
    picket(world, resident)
  },

  targets: (world, resident) => pastimes.filter((pastime) => canDo(world, resident, pastime)),
}
