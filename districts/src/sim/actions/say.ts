import { whereabouts } from '../space/places.ts'
import { deliver } from '../people/speech.ts'
import { emit, idOf } from '../tick-output.ts'
import type { ActionRule } from './action-rule.ts'

/** Speaks aloud: heard within 25 m outdoors, or by all in the building. */
export const say: ActionRule<'say'> = {
  name: 'say',
  check: () => undefined,

  apply(world, resident, { words }) {
    const named = whereabouts(world, resident)
    const building = resident.building < 0 ? {} : { building: named.id }
    emit(world, { type: 'said', agent_id: idOf(resident), words, place: named.id, ...building }, resident)
    deliver(world, { speaker: resident, channel: 'say', words, hearers: world.index.perceivedBy(world, resident) })
  },

  targets: () => [],
}
