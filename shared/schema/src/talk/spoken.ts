// A sentence of a built-in mind as plain values, and the two things it travels as: words to be read, and what they mean.
//
//   template ::= subject "." opening "." body "." closing        the numbers count from 0 in the lists of the subject
//   args     ::= listener place person item when other number     "" for what the sentence does not speak of
import type { Words } from '../action.ts'
import { type ExperienceKind, experienceKinds } from '../world/experience.ts'
import { type Means, type When, whens } from './means.ts'
import { closings, openings } from './openings.ts'
import type { Subject } from './subject.ts'
import { subjects } from './subjects.ts'

export type SubjectName = keyof typeof subjects
export const subjectNames = Object.keys(subjects) as SubjectName[]

export interface Spoken {
  subject: SubjectName
  /** Which opening, body and closing. */
  parts: readonly [number, number, number]
  /** Agent ids, `''` for nobody. */
  listener: string
  person: string
  other: string
  /** Ids of a place and of an item or skill, `''` for none. */
  place: string
  item: string
  when: When | ''
  /** Coins, a minute of the day, or which kind of experience; -1 for none. */
  number: number
}

/** How many openings, bodies and closings a subject has. */
export function partCounts(name: SubjectName): readonly [number, number, number] {
  const { open, bodies, close }: Subject = subjects[name]
  return [openings[open].length, bodies.length, closings[close].length]
}

export function wordsOf({ subject, parts, ...of }: Spoken): Words {
  const number = of.number < 0 ? '' : `${of.number}`
  const args = [of.listener, of.place, of.person, of.item, of.when, of.other, number]
  return { template: [subject, ...parts].join('.'), args }
}

/** Reads words that `wordsOf` made; `undefined` for any others. */
export function spokenOf(words: Words): Spoken | undefined {
  if ('text_id' in words) return undefined
  const [subject = '', ...numbers] = words.template.split('.')
  if (!isSubject(subject) || numbers.length !== 3) return undefined
  const [opening = 0, body = 0, closing = 0] = numbers.map(Number)
  const [listener = '', place = '', person = '', item = '', when = '', other = '', number = ''] = words.args
  const hour = (whens as readonly string[]).includes(when) ? (when as When) : ''
  const counted = number === '' ? -1 : Number(number)
  return { subject, parts: [opening, body, closing], listener, place, person, item, when: hour, other, number: counted }
}

/** What a sentence means; `undefined` for small talk. */
export function meansOf(spoken: Spoken): Means | undefined {
  const { subject, place, person, item, when, other } = spoken
  const [kind = '', ...rest] = subject.split('_')
  const what = rest.join('_') as ExperienceKind // The subjects are named after the kinds.
  const where = { ...(place && { place }), ...(item && { item }), when: when || ('lately' as const) }
  switch (kind) {
    case 'greet':
    case 'farewell':
    case 'ask':
      return { kind }
    case 'recount':
      return { kind, what, ...where, ...(person && { other: person }) }
    case 'gossip':
      return { kind, about: person, what, ...where, ...(other && { other }) }
    case 'invite':
      return { kind, place, minute_of_day: spoken.number }
    case 'loan':
      return { kind: 'ask_loan', amount: spoken.number }
    case 'accept':
    case 'decline':
    case 'thank':
    case 'praise':
    case 'apologise':
    case 'insult':
      return { kind }
    case 'same':
      return { kind: 'recount', what: experienceKinds[spoken.number] ?? 'ate', ...where }
    default:
      return undefined
  }
}

/** The pattern behind a template id of this grammar, holes still open; `undefined` for other ids. */
export function patternOf(template: string): string | undefined {
  const [name = '', ...numbers] = template.split('.')
  if (!isSubject(name) || numbers.length !== 3) return undefined
  const { open, bodies, close }: Subject = subjects[name]
  const [opening, body, closing] = numbers.map(Number)
  const parts = [openings[open][opening ?? -1], bodies[body ?? -1], closings[close][closing ?? -1]]
  return parts.includes(undefined) ? undefined : parts.join('')
}

function isSubject(name: string): name is SubjectName {
  return Object.hasOwn(subjects, name)
}
