// Commands after agents that are not here: sent on, or back to who sent them. [CMD-4]
import { agentIdOf, type Command } from '@civitas/schema'
import { HOPS_MAX } from '../limits.ts'
import { takeIn } from '../money.ts'
import { emit, send } from '../tick-output.ts'
import type { World } from '../world.ts'
import { directionOf } from './directions.ts'

type Bounce = Extract<Command, { kind: 'bounce' }>
/** Addressed by agent: it follows it. */
type Following = Extract<Command, { kind: (typeof followingKinds)[number] }>

const followingKinds = ['retire', 'set_streamed', 'tell', 'pay', 'bounce', 'let_go', 'evict', 'sold_plot'] as const
const following: ReadonlySet<string> = new Set(followingKinds)

export function isFollowing(command: Command): command is Following {
  return following.has(command.kind)
}

/**
 * Sends a command to the district where its agent may be; without one, or after too many hops, it comes to nothing.
 * `id`: the one under which it came in, and goes on; absent for one that begins here.
 */
export function forward(world: World, command: Following, id?: string): void {
  const hops = (command.hops ?? 0) + 1
  const district = directionOf(world, command.resident)
  if (district !== undefined && hops <= HOPS_MAX + world.city.districts.length) {
    return send(world, district, { ...command, hops }, id)
  }
  if (command.kind === 'tell' || command.kind === 'pay') return sendBack(world, command)
  // Whoever sent the coins is gone too: they fall to the treasury, as those of all who are gone.
  if (command.kind === 'bounce') takeIn(world, world.treasury, command.amount)
}

/** Tells who sent it, and gives the coins back. */
export function bounce(world: World, { resident, to, what, amount, action_id }: Bounce): void {
  const sender = world.byNumber.get(resident)
  if (!sender) return
  takeIn(world, sender, amount)
  const id = action_id === undefined ? {} : { action_id }
  emit(world, { type: 'undelivered', agent_id: agentIdOf(resident), to: agentIdOf(to), what, amount, ...id }, sender)
}

function sendBack(world: World, command: Extract<Command, { kind: 'tell' | 'pay' }>): void {
  const { kind: what, from, resident: to, action_id } = command
  const amount = command.kind === 'pay' ? command.amount : 0
  const id = action_id === undefined ? {} : { action_id }
  const back: Bounce = { kind: 'bounce', resident: from, to, what, amount, ...id }
  if (world.byNumber.has(from)) bounce(world, back)
  else forward(world, back)
}
