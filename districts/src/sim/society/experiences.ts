// What a resident remembers of what befell it. Facts are the source: what nobody could read in the record, nobody remembers.
import {
  common,
  everyday,
  type ExperienceKind,
  type Fact,
  type IncidentKind,
  residentOf,
  skills,
  upheavals,
} from '@civitas/schema'
import { dayOf, minuteOfDay } from '../clock.ts'
import { EVERYDAY_MAX, EXPERIENCES_MAX, HEARSAY_MAX } from '../limits/people.ts'
import { whereabouts } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

export interface Experience {
  kind: ExperienceKind
  day: number
  /** City minute of the day. */
  minute: number
  /** Address of the place, -1 for none. */
  place: number
  /** Whom it happened to: 0 for oneself. */
  who: number
  /** Who else was in it, 0 for nobody. */
  other: number
  /** Index of the item or skill, or a number of coins; -1 for none. */
  what: number
  /** Who told it; 0 for what one lived through oneself. */
  source: number
  /** How often it was told. */
  told: number
  /** Who heard it last, or told it last to who knew it; 0 for nobody: people do not tell that one again. */
  toldTo: number
}

type Happening = Pick<Experience, 'kind'> & Partial<Pick<Experience, 'place' | 'other' | 'what'>>

/** Called with every fact, for each of those it happened to. */
export function rememberFact(world: World, fact: Fact, party: Resident): void {
  const happening = happeningOf(world, fact, party)
  if (happening) remember(world, party, happening)
}

/** The same thing at the same place with the same people on one day is one memory, of the last time. */
export function remember(world: World, resident: Resident, happening: Happening): void {
  const { kind, place = whereabouts(world, resident).address, other = 0, what = -1 } = happening
  keep(resident.experiences, {
    kind,
    day: dayOf(world.cityMs),
    minute: minuteOfDay(world.cityMs),
    place,
    who: 0,
    other,
    what,
    source: 0,
    told: 0,
    toldTo: 0,
  })
}

/** Something that one was told of somebody. What is known already stays as it was, and is not told back. */
export function hearsay(
  world: World,
  resident: Resident,
  story: Pick<Experience, 'kind' | 'place' | 'who' | 'other' | 'source'>,
): void {
  const { experiences } = resident
  const known = experiences.find((one) => isSameNews(one, story))
  if (known) {
    known.toldTo = story.source
    return
  }
  const heard = experiences.filter(({ source }) => source !== 0)
  const spare = heard.find(({ kind }) => common.has(kind)) ?? heard[0]
  if (spare && heard.length >= HEARSAY_MAX) experiences.splice(experiences.indexOf(spare), 1)
  keep(experiences, {
    ...story,
    day: dayOf(world.cityMs),
    minute: minuteOfDay(world.cityMs),
    what: -1,
    told: 0,
    toldTo: 0,
  })
}

/** That A made friends with B is the same news as that B did with A. */
function isSameNews(known: Experience, { kind, who, other }: Pick<Experience, 'kind' | 'who' | 'other'>): boolean {
  if (known.kind !== kind) return false
  return (
    (known.who === who && known.other === other) || (mutual.has(kind) && known.who === other && known.other === who)
  )
}

const mutual: ReadonlySet<ExperienceKind> = new Set(['befriended', 'drifted_apart', 'quarrelled', 'reconciled'])

/** Whether something befell it today or yesterday after which no day is like any other. */
export function isShaken(world: World, { experiences }: Resident): boolean {
  const today = dayOf(world.cityMs)
  return experiences.some((one) => isFreshUpheaval(one, today))
}

function isFreshUpheaval({ kind, day, who }: Experience, today: number): boolean {
  return who === 0 && day >= today - 1 && upheavals.has(kind)
}

/** Takes in an experience. What makes room: the same one, else the oldest everyday one where there are many, else the oldest. */
function keep(experiences: Experience[], fresh: Experience): void {
  const again = experiences.findIndex((known) => isSame(known, fresh))
  const isFull = experiences.length === EXPERIENCES_MAX
  if (again >= 0) fresh.toldTo = experiences.splice(again, 1)[0]?.toldTo ?? 0
  else if (everyday.has(fresh.kind) && everydaysIn(experiences) >= EVERYDAY_MAX) forgetEveryday(experiences)
  else if (isFull) forgetOldest(experiences, fresh.day)
  experiences.push(fresh)
}

function everydaysIn(experiences: readonly Experience[]): number {
  let count = 0
  for (const { kind } of experiences) if (everyday.has(kind)) count += 1
  return count
}

function forgetEveryday(experiences: Experience[]): void {
  experiences.splice(
    experiences.findIndex(({ kind }) => everyday.has(kind)),
    1,
  )
}

/** What shook one yesterday or today is not forgotten over what comes after it. */
function forgetOldest(experiences: Experience[], today: number): void {
  const oldest = experiences.findIndex((one) => !isFreshUpheaval(one, today))
  experiences.splice(Math.max(0, oldest), 1)
}

function isSame(known: Experience, fresh: Experience): boolean {
  return (
    known.kind === fresh.kind &&
    known.day === fresh.day &&
    known.place === fresh.place &&
    known.who === fresh.who &&
    known.other === fresh.other &&
    known.what === fresh.what
  )
}

/** What a fact is to somebody in it; `undefined` for what is not worth keeping in mind. */
function happeningOf(world: World, fact: Fact, party: Resident): Happening | undefined {
  switch (fact.type) {
    case 'ate':
      return { kind: 'ate', what: itemOf(world, fact.item) }
    case 'bought':
      return { kind: 'bought', what: itemOf(world, fact.item) }
    case 'wage_paid':
      return { kind: 'worked', place: addressOf(world, fact.building) }
    case 'learned':
      return {
        kind: 'studied',
        place: addressOf(world, fact.building),
        what: (skills as readonly string[]).indexOf(fact.skill),
      }
    case 'fainted':
      return { kind: 'fainted' }
    case 'gave': {
      const gives = residentOf(fact.agent_id) === party.number
      const other = residentOf(gives ? fact.to : fact.agent_id) ?? 0
      return { kind: gives ? 'gave' : 'was_given', other, what: itemOf(world, fact.item) }
    }
    case 'befriended':
    case 'drifted_apart':
    case 'quarrelled':
    case 'reconciled':
      return { kind: fact.type, other: otherOf(fact, party) }
    case 'met_as_agreed':
      return { kind: fact.type, other: otherOf(fact, party), place: addressOf(world, fact.place) }
    case 'stood_up': {
      const kind = isFirst(fact, party) ? 'stood_up' : 'was_stood_up'
      return { kind, other: otherOf(fact, party), place: addressOf(world, fact.place) }
    }
    case 'incident_joined':
      return { kind: joined[fact.kind], place: addressOf(world, fact.place) }
    case 'child_found':
      return { kind: 'found_child', place: addressOf(world, fact.place) }
    case 'hurt':
      return { kind: 'breathed_smoke', place: addressOf(world, fact.building) }
    case 'rescued':
      return { kind: 'was_rescued', place: addressOf(world, fact.building) }
    case 'lent':
      return { kind: isFirst(fact, party) ? 'lent' : 'borrowed', other: otherOf(fact, party) }
    case 'repaid':
      return { kind: isFirst(fact, party) ? 'repaid' : 'was_repaid', other: otherOf(fact, party) }
    case 'defaulted':
      return { kind: isFirst(fact, party) ? 'did_not_repay' : 'was_not_repaid', other: otherOf(fact, party) }
    case 'evicted':
      return { kind: 'lost_home', place: addressOf(world, fact.building) }
    case 'moved_in':
      return { kind: 'found_home', place: addressOf(world, fact.building) }
    case 'let_go':
      return { kind: 'lost_job', place: addressOf(world, fact.building) }
    case 'hired':
      return { kind: 'found_job', place: addressOf(world, fact.building) }
    case 'building_finished':
      return { kind: 'built', place: addressOf(world, fact.plot) }
    default:
      return undefined
  }
}

/** What it is to have taken part. */
const joined: Readonly<Record<IncidentKind, ExperienceKind>> = {
  fire: 'fought_fire',
  festival: 'celebrated',
  blackout: 'mended_lights',
  strike: 'spoke_with_strikers',
  lost_child: 'searched_child',
}

function isFirst(fact: { agent_id: string }, party: Resident): boolean {
  return residentOf(fact.agent_id) === party.number
}

function otherOf(fact: { agent_id: string; other: string }, party: Resident): number {
  return residentOf(isFirst(fact, party) ? fact.other : fact.agent_id) ?? 0
}

function itemOf(world: World, id: string): number {
  return world.city.itemById.get(id)?.index ?? -1
}

function addressOf(world: World, id: string): number {
  return world.city.addresses.get(id)?.named.address ?? -1
}
