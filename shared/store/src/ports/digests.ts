// Days of districts in numbers, one row for each that is over. They come with commits; see `TickCommit.digest`.
import type { DayDigest } from '@civitas/schema'

export interface DistrictDigest {
  district: string
  digest: DayDigest
}

export interface Digests {
  /** Of the days `from` to `to`, both included: by day, then by district. */
  read(branch: string, from: number, to: number): Promise<DistrictDigest[]>
  /** The newest day that a district of the branch is done with. */
  newestDay(branch: string): Promise<number | undefined>
}
