// Carrying words from who speaks to who hears: company for both, a message for those with a stream.
import type { Words } from '@civitas/schema'
import { FULL, HEARD_MAX, TALK_SOCIAL_GAIN, WAVE_SOCIAL_GAIN } from '../limits.ts'
import { whereabouts } from '../space/places.ts'
import { idOf, writeItem } from '../tick-output.ts'
import type { Resident, World } from '../world.ts'

export interface Utterance {
  speaker: Resident
  channel: 'say' | 'tell'
  words: Words
  hearers: readonly Resident[]
}

/** Delivers an utterance. Whoever sleeps or has fainted hears nothing. */
export function deliver(world: World, { speaker, channel, words, hearers }: Utterance): void {
  speaker.spokeTick = world.tick
  const place = whereabouts(world, speaker).id
  const fromId = idOf(speaker)
  for (const hearer of hearers) {
    if (hearsNothing(hearer)) continue
    enjoyCompany(speaker)
    hear(world, hearer, { from: speaker.number, fromId, channel, words, place })
  }
}

/** What one hearer gets of an utterance. Whoever sleeps or has fainted hears nothing. */
export function hear(
  world: World,
  hearer: Resident,
  said: { from: number; fromId: string; channel: 'say' | 'tell'; words: Words; place: string },
): void {
  if (hearsNothing(hearer)) return
  enjoyCompany(hearer)
  const { stream } = hearer
  if (!stream || !hearer.streamed) return
  const { from, fromId, channel, words, place } = said
  stream.heard.push({ from, channel, words, tick: world.tick })
  if (stream.heard.length > HEARD_MAX) stream.heard.shift()
  writeItem(world, hearer, (seq) => ({
    kind: 'message',
    seq,
    tick: world.tick,
    channel,
    from: fromId,
    words,
    place,
  }))
}

/** A hand raised to somebody: company for both. Whoever sleeps or has fainted sees nothing. */
export function waveAt(waver: Resident, other: Resident): boolean {
  if (hearsNothing(other)) return false
  for (const one of [waver, other]) one.social = Math.min(FULL, one.social + WAVE_SOCIAL_GAIN)
  return true
}

function hearsNothing({ activity }: Resident): boolean {
  return activity === 'fainted' || activity === 'sleeping'
}

function enjoyCompany(resident: Resident): void {
  resident.social = Math.min(FULL, resident.social + TALK_SOCIAL_GAIN)
}
