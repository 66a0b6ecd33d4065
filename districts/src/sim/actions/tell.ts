import { deliver } from '../people/speech.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Sends words to one agent, however far away in the district. */
export const tell: ActionRule<'tell'> = {
  name: 'tell',

  check(world, resident, { agent }) {
    return agent === idOf(resident) ? 'to_self' : agentRefusal(world, agent)
  },

  apply(world, resident, { agent, words }) {
    const hearer = agentNamed(world, agent)
    if (!hearer) return
    emit(world, { type: 'told', agent_id: idOf(resident), to: agent, words }, resident)
    deliver(world, { speaker: resident, channel: 'tell', words, hearers: [hearer] })
  },

  targets: idsNearby,
}
