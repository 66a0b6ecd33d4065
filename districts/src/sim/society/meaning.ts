// What words do, once they are spoken: to who speaks, and to whom they are meant for. Over a border each side is done where it is.
import { assertNever } from '@civitas/kit'
import { type Means, meansKinds } from '@civitas/schema'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { agree, cancel, nextMinute, noteInvitation, openWith, tellAppointed } from './appointments.ts'
import { feel } from './feelings.ts'
import { conversationWith, hearFrom, remarkOf, sayTo } from './conversation.ts'
import { askLoan } from './debts.ts'
import { countTelling, takeIn } from './gossip.ts'
import { makeUpWith, reconcile } from './quarrels.ts'

type MeansKind = Means['kind']

/** The speaker's side. `listener`: the number of whom the words are meant for. */
export function mean(world: World, speaker: Resident, listener: number, means: Means | undefined): void {
  const asked = lastHeard(world, speaker, listener)
  sayTo(world, speaker, listener, remarkOf(world, means))
  if (!means) return
  switch (means.kind) {
    case 'recount':
    case 'gossip':
      return countTelling(speaker, listener, remarkOf(world, means))
    case 'invite':
      return noteInvitation(speaker, { with: listener, ...whereAndWhen(world, means), isMine: true })
    case 'accept':
      return accept(world, speaker, listener, asked)
    case 'decline':
      return decline(speaker, listener, asked)
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
  const asked = lastSaid(world, listener, speaker)
  hearFrom(world, listener, speaker, remark)
  if (!means) return
  switch (means.kind) {
    case 'recount':
    case 'gossip':
      return takeIn(world, listener, speaker, remark)
    case 'invite':
      return noteInvitation(listener, { with: speaker, ...whereAndWhen(world, means), isMine: false })
    case 'accept':
      return heardYes(world, listener, speaker, asked)
    case 'decline':
      decline(listener, speaker, asked)
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
  const invitation = openWith(resident, other)
  if (invitation && !invitation.isMine) return true
  return isOfItsOwn(lastHeard(world, resident, other))
}

/** Who says yes to an apology makes up; a loan is given by `pay`; any other yes is to the invitation. */
function accept(world: World, speaker: Resident, listener: number, asked: MeansKind | undefined): void {
  if (asked === 'apologise') return reconcile(world, speaker, listener)
  const appointment = isOfItsOwn(asked) ? undefined : agree(speaker, listener, false)
  if (appointment) tellAppointed(world, speaker, appointment)
}

/** The same on the side of who asked. */
function heardYes(world: World, listener: Resident, speaker: number, asked: MeansKind | undefined): void {
  if (asked === 'apologise') makeUpWith(world, listener, speaker)
  else if (!isOfItsOwn(asked)) agree(listener, speaker, true)
}

function decline(resident: Resident, other: number, asked: MeansKind | undefined): void {
  const invitation = isOfItsOwn(asked) ? undefined : openWith(resident, other)
  if (invitation) cancel(resident, invitation)
}

/** What is answered at once, whatever else is still open between two. */
function isOfItsOwn(asked: MeansKind | undefined): boolean {
  return asked === 'apologise' || asked === 'ask_loan'
}

/** What the other one meant last, as long as nothing was said to it since. */
function lastHeard(world: World, resident: Resident, other: number): MeansKind | undefined {
  return meansKinds[conversationWith(world, resident, other)?.heard?.kind ?? -1]
}

/** What it meant itself, as long as it has heard nothing since. */
function lastSaid(world: World, resident: Resident, other: number): MeansKind | undefined {
  const talk = conversationWith(world, resident, other)
  return talk?.heard === undefined ? meansKinds[talk?.said ?? -1] : undefined
}

function whereAndWhen(world: World, { place, minute_of_day }: Extract<Means, { kind: 'invite' }>) {
  return { place: world.city.addresses.get(place)?.named.address ?? -1, due: nextMinute(world, minute_of_day) }
}
