import { doAtOnce } from '../people/activity.ts'
import { goOutside } from '../people/inside.ts'
import type { ActionRule } from './action-rule.ts'

/** Steps out in front of the door. */
export const leave: ActionRule<'leave'> = {
  name: 'leave',
  check: (_world, resident) => (resident.building < 0 ? 'not_inside' : undefined),
  apply: (world, resident, _parameters, actionId) => {
    doAtOnce(world, resident, 'leave', actionId, () => goOutside(world, resident))
  },
  targets: (_world, resident) => (resident.building < 0 ? undefined : []),
}
