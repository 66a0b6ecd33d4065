import { agentIdOf, type Command } from '@civitas/schema'
import { takeIn } from '../money.ts'
import { feel } from '../society/feelings.ts'
import { reduceClaim } from '../society/debts.ts'
import { emit } from '../tick-output.ts'
import type { World } from '../world.ts'

/** Coins from beyond the border, out of transit. [CMD-3] */
export function pay(world: World, { resident, from, amount, for: what }: Extract<Command, { kind: 'pay' }>): void {
  const payee = world.byNumber.get(resident)
  if (!payee) return
  takeIn(world, payee, amount)
  // What an owner's land brings in is nobody's gift.
  if (from === resident) return
  emit(
    world,
    { type: 'paid', agent_id: agentIdOf(from), to: agentIdOf(resident), amount, ...(what && { for: what }) },
    payee,
  )
  if (what === 'debt') reduceClaim(world, payee, from, amount)
  else feel(world, payee, from, 'was_given')
}
