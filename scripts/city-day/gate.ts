// What every gate of the city day is: a pure observer that watches a city live and says at the end what it saw.
import type { Resident } from '@civitas/districts/sim/people/resident'
import type { World } from '@civitas/districts/sim/world'
import type { Verdict } from '../../bench/report.ts'
import type { LockstepCity, PlacedFact } from '../lockstep/lockstep-city.ts'

/** The city right after a tick. Days are runs of 24 hours from the first moment on, counted from 1, so that the first is whole. */
export interface Moment {
  city: LockstepCity
  facts: readonly PlacedFact[]
  day: number
  minuteOfDay: number
  /** City minutes since the first moment. */
  minute: number
}

/** A gate's answer for one seed. `what` is the same for every seed; `note` says more of this one. */
export interface GateVerdict extends Verdict {
  note?: string
  /** Cases to look at, worst first: day, resident, what. */
  seen: string[]
}

export interface Gate {
  /** After every tick. */
  onTick?(moment: Moment): void
  /** Once in a city minute, after `onTick`. */
  onMinute?(moment: Moment): void
  /** When the last day is over. */
  verdicts(): GateVerdict[]
}

/** Cases that one verdict names. */
const SEEN_MAX = 5

export interface Case {
  day: number
  who: string
  what: string
  /** The worst case has the lowest. */
  rank: number
}

/** The worst cases as text. */
export function describeWorst(cases: readonly Case[]): string[] {
  const worst = [...cases].sort((a, b) => a.rank - b.rank).slice(0, SEEN_MAX)
  return worst.map(({ day, who, what }) => `day ${day}, ${who}: ${what}`)
}

export function nameOf({ city }: Moment, { number }: Pick<Resident, 'number'>): string {
  return `${city.names.get(number) ?? 'a newcomer'} (#${number})`
}

/** Calls back for everybody who has a built-in mind: of agents from outside nobody can ask a believable day. */
export function eachBuiltIn({ city }: Moment, visit: (resident: Resident, world: World) => void): void {
  for (const world of city.worlds) {
    for (const resident of world.residents) if (!resident.streamed) visit(resident, world)
  }
}

/** A share as a percentage of one decimal; of nothing it is 100. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((part / whole) * 1_000) / 10
}

/** Minutes of the day as `08:05`. */
export function clockTime(minute: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${twoDigits(Math.trunc(minute / 60) % 24)}:${twoDigits(minute % 60)}`
}
