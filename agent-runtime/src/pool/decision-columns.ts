// Decisions as plain integers: objects cost more to carry between threads than the minds cost to run.
//
//   one decision = 5 × int32
//   | resident | kind | a            | b        | c     |
//   | a7       | 0    | place        |          |       |  move_to
//   |          | 1    | place        |          |       |  enter
//   |          | 2    |              |          |       |  leave
//   |          | 3    | line         | listener | place |  say
//   |          | 4    | item         | quantity |       |  buy
//   |          | 5    |              |          |       |  eat
//   |          | 6-7  | minutes      |          |       |  rest, work
//   |          | 8    | minutes      | pastime  |       |  wait
//   |          | 9    | a7           |          |       |  wave
//   |          | 10-11| minutes      |          |       |  study (what is taught first), play
//
// place: index into buildings, then named places, then the district itself; item: index into the map's items;
// line: topic × 256 + number of the line.
import { assertNever, must } from '@civitas/kit'
import {
  agentIdOf,
  type Pastime,
  pastimes,
  residentOf,
  type RoutineDecision,
  type RoutineMap,
  talk,
  talkArguments,
  talkTopics,
  type SimAction,
  type Words,
} from '@civitas/schema'
import { buy, eat, enter, leave, moveTo, pass, play, rest, say, study, wait, wave, work } from '../minds/acts.ts'

const WIDTH = 5
const LINES_PER_TOPIC = 256
const NOBODY = 0
const NOWHERE = -1

/** Translates between ids and indices of one district. */
export interface Lexicon {
  places: readonly string[]
  items: readonly string[]
  placeAt: ReadonlyMap<string, number>
  itemAt: ReadonlyMap<string, number>
}

export function lexiconOf(map: RoutineMap): Lexicon {
  const places = [...map.buildings.map(({ id }) => id), ...map.places.map(({ id }) => id), map.district]
  return { places, items: map.items, placeAt: indexOf(places), itemAt: indexOf(map.items) }
}

export function packDecisions(lexicon: Lexicon, decisions: readonly RoutineDecision[]): Int32Array {
  const columns = new Int32Array(decisions.length * WIDTH)
  decisions.forEach(({ resident, action }, at) => {
    columns.set([resident, ...packAction(lexicon, action)], at * WIDTH)
  })
  return columns
}

export function unpackDecisions(lexicon: Lexicon, columns: Int32Array): RoutineDecision[] {
  const decisions: RoutineDecision[] = []
  for (let at = 0; at < columns.length; at += WIDTH) {
    const action = unpackAction(lexicon, [
      columns[at + 1] ?? NOWHERE,
      columns[at + 2] ?? 0,
      columns[at + 3] ?? 0,
      columns[at + 4] ?? 0,
    ])
    decisions.push({ resident: (columns[at] ?? 0) >>> 0, action })
  }
  return decisions
}

function packAction({ placeAt, itemAt }: Lexicon, action: SimAction): number[] {
  switch (action.name) {
    case 'move_to':
      return [0, must(placeAt.get(action.parameters.place), 'a place')]
    case 'enter':
      return [1, must(placeAt.get(action.parameters.building ?? ''), 'a building')]
    case 'leave':
      return [2]
    case 'say':
      return [3, ...packWords(placeAt, action.parameters.words)]
    case 'buy':
      return [4, must(itemAt.get(action.parameters.item), 'an item'), action.parameters.quantity]
    case 'eat':
      return [5]
    case 'rest':
      return [6, action.parameters.minutes]
    case 'work':
      return [7, action.parameters.minutes]
    case 'wait':
      return [8, action.parameters.minutes, pastimeIndex(action.parameters.doing)]
    case 'wave':
      return [9, must(residentOf(action.parameters.agent), 'a resident')]
    case 'study':
      return [10, action.parameters.minutes]
    case 'play':
      return [11, action.parameters.minutes]
    case 'tell':
    case 'give':
    case 'pay':
    case 'sell':
    case 'set_price':
    case 'claim_plot':
    case 'release_plot':
      throw new Error(`routine minds do not ${action.name}`)
    default:
      return assertNever(action)
  }
}

function unpackAction(lexicon: Lexicon, [kind, a, b, c]: readonly [number, number, number, number]): SimAction {
  const place = () => must(lexicon.places[a], 'a place')
  if (kind === 0) return moveTo(place())
  if (kind === 1) return enter(place())
  if (kind === 2) return leave()
  if (kind === 3) return say(unpackWords(lexicon, a, b, c))
  if (kind === 4) return buy(must(lexicon.items[a], 'an item'), b)
  if (kind === 5) return eat()
  if (kind === 6) return rest(a)
  if (kind === 7) return work(a)
  if (kind === 8) return b < 0 ? wait(a) : pass(a, must(pastimes[b], 'a pastime'))
  if (kind === 9) return wave(agentIdOf(a >>> 0))
  return kind === 10 ? study(a) : play(a)
}

function pastimeIndex(doing: Pastime | undefined): number {
  return doing === undefined ? NOWHERE : pastimes.indexOf(doing)
}

function packWords(placeAt: Lexicon['placeAt'], words: Words): number[] {
  if ('text_id' in words) throw new Error('routine minds speak in templates')
  const [topic = '', line] = words.template.split('.')
  const [listener = '', place] = words.args
  const topicAt = (talkTopics as readonly string[]).indexOf(topic)
  const placeIndex = place === undefined ? NOWHERE : must(placeAt.get(place), 'a place to speak of')
  return [topicAt * LINES_PER_TOPIC + Number(line), residentOf(listener) ?? NOBODY, placeIndex]
}

function unpackWords({ places }: Lexicon, line: number, listener: number, place: number): Words {
  const topic = must(talkTopics[Math.trunc(line / LINES_PER_TOPIC)], 'a topic')
  const args = talkArguments[topic].map((kind) =>
    kind === 'listener' ? agentIdOf(listener >>> 0) : must(places[place], 'a place'),
  )
  return talk(topic, line % LINES_PER_TOPIC, args)
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, at) => [id, at]))
}
