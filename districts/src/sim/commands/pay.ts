import { agentIdOf, type Command } from '@civitas/schema'
import { takeIn } from '../money.ts'
import { emit } from '../tick-output.ts'
import type { World } from '../world.ts'

/** Coins from beyond the border, out of transit. [CMD-3] */
export function pay(world: World, { resident, from, amount }: Extract<Command, { kind: 'pay' }>): void {
  const payee = world.byNumber.get(resident)
  if (!payee) return
  takeIn(world, payee, amount)
  emit(world, { type: 'paid', agent_id: agentIdOf(from), to: agentIdOf(resident), amount }, payee)
}
