// The store: every domain port under one roof, over one database or over memory.
import type { Accounts, AgentKeys, Agents, Projections, Sessions } from './accounts.ts'
import type { Audit } from './audit.ts'
import type { Digests } from './digests.ts'
import type { CityRecords, Commands, DeadLetters, Leases } from './city.ts'
import type { WorldEvents } from './world-events.ts'
import type { StorageState } from '../storage.ts'
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
  digests: Digests
  worldEvents: WorldEvents
  /**
   * Begins a new span when it is time, drops the oldest whole spans and snapshots of each store above its cap, and what is past
   * its retention. Tells what each store takes then. Called twice a minute: much can be written in a few.
   */
  trim(nowMs: number): Promise<StorageState>
  /** `trim`, and forgets single rows. Called every few minutes. */
  maintain(nowMs: number): Promise<void>
  /** For `/ready`: is it answering, and how full is it? */
  health(): Promise<{ ok: boolean; detail?: string; bytes?: number }>
  close(): Promise<void>
}
