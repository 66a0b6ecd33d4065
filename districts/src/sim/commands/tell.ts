import { agentIdOf, type Command } from '@civitas/schema'
import { hear } from '../people/speech.ts'
import type { World } from '../world.ts'

/** Words from beyond the border reach the agent they are for. */
export function tell(world: World, { resident, from, words, place }: Extract<Command, { kind: 'tell' }>): void {
  const hearer = world.byNumber.get(resident)
  if (hearer) hear(world, hearer, { from, fromId: agentIdOf(from), channel: 'tell', words, place })
}
