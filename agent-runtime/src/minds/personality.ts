// What makes residents differ: a few traits drawn from the resident's number, the same for life.
import { hash32 } from '@civitas/kit'

/** Every draw has a purpose of its own, so that no two of them move together. */
export const PURPOSE = {
  traits: 0x71a1,
  leisure: 0x1e15,
  target: 0x7a49,
  linger: 0x11e4,
  topic: 0x70b1,
  line: 0x11fe,
  shop: 0x5409,
  roam: 0x60a8,
  wave: 0x3a7e,
  play: 0x91a7,
  pastime: 0x9a57,
  job: 0x10b5,
} as const

/** All traits but the times run from 0 to 255. */
export interface Personality {
  /** City minute at which it likes to wake and to go to bed. */
  wakeMinute: number
  bedMinute: number
  /** City minute at which it likes to have lunch. */
  lunchMinute: number
  /** How soon it talks, and seeks company. */
  sociable: number
  /** Library and quiet corners rather than the tavern. */
  bookish: number
  /** Parks, piers and long ways. */
  outdoors: number
}

export function personalityOf(seed: number, resident: number): Personality {
  const times = hash32(seed, 1, resident, PURPOSE.traits)
  const tastes = hash32(seed, 2, resident, PURPOSE.traits)
  return {
    wakeMinute: 345 + ((times & 255) % 100),
    bedMinute: 1290 + (((times >>> 8) & 255) % 105),
    lunchMinute: 700 + (((times >>> 16) & 255) % 80),
    sociable: tastes & 255,
    bookish: (tastes >>> 8) & 255,
    outdoors: (tastes >>> 16) & 255,
  }
}
