import { agentIdOf, type Command } from '@civitas/schema'
import { feel } from '../society/feelings.ts'
import { takeToHeart } from '../society/meaning.ts'
import { hear } from '../people/speech.ts'
import type { World } from '../world.ts'

/** Words from beyond the border reach the agent they are for. */
export function tell(world: World, { resident, from, words, means, place }: Extract<Command, { kind: 'tell' }>): void {
  const hearer = world.byNumber.get(resident)
  if (!hearer) return
  hear(world, hearer, { from, fromId: agentIdOf(from), channel: 'tell', words, means, place }, true)
  feel(world, hearer, from, 'talked')
  takeToHeart(world, hearer, from, means)
}
