// What the city as a whole keeps: identity, clock records, leases, commands on their way, letters nobody could read.
import type { Command } from '@civitas/schema'

/** Fixed at the first start; a change needs a new data directory. */
export interface CityIdentity {
  branch: string
  scenario: string
  /** Hash of the scenario's content. */
  scenarioHash: string
  seed: number
  tickMs: number
}

/** From `tick0` on, tick n is due at `wall0 + (n - tick0) × tickMs / speed`. [CLK-1] */
export interface ClockRecord {
  tick0: number
  wall0Ms: number
  /** 1 = real time; tests run faster. 0 = paused. */
  speed: number
  /** City seconds per real second at speed 1. */
  rate: number
}

export interface CityRecords {
  /** Stores the identity when there is none; returns the one that holds. */
  identity(first: CityIdentity): Promise<CityIdentity>
  /** The identity that holds, or `undefined` where no city was founded yet. */
  founded(branch: string): Promise<CityIdentity | undefined>
  addClock(branch: string, record: ClockRecord): Promise<void>
  latestClock(branch: string): Promise<ClockRecord | undefined>
  /** Small sealed values: signing keys and the like. Encrypted at rest. Returns the one that holds. */
  secret(name: string, first: Uint8Array): Promise<Uint8Array>
}

/** Name of the lease under which a district runs; its token is checked inside every commit. [CLK-2] */
export function districtLease(branch: string, district: string): string {
  return `district:${branch}:${district}`
}

/** One holder per name. Time is the database's. [CLK-2] */
export interface Leases {
  /**
   * Takes the lease when it is free or run out, or when `force` says that no other process can live.
   * Each acquisition gets a higher fencing token. `undefined`: somebody else holds it.
   */
  acquire(name: string, holder: string, ttlMs: number, force?: boolean): Promise<{ token: number } | undefined>
  /** `false`: lost it. Stop at once. */
  renew(name: string, token: number, ttlMs: number): Promise<boolean>
  release(name: string, token: number): Promise<void>
}

/** Commands not yet taken in. A tick's commit marks them done; one sent on is a new row with the same id and one hop more. [CMD-1, CMD-4] */
export interface Commands {
  /** Oldest first. */
  pending(branch: string, district: string, limit: number): Promise<{ id: string; command: Command }[]>
  add(branch: string, district: string, id: string, command: Command): Promise<void>
}

/** Input that nobody could attribute or parse. Kept for a while, counted for ever. [ACT-8] */
export interface DeadLetters {
  add(letter: { source: string; code: string; detail: string; payload: Uint8Array }): Promise<void>
  count(): Promise<number>
}
