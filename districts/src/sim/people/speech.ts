// Carrying words from who speaks to who hears: company for both, a message for those with a stream.
import type { Words } from '@civitas/schema'
import { FULL, HEARD_MAX, TALK_SOCIAL_GAIN } from '../limits.ts'
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
  for (const hearer of hearers) {
    if (hearer.activity === 'fainted' || hearer.activity === 'sleeping') continue
    enjoyCompany(hearer)
    enjoyCompany(speaker)
    const { stream } = hearer
    if (!stream || !hearer.streamed) continue
    stream.heard.push({ from: speaker.number, channel, words, tick: world.tick })
    if (stream.heard.length > HEARD_MAX) stream.heard.shift()
    const from = idOf(speaker)
    writeItem(world, hearer, (seq) => ({ kind: 'message', seq, tick: world.tick, channel, from, words, place }))
  }
}

function enjoyCompany(resident: Resident): void {
  resident.social = Math.min(FULL, resident.social + TALK_SOCIAL_GAIN)
}
