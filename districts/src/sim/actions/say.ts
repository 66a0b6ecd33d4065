import { deliver, listenerOf } from '../people/speech.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import type { ActionRule } from './action-rule.ts'
import { agentNamed, companionRefusal } from './names.ts'
import { meansRefusal } from './means.ts'

/** Speaks aloud: heard by the 50 nearest within 25 m outdoors, or in the building; meant for one of them. */
export const say: ActionRule<'say'> = {
  name: 'say',

  check(world, resident, { to, means }) {
    const refusal = to === undefined ? undefined : companionRefusal(world, resident, to)
    if (refusal || !means) return refusal
    const listener = listenerOf(() => world.index.hearersOf(world, resident), agentIn(world, to))
    return meansRefusal(world, resident, means, listener?.number)
  },

  apply(world, resident, { words, to, means }) {
    const named = whereabouts(world, resident)
    const building = resident.building < 0 ? {} : { building: named.id }
    const meant = { ...(to !== undefined && { to }), ...(means && { means }) }
    emit(world, { type: 'said', agent_id: idOf(resident), words, ...meant, place: named.id, ...building }, resident)
    const listener = agentIn(world, to)
    const hearers = world.index.hearersOf(world, resident)
    if (listener && !hearers.includes(listener)) hearers.push(listener)
    deliver(world, { speaker: resident, channel: 'say', words, means, hearers, to: listener })
  },

  targets: () => [],
}

function agentIn(world: World, to: string | undefined): Resident | undefined {
  return to === undefined ? undefined : agentNamed(world, to)
}
