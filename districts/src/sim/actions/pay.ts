import { must } from '@civitas/kit'
import { residentOf } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import { doAtOnce } from '../people/activity.ts'
import { sendOff, transfer } from '../money.ts'
import { perceives } from '../space/spatial-index.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident, World } from '../world.ts'
import type { ActionRule, ParametersOf } from './action-rule.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Hands coins to somebody nearby, or sends them to an agent in another district. */
export const pay: ActionRule<'pay'> = {
  name: 'pay',

  check(world, resident, { agent, amount }) {
    if (agent === idOf(resident)) return 'to_self'
    const refusal = agentRefusal(world, agent)
    if (refusal) return refusal
    const other = agentNamed(world, agent)
    if (other && !perceives(world, resident, other)) return 'too_far'
    return resident.coins < amount ? 'no_coins' : undefined
  },

  apply(world, resident, { agent, amount }, actionId) {
    const other = agentNamed(world, agent)
    doAtOnce(world, resident, 'pay', actionId, () => {
      if (!other) return payAbroad(world, resident, { agent, amount }, actionId)
      transfer(resident, other, amount)
      emit(world, { type: 'paid', agent_id: idOf(resident), to: agent, amount }, resident, other)
    })
  },

  targets(world, resident) {
    const others = resident.coins > 0 ? idsNearby(world, resident) : []
    return others.length > 0 ? others : undefined
  },
}

/** The coins are in transit until the other district takes them in. [CMD-3] */
function payAbroad(world: World, resident: Resident, of: ParametersOf<'pay'>, actionId: string | undefined): void {
  const to = must(residentOf(of.agent), 'resident')
  sendOff(world, resident, of.amount)
  emit(world, { type: 'paid', agent_id: idOf(resident), to: of.agent, amount: of.amount }, resident)
  const id = actionId === undefined ? {} : { action_id: actionId }
  const errand = { resident: to, from: resident.number, amount: of.amount, ...id }
  send(world, must(directionOf(world, to), 'direction'), { kind: 'pay', ...errand })
}
