// What a built-in mind is told of whom it would talk with: how they stand, what was said, and what there is to tell.
import { hash32 } from '@civitas/kit'
import { common, everyday, type ExperienceKind, experienceKinds, standings, whens } from '@civitas/schema'
import { dayOf, minuteOfDay } from '../clock.ts'
import { JUST_NOW_MINUTES, TOLD_MAX } from '../limits/people.ts'
import { type Bond, bondWith } from '../society/bonds.ts'
import { conversationWith, type Remark } from '../society/conversation.ts'
import type { Experience } from '../society/experiences.ts'
import { perceives } from '../space/spatial-index.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { spotOf } from './routine-spots.ts'
import { PURPOSE } from '../purposes.ts'

/** What makes a story worth telling: points. */
const SPECIAL = 6
const COMMON = 2
const SHARED = 4
const PER_TELLING = 4
const WHIM = 5

const NOBODY = [0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, 0, 0, -1, -1, -1, -1, 0, 0, -1, 0, -1, 0, 0, 0]

/** In the order of ROUTINE_COLUMNS, from `partner` on. `spoke`: the partner waits for an answer. */
export function companyColumns(world: World, resident: Resident, partner: number, spoke: boolean): readonly number[] {
  if (partner === 0) return NOBODY
  const other = world.byNumber.get(partner)
  const bond = bondWith(resident, partner)
  const talk = conversationWith(world, resident, partner)
  const heard = spoke ? talk?.heard : undefined
  return [
    partner,
    other && perceives(world, resident, other) ? 0 : 1,
    bond?.familiarity ?? 0,
    bond?.affection ?? 0,
    bond?.trust ?? 0,
    standings.indexOf(bond?.standing ?? 'acquainted'),
    talk?.turns ?? 0,
    talk?.said ?? -1,
    ...heardColumns(world, heard),
    ...topicColumns(world, resident, partner),
    ...sameColumns(world, resident, partner, heard),
    grudgeOf(bond),
  ]
}

function heardColumns(world: World, heard: Remark | undefined): readonly number[] {
  if (!heard) return [-1, -1, -1, 0, 0, -1, -1]
  const { kind, what, place, about, other, number, item } = heard
  return [kind, what, spotOf(world, place), about, other, number, item]
}

function topicColumns(world: World, resident: Resident, partner: number): readonly number[] {
  const story = topicFor(world, resident, partner)
  if (!story) return [-1, -1, 0, 0, -1, 0]
  const kind = experienceKinds.indexOf(story.kind)
  return [kind, spotOf(world, story.place), story.who, story.other, story.what, whenOf(world, story)]
}

/** The best story to tell: seldom told and not to the partner, out of the ordinary, about what the partner knows too. */
function topicFor(world: World, resident: Resident, partner: number): Experience | undefined {
  const other = world.byNumber.get(partner)
  let best: Experience | undefined
  let most = -Infinity
  resident.experiences.forEach((story, at) => {
    if (isToldOut(story, partner) || isAbout(story, partner)) return
    if (story.place >= 0 && spotOf(world, story.place) < 0) return
    const whim = hash32(world.seed, world.tick, resident.number, PURPOSE.topic + at) % WHIM
    const worth = rarityOf(story.kind) + whim - story.told * PER_TELLING
    // PERF: the partner's life is looked through only where that could make it the best.
    if (worth + SHARED <= most) return
    const points = worth + (other && isShared(story, other) ? SHARED : 0)
    if (points <= most) return
    best = story
    most = points
  })
  return best
}

function isToldOut({ told, toldTo }: Experience, partner: number): boolean {
  return told >= TOLD_MAX || toldTo === partner
}

function rarityOf(kind: ExperienceKind): number {
  if (everyday.has(kind)) return 0
  return common.has(kind) ? COMMON : SPECIAL
}

/** Nobody tells people their own story, nor back what one has from them. */
function isAbout({ who, other, source }: Experience, partner: number): boolean {
  return who === partner || other === partner || source === partner
}

/** The partner knows the people in it, or was there too. */
function isShared({ other, who, place }: Experience, partner: Resident): boolean {
  if (other !== 0 && bondWith(partner, other)) return true
  if (who !== 0 && bondWith(partner, who)) return true
  return partner.experiences.some((own) => own.place === place && own.who === 0)
}

/** Something of one's own that goes with what was just heard: the same food, else the same place. */
function sameColumns(
  world: World,
  { experiences }: Resident,
  partner: number,
  heard: Remark | undefined,
): readonly number[] {
  if (!heard || heard.what < 0) return [-1, 0, 0]
  const own = experiences.filter((story) => story.who === 0 && !isToldOut(story, partner))
  const ate = own.findLast(({ kind, what }) => kind === 'ate' && what === heard.item && kindOf(heard) === 'ate')
  if (ate) return [experienceKinds.indexOf('ate'), 1, whenOf(world, ate)]
  const there = own.findLast(({ place, kind }) => place === heard.place && place >= 0 && presence.has(kind))
  return there ? [experienceKinds.indexOf(there.kind), 2, whenOf(world, there)] : [-1, 0, 0]
}

/** Who owes whom an apology. */
function grudgeOf(bond: Bond | undefined): number {
  if (bond?.last === 'stood_up' || bond?.last === 'did_not_repay') return 1
  return bond?.last === 'was_stood_up' || bond?.last === 'was_not_repaid' || bond?.last === 'was_insulted' ? 2 : 0
}

/** Kinds of which one can say: I was there. */
const presence: ReadonlySet<ExperienceKind> = new Set(['ate', 'bought', 'worked', 'studied', 'met', 'met_as_agreed'])

function kindOf({ what }: Remark): ExperienceKind | undefined {
  return experienceKinds[what]
}

/** Index in `whens`. */
function whenOf(world: World, { day, minute }: Experience): number {
  const days = dayOf(world.cityMs) - day
  if (days === 0 && minuteOfDay(world.cityMs) - minute <= JUST_NOW_MINUTES) return whens.indexOf('just now')
  return whens.indexOf(days === 0 ? 'today' : days === 1 ? 'yesterday' : 'lately')
}
