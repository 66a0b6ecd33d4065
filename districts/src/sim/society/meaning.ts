// What words do, once they are spoken: to who speaks, and to whom they are meant for. Over a border each side is done where it is.
import { assertNever } from '@civitas/kit'
import { type Means, meansKinds } from '@civitas/schema'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { agree, appointmentWith, cancel, nextMinute, noteInvitation, tellAppointed } from './appointments.ts'
import { feel } from './feelings.ts'
import { conversationWith, hearFrom, remarkOf, sayTo } from './conversation.ts'
import { askLoan } from './debts.ts'
import { countTelling, takeIn } from './gossip.ts'
import { reconcile } from './quarrels.ts'

/** The speaker's side. `listener`: the number of whom the words are meant for. */
export function mean(world: World, speaker: Resident, listener: number, means: Means | undefined): void {
  const forgives = means?.kind === 'accept' && hasApology(world, speaker, listener)
  sayTo(world, speaker, listener, remarkOf(world, means))
  if (!means) return
  switch (means.kind) {
    case 'recount':
    case 'gossip':
      return countTelling(speaker, remarkOf(world, means))
    case 'invite':
      return noteInvitation(speaker, { with: listener, ...whereAndWhen(world, means), isMine: true })
    case 'accept':
      return forgives ? reconcile(world, speaker, listener) : accept(world, speaker, listener)
    case 'decline':
      return decline(speaker, listener)
    case 'ask_loan':
      return askLoan(world, speaker, listener, means.amount)
    case 'greet':
    case 'farewell':
    case 'ask':
    case 'thank':
    case 'praise':
    case 'apologise':
    case 'insult':
      return
    default:
      return assertNever(means)
  }
}

/** The listener's side. */
export function takeToHeart(world: World, listener: Resident, speaker: number, means: Means | undefined): void {
  const remark = remarkOf(world, means)
  hearFrom(world, listener, speaker, remark)
  if (!means) return
  switch (means.kind) {
    case 'recount':
    case 'gossip':
      return takeIn(world, listener, speaker, remark)
    case 'invite':
      return noteInvitation(listener, { with: speaker, ...whereAndWhen(world, means), isMine: false })
    case 'accept':
      agree(listener, speaker)
      return
    case 'decline':
      decline(listener, speaker)
      feel(world, listener, speaker, 'was_declined')
      return
    case 'thank':
    case 'praise':
      feel(world, listener, speaker, 'was_praised')
      return
    case 'apologise':
      feel(world, listener, speaker, 'heard_sorry')
      return
    case 'insult':
      feel(world, listener, speaker, 'was_insulted')
      return
    case 'greet':
    case 'farewell':
    case 'ask':
    case 'ask_loan':
      return
    default:
      return assertNever(means)
  }
}

/** Whether there is anything to say yes or no to. */
export function isAsked(world: World, resident: Resident, other: number): boolean {
  const invitation = appointmentWith(resident, other, false)
  if (invitation && !invitation.isMine) return true
  const heard = conversationWith(world, resident, other)?.heard
  return heard !== undefined && ['apologise', 'ask_loan'].includes(kindOf(heard.kind))
}

function accept(world: World, speaker: Resident, listener: number): void {
  const appointment = agree(speaker, listener)
  if (appointment) tellAppointed(world, speaker, appointment)
}

function decline(resident: Resident, other: number): void {
  const asked = appointmentWith(resident, other, false)
  if (asked) cancel(resident, asked)
}

function hasApology(world: World, resident: Resident, other: number): boolean {
  const heard = conversationWith(world, resident, other)?.heard
  return heard !== undefined && kindOf(heard.kind) === 'apologise'
}

function kindOf(kind: number): string {
  return meansKinds[kind] ?? ''
}

function whereAndWhen(world: World, { place, minute_of_day }: Extract<Means, { kind: 'invite' }>) {
  return { place: world.city.addresses.get(place)?.named.address ?? -1, due: nextMinute(world, minute_of_day) }
}
