// Whether to take the tram: from which stop to which, and how long it takes in all.
import { must } from '@civitas/kit'
import { minutesBetween, type Situation, walkMinutes } from './situation.ts'

/** City minutes that a tram must save to be worth the fare and the wait. */
const WORTH_MINUTES = 5
/** Coins that one keeps for food before one rides. */
const SPARE_COINS = 12

export interface Trip {
  /** Index of the place where one gets in, and the ids of both stops. */
  from: number
  fromStop: string
  toStop: string
  /** All of it: to the stop, the longest wait, the ride, and from the other stop. */
  minutes: number
}

type Point = { x: number; y: number }

/** The best way by tram; `undefined` where walking is as good. */
export function tripTo(situation: Situation, target: Point): Trip | undefined {
  const { rides = [], places } = situation.map
  if (situation.coins < SPARE_COINS) return undefined
  let least = walkMinutes(situation, target) - WORTH_MINUTES
  let best: (typeof rides)[number] | undefined
  for (const ride of rides) {
    if (ride.minutes >= least) continue
    const [from, to] = [must(places[ride.from], 'a stop'), must(places[ride.to], 'a stop')]
    const minutes = walkMinutes(situation, from) + ride.minutes + minutesBetween(situation, to, target)
    if (minutes >= least) continue
    least = minutes
    best = ride
  }
  if (!best) return undefined
  const [from, to] = [must(places[best.from], 'a stop'), must(places[best.to], 'a stop')]
  return { from: best.from, fromStop: from.id, toStop: to.id, minutes: least }
}

/** City minutes on foot, or by tram where that is quicker. */
export function travelMinutes(situation: Situation, target: Point): number {
  return tripTo(situation, target)?.minutes ?? walkMinutes(situation, target)
}
