// Opens the store over a PostgreSQL server.
import { Client } from 'pg'
import type { Database } from './database.ts'
import { PgDatabase } from './database.pg.ts'
import { MigrationError, StoreUnavailableError } from './errors.ts'
import type { StoreLog } from './log.ts'
import { migrate } from './migrate.ts'
import type { Store } from './ports/store.ts'
import { createSeal } from './seal.ts'
import { openSqlStore } from './sql/store.ts'
import type { Caps } from './storage.ts'

const OLDEST_SERVER = 150_000
const CONNECT_WITHIN_MS = 5_000

export interface PostgresOptions {
  /** `postgres://…`, never logged: a password may stand in it. */
  url: string
  masterKey: string
  log: StoreLog
  /** Bytes that each store may take. Default: those of 5 GB. */
  caps?: Caps
  /** For tests: wraps the database before the ports are built on it. */
  decorate?: (database: Database) => Database
}

/** Migrates and opens. Rejects with `StoreUnavailableError` naming DATABASE_URL, `MigrationError` or `MasterKeyError`. */
export async function openPostgresStore({ url, masterKey, log, caps, decorate }: PostgresOptions): Promise<Store> {
  const seal = createSeal(masterKey)
  await bringUpToDate(url)
  const database = new PgDatabase(url, log)
  try {
    return await openSqlStore(decorate?.(database) ?? database, seal, () => database.close(), caps)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function bringUpToDate(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const why = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
    throw new StoreUnavailableError(
      `DATABASE_URL: the database cannot be reached (${why}). Start it, mend the URL, or unset it for the embedded store.`,
      { cause },
    )
  }
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    if (Number(rows[0]?.version) < OLDEST_SERVER) {
      throw new MigrationError('DATABASE_URL: the server is older than PostgreSQL 15. Update it.')
    }
    await migrate(client)
  } finally {
    await client.end().catch(() => {})
  }
}
