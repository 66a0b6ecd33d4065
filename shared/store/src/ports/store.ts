// The store: every domain port under one roof, over one database or over memory.
import type { Accounts, AgentKeys, Agents, Projections, Sessions } from './accounts.ts'
import type { Audit } from './audit.ts'
import type { CityRecords, Commands, DeadLetters, Leases } from './city.ts'
import type { WorldEvents } from './world-events.ts'
import type { ActionLog, FactLog, Snapshots, Streams, Texts, TickLog } from './tick-log.ts'

export interface Store {
  readonly kind: 'memory' | 'embedded' | 'postgres'
  tickLog: TickLog
  facts: FactLog
  snapshots: Snapshots
  streams: Streams
  actions: ActionLog
  texts: Texts
  city: CityRecords
  leases: Leases
  commands: Commands
  deadLetters: DeadLetters
  accounts: Accounts
  sessions: Sessions
  agents: Agents
  keys: AgentKeys
  projections: Projections
  audit: Audit
  worldEvents: WorldEvents
  /** Drops what is past its retention, makes tomorrow's partitions. Called every few minutes. */
  maintain(nowMs: number): Promise<void>
  /** For `/ready`: is it answering, and how full is it? */
  health(): Promise<{ ok: boolean; detail?: string; bytes?: number }>
  close(): Promise<void>
}
