import { must } from '@civitas/kit'
import { residentOf } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import { feel } from '../society/feelings.ts'
import { mean } from '../society/meaning.ts'
import { deliver } from '../people/speech.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { meansRefusal } from './means.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Sends words to one agent, however far away in the city. */
export const tell: ActionRule<'tell'> = {
  name: 'tell',

  check(world, resident, { agent, means }) {
    return agent === idOf(resident)
      ? 'to_self'
      : (agentRefusal(world, agent) ?? meansRefusal(world, resident, means, residentOf(agent)))
  },

  apply(world, resident, { agent, words, means }, actionId) {
    const meant = means && { means }
    emit(world, { type: 'told', agent_id: idOf(resident), to: agent, words, ...meant }, resident)
    const hearer = agentNamed(world, agent)
    if (hearer) return deliver(world, { speaker: resident, channel: 'tell', words, means, hearers: [hearer] })
    const to = must(residentOf(agent), 'resident')
    feel(world, resident, to, 'talked')
    mean(world, resident, to, means)
    const id = actionId === undefined ? {} : { action_id: actionId }
    const errand = {
      resident: to,
      from: resident.number,
      words,
      ...meant,
      place: whereabouts(world, resident).id,
      ...id,
    }
    send(world, must(directionOf(world, to), 'direction'), { kind: 'tell', ...errand })
  },

  targets: idsNearby,
}
