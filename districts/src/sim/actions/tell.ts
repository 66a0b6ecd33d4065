import { must } from '@civitas/kit'
import { residentOf } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import { deliver } from '../people/speech.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Sends words to one agent, however far away in the city. */
export const tell: ActionRule<'tell'> = {
  name: 'tell',

  check(world, resident, { agent }) {
    return agent === idOf(resident) ? 'to_self' : agentRefusal(world, agent)
  },

  apply(world, resident, { agent, words }, actionId) {
    emit(world, { type: 'told', agent_id: idOf(resident), to: agent, words }, resident)
    const hearer = agentNamed(world, agent)
    if (hearer) return deliver(world, { speaker: resident, channel: 'tell', words, hearers: [hearer] })
    const to = must(residentOf(agent), 'resident')
    const id = actionId === undefined ? {} : { action_id: actionId }
    const errand = { resident: to, from: resident.number, words, place: whereabouts(world, resident).id, ...id }
    send(world, must(directionOf(world, to), 'direction'), { kind: 'tell', ...errand })
  },

  targets: idsNearby,
}
