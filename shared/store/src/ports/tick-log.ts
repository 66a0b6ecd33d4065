// The journal of a district: one row per tick, written in the one transaction that makes the tick true. [ACT hop 5]
import type { Census, Command, DayDigest, Deed, Fact, NewText, Quotes, SimInput, StreamItem } from '@civitas/schema'

/** An input with what became of it. `code` is set when it was refused. */
export interface JournalEntry {
  input: SimInput
  status: 'accepted' | 'refused' | 'duplicate'
  code?: string
}

/** A resident's place as gateways read it. Written only when it changed; one of an older epoch than the row's is left out. [HND] */
export interface AgentProjection {
  resident: number
  district: string
  /** Handoff epoch; grows by one at each border. */
  epoch: number
  status: 'living' | 'retired'
  activity: string
  building?: string
  home?: string
  job?: string
}

/** A building as gateways read it. Written only when it changed. */
export interface BuildingProjection {
  building: string
  open: boolean
  occupants: number
  shelves: { item: string; price: number; stock: number }[]
  /** Where people work. */
  firm?: FirmProjection
}

/** How a firm is doing, as gateways read it. */
export interface FirmProjection {
  /** People on its roster, and how many it wants. */
  staff: number
  positions: number
  /** Coins a city hour at present. */
  wage: number
  /** Minutes of the day; rows of before it was told have none. */
  shift?: [number, number]
  bankrupt: boolean
  /** What it asks to build for hire. */
  builds?: Quotes
}

/** A plot as gateways read it; without an owner it is free. Written only when it changed. */
export interface PlotProjection {
  plot: string
  /** A resident's number. */
  owner?: number
  /** What stands there, or is being built. */
  deed?: Deed
}

/** A district's books after a tick: what the audit adds up. */
export interface Books {
  /** All coins, its leg of the account in transit included. */
  coins: number
  /** That leg alone: what was sent over borders less what was taken in. [CMD-3] */
  inTransit: number
  /** Coins that this tick minted. */
  minted: number
  /** Who lives there. */
  census: Census
}

/** All that one tick of one district makes durable. */
export interface TickCommit {
  branch: string
  district: string
  tick: number
  simVersion: number
  /** Fencing token of the lease under which the tick ran. [CLK-2] */
  token: number
  /** Unix milliseconds. Decides the day partition; not part of the simulation. */
  wallMs: number
  entries: JournalEntry[]
  /** Of the state after the tick; absent on ticks that are not hashed. [DET-1] */
  stateHash?: string
  facts: Fact[]
  /** Items of agents with external, script or model minds. [STR-2] */
  streams: { resident: number; item: StreamItem }[]
  /** Texts named by `facts`, `streams` and `entries`. [DET-5] */
  texts: NewText[]
  /** Ids of commands that this tick took in. [CMD-1] */
  commandsDone: string[]
  /** The outbox: commands for other districts of the branch, theirs from this commit on. New by id and `hops`. [CMD-1, CMD-4] */
  commandsOut?: readonly { id: string; target: string; command: Command }[]
  agents: AgentProjection[]
  buildings: { district: string; rows: BuildingProjection[] }
  /** Of the tick's district. */
  plots?: readonly PlotProjection[]
  /** Absent: those of an earlier tick stay. */
  books?: Books
  /** Of the city day that ended with this tick; a second one of the same day is left out. */
  digest?: DayDigest
}

/** A journaled tick, as recovery and replay read it. */
export interface JournalTick {
  tick: number
  simVersion: number
  stateHash?: string
  entries: JournalEntry[]
}

export interface TickLog {
  /**
   * Writes all ticks in one transaction, or none. Each district's tick must follow its head.
   * Rejects with `FencedError` (another host holds the district), `TickGapError` (not the next tick), or
   * `UnknownOutcomeError` (the connection broke: ask `head`, never run the tick again [ACT-5]).
   */
  commit(ticks: readonly TickCommit[]): Promise<void>
  /** The newest committed tick, or `undefined` for a district that never ran. */
  head(branch: string, district: string): Promise<{ tick: number; stateHash?: string } | undefined>
  /** Ticks `from` and later in order, at most `limit`. */
  read(branch: string, district: string, from: number, limit: number): Promise<JournalTick[]>
}

/** Facts of committed ticks, for feeds. A position is the last tick seen per district. */
export interface FactLog {
  /** Facts after the position, in tick order per district, at most `limit` ticks per district. `position` is where to go on. */
  read(
    branch: string,
    after: Record<string, number>,
    limit: number,
  ): Promise<{ facts: { district: string; tick: number; fact: Fact }[]; position: Record<string, number> }>
}

export interface Snapshot {
  branch: string
  district: string
  tick: number
  simVersion: number
  stateHash: string
  bytes: Uint8Array
}

export interface Snapshots {
  /** Stores a snapshot of a committed tick. Repeating it changes nothing. */
  save(snapshot: Snapshot): Promise<void>
  /** The newest one at or before `tick` (default: newest of all). */
  latest(branch: string, district: string, tick?: number): Promise<Snapshot | undefined>
  /** Keeps one a minute for the last hour, one an hour for the last day, one a day beyond. */
  thin(branch: string, nowMs: number): Promise<void>
}

/** Agents' streams. [STR-2] */
export interface Streams {
  /** Items after `after` in order. `gap` is true when some of them are past the retention. */
  read(query: {
    branch: string
    resident: number
    after: { seq: number; tick: number }
    limit: number
  }): Promise<{ items: StreamItem[]; gap: boolean }>
}

/** Results by action id, for repeats older than the district remembers and for look-ups. [ACT-7] */
export interface ActionLog {
  find(
    branch: string,
    actionIds: readonly string[],
  ): Promise<
    Map<
      string,
      {
        resident: number
        seq: number
        tick: number
        key: string
        status: 'accepted' | 'refused'
        code?: string
        reason?: string
      }
    >
  >
}

/** Words, names and reasoning, encrypted at rest. [DET-5] */
export interface Texts {
  get(ids: readonly string[]): Promise<Map<string, string>>
}
