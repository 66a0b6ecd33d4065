// Decisions as plain integers: objects cost more to carry between threads than the minds cost to run.
//
//   one decision = 13 × int32
//   | resident | kind | a            | b        | …
//   | a7       | 0    | place        |          |  move_to
//   |          | 1    | place        |          |  enter
//   |          | 2    |              |          |  leave
//   |          | 3    | sentence: subject opening body closing listener person other place item when number  |  say
//   |          | 4    | item         | quantity |  buy
//   |          | 5    |              |          |  eat
//   |          | 6    | minutes      |          |  rest
//   |          | 7    | minutes      | changes  |  work
//   |          | 8    | minutes      | pastime  |  wait
//   |          | 9    | a7           |          |  wave
//   |          | 10-11| minutes      |          |  study (what is taught first), play
//   |          | 12   | sentence, as of say     |  tell
//   |          | 13   | place        |          |  ride
//   |          | 14   | a7           | item     |  give (one)
//   |          | 15   | a7           | coins | for  |  pay
//   |          | 16   | place        |          |  claim_plot
//   |          | 17   | place        | minutes  | kind | deposit  builders: place  build
//   |          | 18   | place        | list     | name | a7  name_plot
//   |          | 19   | place        | price    |  manage_plot
//
// place: index into buildings, then named places, then the district itself; item: index into the map's items, then the skills.
import { assertNever, must } from '@civitas/kit'
import {
  type ActionParameters,
  agentIdOf,
  type Pastime,
  pastimes,
  payments,
  plotNameLists,
  plotNameOf,
  residentOf,
  type RoutineDecision,
  type RoutineMap,
  type SimAction,
  skills,
  spokenOf,
  subjectNames,
  whens,
  workNames,
  type Words,
} from '@civitas/schema'
import {
  build,
  buy,
  changeJob,
  claimPlot,
  eat,
  enter,
  give,
  leave,
  moveTo,
  namePlot,
  offerPlot,
  pass,
  pay,
  play,
  rest,
  ride,
  speak,
  study,
  wait,
  wave,
  work,
} from '../minds/acts.ts'

const WIDTH = 13
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
    const action = unpackAction(lexicon, columns.subarray(at + 1, at + WIDTH))
    decisions.push({ resident: (columns[at] ?? 0) >>> 0, action })
  }
  return decisions
}

function packAction(lexicon: Lexicon, action: SimAction): number[] {
  const { placeAt, itemAt } = lexicon
  switch (action.name) {
    case 'move_to':
      return [0, must(placeAt.get(action.parameters.place), 'a place')]
    case 'enter':
      return [1, must(placeAt.get(action.parameters.building ?? ''), 'a building')]
    case 'leave':
      return [2]
    case 'say':
      return [3, ...packWords(lexicon, action.parameters.words)]
    case 'tell':
      return [12, ...packWords(lexicon, action.parameters.words)]
    case 'buy':
      return [4, must(itemAt.get(action.parameters.item), 'an item'), action.parameters.quantity]
    case 'eat':
      return [5]
    case 'rest':
      return [6, action.parameters.minutes]
    case 'work':
      return [7, action.parameters.minutes, action.parameters.change_job ? 1 : 0]
    case 'wait':
      return [8, action.parameters.minutes, pastimeIndex(action.parameters.doing)]
    case 'wave':
      return [9, must(residentOf(action.parameters.agent), 'a resident')]
    case 'give':
      return [
        14,
        must(residentOf(action.parameters.agent), 'a resident'),
        must(itemAt.get(action.parameters.item), 'an item'),
      ]
    case 'pay':
      return packPayment(action.parameters)
    case 'study':
      return [10, action.parameters.minutes]
    case 'play':
      return [11, action.parameters.minutes]
    case 'ride':
      return [13, must(placeAt.get(action.parameters.stop), 'a stop')]
    case 'claim_plot':
      return [16, must(placeAt.get(action.parameters.plot), 'a plot')]
    case 'build': {
      const { plot, kind, minutes, deposit, builders } = action.parameters
      const whom = builders === undefined ? NOWHERE : must(placeAt.get(builders), 'builders')
      return [17, must(placeAt.get(plot), 'a plot'), minutes, kind ? workNames.indexOf(kind) : NOWHERE, deposit, whom]
    }
    case 'name_plot':
      return packNaming(lexicon, action.parameters)
    case 'manage_plot':
      return [19, must(placeAt.get(action.parameters.plot), 'a plot'), must(action.parameters.price, 'a price')]
    case 'sell':
    case 'set_price':
    case 'release_plot':
      throw new Error(`routine minds do not ${action.name}`)
    default:
      return assertNever(action)
  }
}

function unpackAction(lexicon: Lexicon, columns: Int32Array): SimAction {
  const [kind = NOWHERE, a = 0, b = 0, c = 0, d = 0, e = NOWHERE] = columns
  const place = () => must(lexicon.places[a], 'a place')
  if (kind === 0) return moveTo(place())
  if (kind === 1) return enter(place())
  if (kind === 2) return leave()
  if (kind === 3 || kind === 12) return unpackSpeech(lexicon, columns.subarray(1), kind === 12)
  if (kind === 4) return buy(must(lexicon.items[a], 'an item'), b)
  if (kind === 5) return eat()
  if (kind === 6) return rest(a)
  if (kind === 7) return b === 1 ? changeJob(a) : work(a)
  if (kind === 8) return b < 0 ? wait(a) : pass(a, must(pastimes[b], 'a pastime'))
  if (kind === 9) return wave(agentIdOf(a >>> 0))
  if (kind === 10) return study(a)
  if (kind === 14) return give(agentIdOf(a >>> 0), must(lexicon.items[b], 'an item'))
  if (kind === 15) return pay(agentIdOf(a >>> 0), b, must(payments[c], 'what coins are for'))
  if (kind === 11) return play(a)
  if (kind === 13) return ride(place())
  if (kind === 16) return claimPlot(place())
  if (kind === 18) return namePlot(place(), { list: must(plotNameLists[b], 'a list of names'), at: c, owner: d >>> 0 })
  if (kind === 19) return offerPlot(place(), b)
  const planned = workNames[c]
  const builders = lexicon.places[e]
  return build(place(), { minutes: b, deposit: d, ...(planned && { kind: planned }), ...(builders && { builders }) })
}

function pastimeIndex(doing: Pastime | undefined): number {
  return doing === undefined ? NOWHERE : pastimes.indexOf(doing)
}

function packPayment({ agent, amount, for: what = 'gift' }: ActionParameters['pay']): number[] {
  return [15, must(residentOf(agent), 'a resident'), amount, payments.indexOf(what)]
}

/** Of `name_plot`, as a built-in owner names its land: never free words. */
function packNaming({ placeAt }: Lexicon, { plot, words }: { plot: string; words: Words }): number[] {
  const { list, at, owner } = must(plotNameOf(words), 'a name of the lists')
  return [18, must(placeAt.get(plot), 'a plot'), plotNameLists.indexOf(list), at, owner]
}

function packWords({ placeAt, itemAt }: Lexicon, words: Words): number[] {
  const spoken = must(spokenOf(words), 'a sentence of the grammar')
  const { subject, parts, listener, person, other, place, item, when, number } = spoken
  const people = [listener, person, other].map((id) => residentOf(id) ?? NOBODY)
  const skill = (skills as readonly string[]).indexOf(item)
  const thing = itemAt.get(item) ?? (skill < 0 ? NOWHERE : itemAt.size + skill)
  const hour = when === '' ? NOWHERE : whens.indexOf(when)
  return [subjectNames.indexOf(subject), ...parts, ...people, placeAt.get(place) ?? NOWHERE, thing, hour, number]
}

function unpackSpeech({ places, items }: Lexicon, columns: Int32Array, isFar: boolean): SimAction {
  const [subject = NOWHERE, opening = 0, body = 0, closing = 0, listener = 0, person = 0, other = 0, ...rest] = columns
  const [place = NOWHERE, item = NOWHERE, when = NOWHERE, number = NOWHERE] = rest
  const name = (resident: number) => (resident === NOBODY ? '' : agentIdOf(resident >>> 0))
  const spoken = {
    subject: must(subjectNames[subject], 'a subject'),
    parts: [opening, body, closing],
    listener: name(listener),
    person: name(person),
    other: name(other),
    place: places[place] ?? '',
    item: items[item] ?? skills[item - items.length] ?? '',
    when: whens[when] ?? '',
    number,
  } as const
  return speak(spoken, isFar)
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, at) => [id, at]))
}
