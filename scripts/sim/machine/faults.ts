// What goes wrong in a run, and how often. Each seed draws its own weather.
import type { Dice } from './dice.ts'

export interface Faults {
  /** Chance that a message is lost, told twice, or overtaken. */
  lost: number
  doubled: number
  overtaken: number
  /** Longest way of a message, in milliseconds. */
  slowestMs: number
  /** Chance that a commit is refused, happens unheard, does not happen unheard, or happens later than its failure is heard. */
  refused: number
  unheard: number
  vanished: number
  late: number
  /** Longest time of a call to the store, in milliseconds. */
  slowestStoreMs: number
  /** Milliseconds between two planned troubles: a crash, a pause, an outage of the store, a clock that is set. */
  troubleMs: [least: number, most: number]
}

export const calm: Faults = {
  lost: 0,
  doubled: 0,
  overtaken: 0,
  slowestMs: 1,
  refused: 0,
  unheard: 0,
  vanished: 0,
  late: 0,
  slowestStoreMs: 1,
  troubleMs: [1e12, 1e12],
}

/** Weather from nearly calm to rough. */
export function drawFaults(dice: Dice, tickMs: number): Faults {
  const rough = dice.roll()
  const upTo = (most: number) => dice.roll() * rough * most
  return {
    lost: upTo(0.1),
    doubled: upTo(0.1),
    overtaken: upTo(0.2),
    slowestMs: 1 + Math.floor(upTo(Math.min(tickMs, 300))),
    refused: upTo(0.05),
    unheard: upTo(0.05),
    vanished: upTo(0.05),
    late: upTo(0.05),
    slowestStoreMs: 1 + Math.floor(upTo(Math.min(2 * tickMs, 400))),
    troubleMs: [5 * tickMs, 50 * tickMs],
  }
}
