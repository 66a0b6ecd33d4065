// Housekeeping: keeps stores within age and cap, forgets single rows, gives their room back. [§15, storage]
import { type Database, run } from '../database.ts'
import { COMMANDS_DONE_MS } from '../retention.ts'
import type { Caps } from '../storage.ts'
import { deleteOrphanParts } from './snapshots.ts'
import { trim } from './storage.ts'

/** Tables whose rows change or go one by one; the partitioned ones are only ever written once and dropped whole. */
const CHANGING_TABLES = [
  'leases',
  'heads',
  'commands',
  'sessions',
  'agents',
  'buildings',
  'plots',
  'books',
  'digests',
  'world_events',
  'snapshots',
  'snapshot_parts',
  'dead_letters',
  'spans',
  'stream_ends',
] as const
/** Where each partition that is made and dropped leaves rows. */
const CATALOGUES = [
  'pg_attribute',
  'pg_class',
  'pg_constraint',
  'pg_depend',
  'pg_index',
  'pg_inherits',
  'pg_statistic',
  'pg_type',
] as const

export async function maintain(database: Database, caps: Caps, nowMs: number): Promise<void> {
  await trim(database, caps, nowMs)
  await run(database, 'delete from commands where done_ms < $1', [Math.trunc(nowMs) - COMMANDS_DONE_MS])
  await run(database, 'delete from sessions where expires_ms < $1', [Math.trunc(nowMs)])
  await deleteOrphanParts(database)
  for (const table of [...CHANGING_TABLES, ...CATALOGUES]) await database.vacuum(table)
}
