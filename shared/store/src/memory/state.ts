// All that a memory store holds. One object, because a tick's commit changes several ports at once.
import type { Command, DayDigest, NewText, StreamItem } from '@civitas/schema'
import type { Account, AgentKey, AgentRecord, Session } from '../ports/accounts.ts'
import type { DistrictBooks } from '../ports/audit.ts'
import type { CityIdentity, ClockRecord } from '../ports/city.ts'
import type { BuildingProjection, PlotProjection, Snapshot, TickCommit } from '../ports/tick-log.ts'
import type { QueuedEvent } from '../ports/world-events.ts'
import type { Span, SpannedStore } from '../storage.ts'

/** Lies in a span, as a database's row in a partition. */
export interface Spanned {
  span: number
}

export interface DistrictLog {
  branch: string
  district: string
  /** In tick order. */
  ticks: (TickCommit & Spanned)[]
  head: { tick: number; stateHash?: string; wallMs: number }
}

interface LeaseState {
  holder: string | undefined
  token: number
  expiresMs: number
}

export interface CommandState {
  branch: string
  district: string
  id: string
  command: Command
  doneMs?: number
}

type ResultItem = Extract<StreamItem, { kind: 'result' }>
export type AgentRow = AgentRecord & { branch: string }
export type BuildingRow = BuildingProjection & { district: string; tick: number }
type PlotRow = PlotProjection & { district: string; tick: number }

export interface MemoryState {
  /** Milliseconds since the Unix epoch; what a database's own clock would say. */
  nowMs: () => number
  /** Oldest first, never empty. */
  spans: MemorySpan[]
  /** No tick is taken: all caps together are used up. */
  isFull: boolean
  logs: Map<string, DistrictLog>
  snapshots: (Snapshot & { wallMs: number })[]
  /** By branch and resident, in order of `seq`. */
  streams: Map<string, ({ item: StreamItem; wallMs: number } & Spanned)[]>
  /** The newest `seq` that a resident ever got; stays when the items are dropped. */
  streamEnds: Map<string, number>
  actions: Map<string, { resident: number; item: ResultItem } & Spanned>
  texts: Map<string, NewText & Spanned>
  identities: Map<string, CityIdentity>
  clocks: Map<string, ClockRecord[]>
  secrets: Map<string, Uint8Array>
  leases: Map<string, LeaseState>
  /** By hop and id. */
  commands: Map<string, CommandState>
  deadLetters: { letters: { source: string; code: string; detail: string; payload: Uint8Array }[]; count: number }
  accounts: Map<string, Account>
  sessions: Map<string, Session>
  agents: Map<string, AgentRow>
  nextResident: number
  keys: Map<string, AgentKey>
  buildings: Map<string, BuildingRow & { branch: string }>
  plots: Map<string, PlotRow & { branch: string }>
  books: Map<string, DistrictBooks & { branch: string }>
  /** By branch, district and day. */
  digests: Map<string, { branch: string; district: string; digest: DayDigest }>
  worldEvents: Map<string, QueuedEvent & { branch: string; isHandedOver: boolean }>
}

/** As long as each store's rows would be as JSON. */
export type MemorySpan = Span & { bytes: Record<SpannedStore, number> }

export function newSpan(number: number, fromMs: number): MemorySpan {
  return { number, fromMs, bytes: { journal: 0, texts: 0, streams: 0, actions: 0 } }
}

/** Key of a map over pairs. */
export function pair(branch: string, what: string | number): string {
  return `${branch}/${what}`
}

export function emptyState(nowMs: () => number, firstResident: number): MemoryState {
  return {
    nowMs,
    spans: [newSpan(1, 0)],
    isFull: false,
    logs: new Map(),
    snapshots: [],
    streams: new Map(),
    streamEnds: new Map(),
    actions: new Map(),
    texts: new Map(),
    identities: new Map(),
    clocks: new Map(),
    secrets: new Map(),
    leases: new Map(),
    commands: new Map(),
    deadLetters: { letters: [], count: 0 },
    accounts: new Map(),
    sessions: new Map(),
    agents: new Map(),
    nextResident: firstResident,
    keys: new Map(),
    buildings: new Map(),
    plots: new Map(),
    books: new Map(),
    digests: new Map(),
    worldEvents: new Map(),
  }
}
