// Puts the domain ports together over one database.
import { randomBytes } from 'node:crypto'
import { type Database, read } from '../database.ts'
import type { Store } from '../ports/store.ts'
import type { Seal } from '../seal.ts'
import { type Caps, capsOf, STORAGE_MB } from '../storage.ts'
import { sqlAccounts, sqlKeys, sqlSessions } from './accounts.ts'
import { sqlAgents, sqlProjections } from './agents.ts'
import { sqlCity, sqlCommands, sqlDeadLetters, sqlLeases } from './city.ts'
import { sqlAudit } from './books.ts'
import { sqlDigests } from './digests.ts'
import { maintain } from './maintain.ts'
import { integer } from './row.ts'
import { sqlSnapshots } from './snapshots.ts'
import { trim } from './storage.ts'
import { sqlActions, sqlStreams, sqlTexts } from './streams.ts'
import { sqlFacts, sqlTickLog } from './tick-log.ts'
import { sqlWorldEvents } from './world-events.ts'

const KEY_CHECK = 'key-check'
const KEY_CHECK_BYTES = 16

/** Rejects with `MasterKeyError` when the database was written under another key. `close` ends the database too. */
export async function openSqlStore(
  database: Database,
  seal: Seal,
  close: () => Promise<void>,
  caps: Caps = capsOf(STORAGE_MB),
): Promise<Store> {
  const city = sqlCity(database, seal)
  await city.secret(KEY_CHECK, randomBytes(KEY_CHECK_BYTES))
  return {
    kind: database.kind,
    tickLog: sqlTickLog(database, seal),
    facts: sqlFacts(database),
    snapshots: sqlSnapshots(database),
    streams: sqlStreams(database),
    actions: sqlActions(database),
    texts: sqlTexts(database, seal),
    city,
    leases: sqlLeases(database),
    commands: sqlCommands(database),
    deadLetters: sqlDeadLetters(database),
    accounts: sqlAccounts(database, seal),
    sessions: sqlSessions(database),
    agents: sqlAgents(database, seal),
    keys: sqlKeys(database),
    projections: sqlProjections(database),
    audit: sqlAudit(database),
    digests: sqlDigests(database),
    worldEvents: sqlWorldEvents(database),
    trim: (nowMs) => trim(database, caps, nowMs),
    maintain: (nowMs) => maintain(database, caps, nowMs),
    health: () => health(database),
    close,
  }
}

async function health(database: Database): ReturnType<Store['health']> {
  try {
    const [row] = await read(database, 'select pg_database_size(current_database()) as bytes')
    return { ok: true, ...(row && { bytes: integer(row, 'bytes') }) }
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}
