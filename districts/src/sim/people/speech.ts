// Carrying words from who speaks to who hears: company for both, a message for those with a stream.
import type { Means, Words } from '@civitas/schema'
import { meet } from '../society/bonds.ts'
import { mean, takeToHeart } from '../society/meaning.ts'
import { FULL, HEARD_MAX, TALK_SOCIAL_GAIN, WAVE_SOCIAL_GAIN } from '../limits.ts'
import { whereabouts } from '../space/places.ts'
import { idOf, writeItem } from '../tick-output.ts'
import type { Resident } from './resident.ts'
import type { World } from '../world.ts'

export interface Utterance {
  speaker: Resident
  channel: 'say' | 'tell'
  words: Words
  means: Means | undefined
  hearers: readonly Resident[]
  /** Whom it is meant for, awake or not; absent: the nearest who hears it. */
  to?: Resident | undefined
}

/** Delivers an utterance. Whoever sleeps or has fainted hears nothing. */
export function deliver(world: World, { speaker, channel, words, means, hearers, to }: Utterance): void {
  speaker.spokeTick = world.tick
  const place = whereabouts(world, speaker).id
  const said = { from: speaker.number, fromId: idOf(speaker), channel, words, means, place }
  const listener = listenerOf(() => hearers, to)
  for (const hearer of hearers) hear(world, hearer, said, hearer === listener)
  if (hearers.some(({ isAwake }) => isAwake)) enjoyCompany(speaker)
  if (!listener) return
  meet(world, speaker, listener, 'talked')
  // The listener first: what a yes is said to must still be known.
  takeToHeart(world, listener, speaker.number, means)
  mean(world, speaker, listener.number, means)
}

/** Whom words are meant for: who is named, if awake; where nobody is, the nearest who hears them. PERF: only then these are looked for. */
export function listenerOf(hearers: () => readonly Resident[], to: Resident | undefined): Resident | undefined {
  if (to) return to.isAwake ? to : undefined
  return hearers().find(({ isAwake }) => isAwake)
}

interface Overheard extends Pick<Utterance, 'channel' | 'words' | 'means'> {
  from: number
  fromId: string
  place: string
}

/** What one hearer gets of an utterance. Whoever sleeps or has fainted hears nothing. */
export function hear(world: World, hearer: Resident, said: Overheard, toYou: boolean): void {
  if (!hearer.isAwake) return
  enjoyCompany(hearer)
  const { stream } = hearer
  if (!stream || !hearer.streamed) return
  const { from, fromId, channel, words, means, place } = said
  const meant = means && { means }
  stream.heard.push({ from, channel, words, ...meant, tick: world.tick })
  if (stream.heard.length > HEARD_MAX) stream.heard.shift()
  writeItem(world, hearer, (seq) => ({
    kind: 'message',
    seq,
    tick: world.tick,
    channel,
    from: fromId,
    words,
    ...meant,
    ...(toYou && { to_you: true }),
    place,
  }))
}

/** A hand raised to somebody: company for both. Whoever sleeps or has fainted sees nothing. */
export function waveAt(waver: Resident, other: Resident): boolean {
  if (!other.isAwake) return false
  for (const one of [waver, other]) one.social = Math.min(FULL, one.social + WAVE_SOCIAL_GAIN)
  return true
}

function enjoyCompany(resident: Resident): void {
  resident.social = Math.min(FULL, resident.social + TALK_SOCIAL_GAIN)
}
