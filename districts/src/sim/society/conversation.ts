// Who is talking with whom: how far they have come, and what was said last, so that the next sentence can take it up.
import { experienceKinds, type Means, meansKinds, residentOf, skills } from '@civitas/schema'
import { ENCOUNTER_TICKS } from '../limits/people.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** What somebody meant, as numbers. */
export interface Remark {
  /** Index in `meansKinds`, -1 for words without a meaning of that sort. */
  kind: number
  /** Index in `experienceKinds`, -1 for none. */
  what: number
  /** Address of a place, -1 for none. */
  place: number
  /** Residents, 0 for nobody: whom it is about, and who else was in it. */
  about: number
  other: number
  /** Index of an item, or of a skill where one studied; -1 for none. */
  item: number
  /** Coins, or a minute of the day; -1 for none. */
  number: number
}

export interface Conversation {
  with: number
  /** Sentences of both so far. */
  turns: number
  /** Tick of the last one. */
  tick: number
  /** What this side meant last: as `Remark.kind`. */
  said: number
  /** What the other side said last, until it is answered. */
  heard: Remark | undefined
}

/** The running conversation of two, from this side; `undefined` when they have not spoken lately. */
export function conversationWith(world: World, resident: Resident, other: number): Conversation | undefined {
  const { conversation } = resident
  return conversation?.with === other && world.tick - conversation.tick <= ENCOUNTER_TICKS ? conversation : undefined
}

/** A sentence from this side. */
export function sayTo(world: World, speaker: Resident, listener: number, remark: Remark): void {
  const conversation = joinConversation(world, speaker, listener)
  conversation.said = remark.kind
  conversation.heard = undefined
}

/** A sentence from the other side. */
export function hearFrom(world: World, listener: Resident, speaker: number, remark: Remark): void {
  joinConversation(world, listener, speaker).heard = remark
}

export function remarkOf(world: World, means: Means | undefined): Remark {
  const remark: Remark = { kind: -1, what: -1, place: -1, about: 0, other: 0, item: -1, number: -1 }
  if (!means) return remark
  remark.kind = meansKinds.indexOf(means.kind)
  if (means.kind === 'ask_loan') remark.number = means.amount
  if (means.kind === 'invite') {
    remark.number = means.minute_of_day
    remark.place = world.city.addresses.get(means.place)?.named.address ?? -1
  }
  if (means.kind !== 'recount' && means.kind !== 'gossip') return remark
  remark.what = experienceKinds.indexOf(means.what)
  remark.place = world.city.addresses.get(means.place ?? '')?.named.address ?? -1
  remark.other = residentOf(means.other ?? '') ?? 0
  remark.about = means.kind === 'gossip' ? (residentOf(means.about) ?? 0) : 0
  remark.item =
    means.what === 'studied' ? skillOf(means.item) : (world.city.itemById.get(means.item ?? '')?.index ?? -1)
  return remark
}

/** A gift speaks for itself: it is answered like a word. */
export function giftRemark(giver: number, item: number): Remark {
  const what = experienceKinds.indexOf('was_given')
  return { kind: -1, what, place: -1, about: 0, other: giver, item, number: -1 }
}

function skillOf(id: string | undefined): number {
  return (skills as readonly (string | undefined)[]).indexOf(id)
}

function joinConversation(world: World, resident: Resident, other: number): Conversation {
  const running = conversationWith(world, resident, other)
  const conversation = running ?? { with: other, turns: 0, tick: 0, said: -1, heard: undefined }
  conversation.turns += 1
  conversation.tick = world.tick
  resident.conversation = conversation
  return conversation
}
