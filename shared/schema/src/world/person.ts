// What somebody is like: age, hours, tastes and temper, drawn from the seed and the resident's number, the same for life. Never stored.
import { hash32 } from '@civitas/kit'

/** Purpose words of the draws. */
const TRAITS = 0x71a1
const CHEMISTRY = 0xc4e3

/** All traits but age and times run from 0 to 255. */
export interface Person {
  /** In years. */
  age: number
  /** City minutes at which it likes to wake, to go to bed, and to have lunch. */
  wakeMinute: number
  bedMinute: number
  lunchMinute: number
  /** How soon it talks, and seeks company. */
  sociable: number
  /** Library and quiet corners rather than the tavern. */
  bookish: number
  /** Parks, piers and long ways. */
  outdoors: number
  /** How gladly it gives and lends. */
  generous: number
  /** How soon it takes offence, and how slowly it forgives. */
  touchy: number
  /** How surely it keeps its word. */
  reliable: number
}

const YOUNGEST = 18
/** Two dice of so many years: most are in the middle of life. */
const AGE_DIE = 32

export function personOf(seed: number, resident: number): Person {
  const times = hash32(seed, 1, resident, TRAITS)
  const tastes = hash32(seed, 2, resident, TRAITS)
  const temper = hash32(seed, 3, resident, TRAITS)
  return {
    age: YOUNGEST + ((times >>> 24) % AGE_DIE) + ((tastes >>> 24) % AGE_DIE),
    wakeMinute: 345 + ((times & 255) % 100),
    bedMinute: 1290 + (((times >>> 8) & 255) % 105),
    lunchMinute: 700 + (((times >>> 16) & 255) % 80),
    sociable: tastes & 255,
    bookish: (tastes >>> 8) & 255,
    outdoors: (tastes >>> 16) & 255,
    generous: temper & 255,
    touchy: (temper >>> 8) & 255,
    reliable: (temper >>> 16) & 255,
  }
}

/** Liking of two who are alike in everything, and what each year and each point of taste between them takes off. */
const ALIKE = 430
const PER_YEAR = 3
/** What no taste explains, either way. */
const SPARK = 420

/** How well two would get on if they met often, −1000 … 1000: the same for both, most pairs in the lukewarm middle. */
export function likingOf(seed: number, one: number, other: number): number {
  const [a, b] = [personOf(seed, one), personOf(seed, other)]
  const apart = Math.abs(a.sociable - b.sociable) + Math.abs(a.bookish - b.bookish) + Math.abs(a.outdoors - b.outdoors)
  const years = Math.abs(a.age - b.age) * PER_YEAR
  const spark = (hash32(seed, Math.min(one, other), Math.max(one, other), CHEMISTRY) % (2 * SPARK + 1)) - SPARK
  return Math.max(-1_000, Math.min(1_000, ALIKE - apart - years + spark))
}

/** What anybody may know of a resident: agent ids, nearest first. */
export interface Profile {
  age: number
  traits: string[]
  /** 0 … 100, of what was learned. */
  skills: Record<string, number>
  household: string[]
  friends: string[]
  at_odds: string[]
  /** Absent while nobody knows it. */
  reputation?: Reputation
}

/** What others of its district think of somebody, relatives left out, of what happened between them and what they heard. */
export interface Reputation {
  /** People who keep it in mind. */
  known_by: number
  /** Those of them who trust it, and who do not: these lend it nothing. */
  trusted_by: number
  distrusted_by: number
}

/** A word for what stands out in somebody. */
export const traitWords = [
  ['sociable', 'good company', 'keeps to oneself'],
  ['bookish', 'a reader', 'no reader'],
  ['outdoors', 'often outdoors', 'a homebody'],
  ['generous', 'generous', 'careful with coins'],
  ['touchy', 'soon offended', 'even-tempered'],
  ['reliable', 'true to the word', 'forgetful'],
] as const satisfies readonly (readonly [keyof Person, string, string])[]

/** Traits stand out above and below these. */
const MUCH = 190
const LITTLE = 50

/** What one would say of somebody in a few words; empty for a middling person. */
export function traitsOf(person: Person): string[] {
  return traitWords.flatMap(([trait, much, little]) => {
    const value = person[trait]
    return value >= MUCH ? [much] : value <= LITTLE ? [little] : []
  })
}
