// A fact as a sentence about one resident, in the present tense. What is not worth a line has none.
import { type Fact, type Pastime, renderWords } from '@civitas/schema'
import { incidentSentence } from './incident-sentences.ts'
import { lifeSentence } from './life-sentences.ts'
import { counted } from './wording.ts'

type Texts = ReadonlyMap<string, string>
type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>

const pastimeWords: Record<Pastime, string> = {
  reading: 'reads',
  writing: 'writes letters',
  washing: 'washes',
  cooking: 'cooks',
  chores: 'does the chores',
  music: 'makes music',
  gardening: 'works in the garden',
  exercise: 'takes exercise',
  window_shopping: 'looks at what the shops have',
  fishing: 'fishes',
  sightseeing: 'looks around',
  paperwork: 'sees to papers',
  preparing: 'gets things ready for the shift',
}

/** @param self the agent id of whose story it is */
export function sentenceOf(fact: Fact, texts: Texts, self: string): string | undefined {
  const name = (id: string) => texts.get(id) ?? id
  switch (fact.type) {
    case 'activity_started':
      return activitySentence(fact, name)
    case 'activity_finished':
      return fact.activity === 'rest' && fact.outcome === 'done' ? 'gets up' : undefined
    case 'building_entered':
      return `goes into ${name(fact.building)}`
    case 'building_left':
      return `comes out of ${name(fact.building)}`
    case 'agent_departed':
      return `crosses over to ${name(fact.to)}`
    case 'said':
    case 'told':
      return speechSentence(fact, texts, self)
    case 'waved':
      return fact.agent_id === self ? `waves to ${name(fact.to)}` : `${name(fact.agent_id)} waves`
    case 'plot_named':
      return `names ${name(fact.plot)} “${renderWords(fact.words, texts)}”`
    case 'bought':
      return `buys ${counted(fact.quantity, name(fact.item))} for ${fact.coins} coins at ${name(fact.building)}`
    case 'sold':
      return `sells ${counted(fact.quantity, name(fact.item))} for ${fact.coins} coins at ${name(fact.building)}`
    case 'ate':
      return `eats ${name(fact.item).toLowerCase()}`
    case 'wage_paid':
      return `has earned ${fact.coins} coins for ${fact.minutes} minutes at ${name(fact.building)}`
    case 'pension_paid':
      return `draws a pension of ${fact.coins} coins`
    case 'gave_notice':
      return `gives notice at ${name(fact.building)}, and works at ${name(fact.to)} from now on`
    case 'learned':
      return `has learned ${fact.skill} for ${fact.minutes} minutes at ${name(fact.building)}`
    case 'fainted':
      return `faints, out of ${fact.need}`
    case 'woke':
      return 'comes round'
    case 'paid':
      // What is lent or paid back has a fact of its own.
      return fact.for === 'loan' || fact.for === 'debt' ? undefined : lifeSentence(fact, self, name)
    case 'agent_arrived':
      return undefined
    default:
      return incidentSentence(fact, name) ?? lifeSentence(fact, self, name) ?? otherSentence(fact, texts, self)
  }
}

function activitySentence({ activity, place, doing }: FactOf<'activity_started'>, name: (id: string) => string) {
  if (activity === 'move_to') return place === undefined ? 'walks up to somebody' : `sets out for ${name(place)}`
  if (activity === 'rest') return 'lies down'
  if (activity === 'work') return place === undefined ? 'works' : `works on the site of ${name(place)}`
  if (activity === 'study') return 'studies'
  if (activity === 'play') return 'plays'
  return doing && pastimeWords[doing]
}

function speechSentence(fact: FactOf<'said'> | FactOf<'told'>, texts: Texts, self: string): string {
  const sentence = renderWords(fact.words, { get: (id) => texts.get(id) })
  if (fact.agent_id === self) return `says: “${sentence}”`
  const name = (id: string) => texts.get(id) ?? id
  // Words about somebody reach other ears than its own.
  if (fact.to === undefined || fact.to === self) return `${name(fact.agent_id)} says: “${sentence}”`
  return `… and ${name(fact.agent_id)} says to ${name(fact.to)}: “${sentence}”`
}

/** Facts that no line above tells: their name, and whatever in them is a name or a number. */
function otherSentence(fact: Fact, texts: Texts, self: string): string {
  const { type, ...fields } = fact
  const details = Object.entries(fields).flatMap(([key, value]) => {
    if (value === self || (typeof value !== 'string' && typeof value !== 'number')) return []
    return [typeof value === 'number' ? `${key} ${value}` : (texts.get(value) ?? value)]
  })
  return [type.replaceAll('_', ' '), ...details].join(', ')
}
