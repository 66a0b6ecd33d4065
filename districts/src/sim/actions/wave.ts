import { meet } from '../society/bonds.ts'
import { waveAt } from '../people/speech.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, companionRefusal, idsNearby } from './names.ts'

/** Raises a hand to somebody in sight, whatever one is doing; who is awake sees it. */
export const wave: ActionRule<'wave'> = {
  name: 'wave',
  check: (world, resident, { agent }) => companionRefusal(world, resident, agent),

  apply(world, resident, { agent }) {
    const other = agentNamed(world, agent)
    if (!other) return
    const seenBy = waveAt(resident, other) ? [other] : []
    // A hand answers a word.
    if (resident.conversation?.with === other.number) resident.conversation.heard = undefined
    if (seenBy.length > 0) meet(world, resident, other, 'waved')
    const place = whereabouts(world, resident).id
    emit(world, { type: 'waved', agent_id: idOf(resident), to: agent, place }, resident, ...seenBy)
  },

  targets(world, resident) {
    const others = idsNearby(world, resident)
    return others.length > 0 ? others : undefined
  },
}
