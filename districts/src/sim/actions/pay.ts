import { doAtOnce } from '../people/activity.ts'
import { transfer } from '../money.ts'
import { perceives } from '../space/spatial-index.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Hands coins to somebody nearby. */
export const pay: ActionRule<'pay'> = {
  name: 'pay',

  check(world, resident, { agent, amount }) {
    if (agent === idOf(resident)) return 'to_self'
    const refusal = agentRefusal(world, agent)
    if (refusal) return refusal
    const other = agentNamed(world, agent)
    if (!other || !perceives(world, resident, other)) return 'too_far'
    return resident.coins < amount ? 'no_coins' : undefined
  },

  apply(world, resident, { agent, amount }, actionId) {
    const other = agentNamed(world, agent)
    if (!other) return
    doAtOnce(world, resident, 'pay', actionId, () => {
      transfer(resident, other, amount)
      emit(world, { type: 'paid', agent_id: idOf(resident), to: agent, amount }, resident, other)
    })
  },

  targets(world, resident) {
    const others = resident.coins > 0 ? idsNearby(world, resident) : []
    return others.length > 0 ? others : undefined
  },
}
