// What one does with time of one's own where one is: by the place, the hour and the person.
import { must } from '@civitas/kit'
import { type Pastime, pastimePlaces, pastimes, type SimAction } from '@civitas/schema'
import { pass } from './acts.ts'
import { PURPOSE } from './purposes.ts'
import { draw, type Situation } from './situation.ts'

/** Nobody works in the garden before this minute of the day, or after that. */
const LIGHT_FROM = 420
const LIGHT_TO = 1_200
/** From here on it is evening: music does not disturb, the day's letters get written. */
const EVENING = 1_020
/** City minutes for which one keeps to a pastime. */
const STRETCH = 45

/** At home. */
export function passTimeAtHome(situation: Situation, minutes: number): SimAction {
  return pass(minutes, chosen(situation, homeWeights(situation)))
}

/** Pastimes that a kind of building or of outdoor place has to offer. */
export function passTimeAt(situation: Situation, kind: string, minutes: number): SimAction | undefined {
  const offered = offers.get(kind)
  return (
    offered &&
    pass(
      minutes,
      chosen(
        situation,
        offered.map((pastime) => [pastime, liking(situation, pastime)]),
      ),
    )
  )
}

/** By kind of building or place. */
const offers: ReadonlyMap<string, readonly Pastime[]> = offersByKind()

function offersByKind(): Map<string, Pastime[]> {
  const byKind = new Map<string, Pastime[]>()
  for (const pastime of pastimes) {
    const { inside = [], outdoors = [] } = pastimePlaces[pastime]
    for (const kind of [...inside, ...outdoors]) byKind.set(kind, [...(byKind.get(kind) ?? []), pastime])
  }
  return byKind
}

function homeWeights(situation: Situation): [Pastime, number][] {
  const { minute, food } = situation
  const evening = minute >= EVENING
  const light = minute >= LIGHT_FROM && minute < LIGHT_TO
  const weights: [Pastime, number][] = [
    ['chores', evening ? 60 : 120],
    ['cooking', food > 0 && evening ? 60 : 0],
    ['paperwork', 15],
    ['washing', minute >= 1_230 ? 60 : 0],
    ['gardening', light ? liking(situation, 'gardening') : 0],
    ['exercise', light ? liking(situation, 'exercise') : 0],
    ['reading', liking(situation, 'reading')],
    ['writing', liking(situation, 'writing')],
    ['music', evening && minute < 1_320 ? liking(situation, 'music') : 0],
  ]
  return weights
}

/** How much this person is drawn to a pastime. */
function liking({ person }: Situation, pastime: Pastime): number {
  switch (pastime) {
    case 'reading':
      return 40 + person.bookish
    case 'writing':
      return 10 + Math.trunc(person.bookish / 3)
    case 'gardening':
    case 'exercise':
    case 'fishing':
      return 20 + Math.trunc(person.outdoors / 2)
    case 'music':
      return 20 + Math.trunc(person.sociable / 4)
    default:
      return 60
  }
}

function chosen(situation: Situation, weights: readonly (readonly [Pastime, number])[]): Pastime {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  const when = situation.day * 32 + Math.trunc(situation.minute / STRETCH)
  let ticket = draw(situation, total, when, PURPOSE.pastime)
  for (const [pastime, weight] of weights) {
    ticket -= weight
    if (ticket < 0) return pastime
  }
  return must(weights[0], 'a pastime')[0]
}
