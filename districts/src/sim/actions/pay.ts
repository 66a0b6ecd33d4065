import { must } from '@civitas/kit'
import { type Payment, residentOf } from '@civitas/schema'
import { directionOf } from '../borders/directions.ts'
import { meet } from '../society/bonds.ts'
import { canOwe, isWanted, owedTo, recordLoan, reduceClaim, reduceDebt } from '../society/debts.ts'
import { doAtOnce } from '../people/activity.ts'
import { sendOff, transfer } from '../money.ts'
import { mayHandOver } from '../space/places.ts'
import { perceives } from '../space/spatial-index.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import type { ActionRule, ParametersOf } from './action-rule.ts'
import { agentNamed, agentRefusal, idsNearby } from './names.ts'

/** Hands coins to somebody nearby, or sends them to an agent in another district. */
export const pay: ActionRule<'pay'> = {
  name: 'pay',

  check(world, resident, { agent, amount, for: what }) {
    if (agent === idOf(resident)) return 'to_self'
    const refusal = agentRefusal(world, agent)
    if (refusal) return refusal
    const other = agentNamed(world, agent)
    const isNear = other && (what === 'debt' ? mayHandOver : perceives)(world, resident, other)
    if (other && !isNear) return 'too_far'
    if (resident.coins < amount) return 'no_coins'
    return what === undefined ? undefined : promiseRefusal(world, resident, { other, agent, amount, for: what })
  },

  apply(world, resident, { agent, amount, for: what }, actionId) {
    const other = agentNamed(world, agent)
    doAtOnce(world, resident, 'pay', actionId, () => {
      if (!other) return payAbroad(world, resident, { agent, amount, for: what }, actionId)
      transfer(resident, other, amount)
      const meant = what && { for: what }
      emit(world, { type: 'paid', agent_id: idOf(resident), to: agent, amount, ...meant }, resident, other)
      settleWith(world, resident, other, { amount, for: what })
    })
  },

  targets(world, resident) {
    const others = resident.coins > 0 ? idsNearby(world, resident) : []
    return others.length > 0 ? others : undefined
  },
}

/** Loans are answers, and are made face to face; debts are paid at the creditor's door too, and from another district. */
function promiseRefusal(
  world: World,
  resident: Resident,
  of: { other: Resident | undefined; agent: string; amount: number; for: Payment },
): 'nothing_asked' | 'too_many_promises' | 'not_owed' | undefined {
  const { other, agent, amount } = of
  if (of.for === 'debt') return owedTo(resident, residentOf(agent) ?? 0) < amount ? 'not_owed' : undefined
  if (of.for === 'gift') return undefined
  if (!other || !isWanted(world, other, resident.number, amount)) return 'nothing_asked'
  return canOwe(other, resident) ? undefined : 'too_many_promises'
}

/** What the coins mean to the two, once they have moved. */
function settleWith(
  world: World,
  resident: Resident,
  other: Resident,
  of: { amount: number; for: Payment | undefined },
) {
  switch (of.for) {
    case 'loan':
      return recordLoan(world, resident, other, of.amount)
    case 'debt':
      reduceClaim(world, other, resident.number, of.amount)
      return reduceDebt(world, resident, other.number, of.amount)
    default:
      return meet(world, resident, other, 'gave', 'was_given')
  }
}

/** The coins are in transit until the other district takes them in. [CMD-3] */
function payAbroad(world: World, resident: Resident, of: ParametersOf<'pay'>, actionId: string | undefined): void {
  const to = must(residentOf(of.agent), 'resident')
  sendOff(world, resident, of.amount)
  const meant = of.for && { for: of.for }
  emit(world, { type: 'paid', agent_id: idOf(resident), to: of.agent, amount: of.amount, ...meant }, resident)
  const id = actionId === undefined ? {} : { action_id: actionId }
  if (of.for === 'debt') reduceDebt(world, resident, to, of.amount)
  const errand = { resident: to, from: resident.number, amount: of.amount, ...meant, ...id }
  send(world, must(directionOf(world, to), 'direction'), { kind: 'pay', ...errand })
}
