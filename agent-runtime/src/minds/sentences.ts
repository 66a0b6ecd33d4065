// Puts a subject into words: fills it from what the row tells, and draws opening, body and closing.
import { must } from '@civitas/kit'
import {
  agentIdOf,
  experienceKinds,
  partCounts,
  type SimAction,
  skills,
  type Spoken,
  type SubjectName,
  subjects,
  whens,
} from '@civitas/schema'
import { speak } from './acts.ts'
import { PURPOSE } from './purposes.ts'
import { draw, type Situation } from './situation.ts'

/** What a sentence speaks of. */
type Matter = Pick<Spoken, 'person' | 'other' | 'place' | 'item' | 'when' | 'number'>

const nothing: Matter = { person: '', other: '', place: '', item: '', when: '', number: -1 }

/** A sentence to the partner about what the resident has to tell, or what it has just heard, as the subject asks. */
export function sentence(
  situation: Situation,
  subject: SubjectName,
  more: Partial<Matter> = {},
): SimAction | undefined {
  return sentenceTo(situation, situation.partner, { subject, isFar: situation.isFar === 1 }, more)
}

/** The same to anybody; out of sight it is sent. */
export function sentenceTo(
  situation: Situation,
  resident: number,
  { subject, isFar }: { subject: SubjectName; isFar: boolean },
  more: Partial<Matter> = {},
): SimAction | undefined {
  const matter = { ...matterOf(situation, subject), ...more }
  const listener = agentIdOf(resident)
  const [openings, , closings] = partCounts(subject)
  const body = drawBody(situation, subject, matter)
  if (body === undefined) return undefined
  const pick = (bound: number, salt: number) => draw(situation, bound, situation.tick, PURPOSE.line + salt)
  const parts = [pick(openings, 1), body, pick(closings, 2)] as const
  return speak({ subject, parts, listener, ...matter }, isFar)
}

function matterOf(situation: Situation, subject: SubjectName): Matter {
  if (subject.startsWith('recount_')) return { ...topicOf(situation), person: nameOf(situation.topicOther) }
  if (subject.startsWith('gossip_')) {
    return { ...topicOf(situation), person: nameOf(situation.topicWho), other: nameOf(situation.topicOther) }
  }
  if (subject.startsWith('same_')) {
    const place = subject === 'same_place' ? spotId(situation, situation.heardPlace) : ''
    const item = subject === 'same_food' ? thingOf(situation, situation.heardWhat, situation.heardItem) : ''
    return { ...nothing, place, item, when: whens[situation.sameWhen] ?? '', number: situation.sameWhat }
  }
  if (subject.startsWith('reply_')) return heardOf(situation)
  if (subject === 'muse') return { ...nothing, place: hereOf(situation) }
  return nothing
}

function topicOf(situation: Situation): Matter {
  const { topicPlace, topicWhat, topicItem, topicWhen } = situation
  const item = thingOf(situation, topicWhat, topicItem)
  return { ...nothing, place: spotId(situation, topicPlace), item, when: whens[topicWhen] ?? '' }
}

function heardOf(situation: Situation): Matter {
  const { heardPlace, heardAbout, heardOther, heardWhat, heardItem } = situation
  const item = thingOf(situation, heardWhat, heardItem)
  return { ...nothing, place: spotId(situation, heardPlace), person: nameOf(heardAbout || heardOther), item }
}

/** Where one stands or sits, as far as it has a name. */
function hereOf({ map, building, place }: Situation): string {
  return (building >= 0 ? map.buildings[building] : map.places[place])?.id ?? ''
}

/** A body all of whose holes can be filled. */
function drawBody(situation: Situation, subject: SubjectName, matter: Matter): number | undefined {
  const fit = must(holes.get(subject), subject).flatMap((needed, at) => {
    return needed.every((key) => matter[key] !== '' && matter[key] !== -1) ? [at] : []
  })
  return fit[draw(situation, Math.max(1, fit.length), situation.tick, PURPOSE.line)]
}

const keys: readonly (keyof Matter | undefined)[] = [
  undefined,
  'place',
  'person',
  'item',
  'when',
  'other',
  'number',
  'number',
]

/** Per subject and body: what must be known to say it. */
const holes: ReadonlyMap<string, readonly (readonly (keyof Matter)[])[]> = new Map(
  Object.entries(subjects).map(([name, { bodies }]) => [name, bodies.map(holesIn)]),
)

function holesIn(body: string): (keyof Matter)[] {
  return [...body.matchAll(/\{(\d)\}/g)].flatMap(([, at]) => keys[Number(at)] ?? [])
}

function nameOf(resident: number): string {
  return resident === 0 ? '' : agentIdOf(resident)
}

export function spotId({ map }: Situation, spot: number): string {
  if (spot < 0) return ''
  return (map.buildings[spot] ?? map.places[spot - map.buildings.length])?.id ?? ''
}

/** An item, or a skill where one studied. */
function thingOf({ map }: Situation, what: number, item: number): string {
  return (experienceKinds[what] === 'studied' ? skills[item] : map.items[item]) ?? ''
}
