// Housekeeping: drops whole days past their retention, makes the days to come. [§15, storage]
import { type Database, read, run } from '../database.ts'
import {
  ACTION_DAYS,
  COMMANDS_DONE_MS,
  dayOf,
  DAYS_AHEAD,
  firstJournalDay,
  JOURNAL_DAYS,
  STREAM_DAYS,
} from '../retention.ts'
import { integer } from './row.ts'
import { deleteOrphanParts } from './snapshots.ts'

/** Tables whose rows change or go one by one; the partitioned ones are only ever written once and dropped whole. */
const CHANGING_TABLES = [
  'leases',
  'heads',
  'commands',
  'sessions',
  'agents',
  'buildings',
  'books',
  'world_events',
  'snapshots',
  'snapshot_parts',
  'dead_letters',
] as const

export async function maintain(database: Database, nowMs: number): Promise<void> {
  const today = dayOf(nowMs)
  for (let day = today; day <= today + DAYS_AHEAD; day++) await run(database, 'select ensure_day($1)', [day])
  const journalDay = firstJournalDay(nowMs, await newestSnapshots(database))
  await dropDays(database, 'streams', today - STREAM_DAYS)
  await dropDays(database, 'actions', today - ACTION_DAYS)
  await dropDays(database, 'texts', today - JOURNAL_DAYS)
  await dropDays(database, 'ticks', journalDay)
  await run(database, 'delete from commands where done_ms < $1', [Math.trunc(nowMs) - COMMANDS_DONE_MS])
  await run(database, 'delete from sessions where expires_ms < $1', [Math.trunc(nowMs)])
  await deleteOrphanParts(database)
  for (const table of CHANGING_TABLES) await database.vacuum(table)
}

async function dropDays(database: Database, table: string, firstDay: number): Promise<void> {
  await run(database, 'select drop_days($1, $2)', [table, firstDay])
}

/** Wall time of the newest snapshot of each district that ever ran; 0 for one that has none. */
async function newestSnapshots(database: Database): Promise<number[]> {
  const rows = await read(
    database,
    `select coalesce((select max(wall_ms) from snapshots s where s.branch = h.branch and s.district = h.district), 0) as wall_ms
      from heads h`,
  )
  return rows.map((row) => integer(row, 'wall_ms'))
}
