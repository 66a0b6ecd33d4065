// The whole city at one instant, for whoever checks that nobody is lost and no coin made. [HND-1, CMD-3]
import type { Census } from '@civitas/schema'
import type { Books } from './tick-log.ts'

/** The books of a district after its newest committed tick. */
export interface DistrictBooks extends Books {
  district: string
  tick: number
  /** Coins that it had before the first tick whose books were kept, and that tick. */
  founded: number
  since: number
  /** Coins minted from then on, in all. */
  minted: number
}

/** Every number is of the same instant, between two commits. */
export interface CityCut {
  /** In order of their ids; those that committed books. */
  districts: DistrictBooks[]
  /** Whom the register has in each district: the living, and the retired whose command is still on its way. */
  register: { district: string; census: Census }[]
  /** Agents on their way, by the district that they left. */
  arriving: { from: string; census: Census }[]
  /** Coins that pending commands name. `unread`: commands whose coins are not told apart, written by an older version. */
  transit: { coins: number; unread: number }
  /** Commands that each district could have taken in by now. */
  waiting: { district: string; count: number; oldest: string }[]
}

export interface Audit {
  /** One consistent look at books, register and outbox; no commit is half in it. */
  cut(branch: string): Promise<CityCut>
}
