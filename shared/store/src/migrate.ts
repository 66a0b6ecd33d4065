// Brings a database to the newest schema: the .sql files of migrations/, in order of their names, each once.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { MigrationError } from './errors.ts'

const MIGRATIONS_DIR = join(import.meta.dirname, 'migrations')
const MIGRATIONS_TABLE = 'migrations'
/** A fingerprint is for names of folders: 16 hex digits are plenty. */
const FINGERPRINT_LENGTH = 16

/** What migrating asks of a connection. A node-postgres client has it; PGlite gets it from `pgliteClient`. */
interface MigrationClient {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>
}

/** Changes whenever a migration does. */
export function migrationsFingerprint(): string {
  const hash = createHash('sha256')
  for (const file of migrationFiles()) hash.update(file).update(readFileSync(join(MIGRATIONS_DIR, file)))
  return hash.digest('hex').slice(0, FINGERPRINT_LENGTH)
}

/**
 * Runs what is missing, in one transaction, under the migrator's advisory lock. Cheap when nothing is.
 * Rejects with `MigrationError` for a database of a newer version.
 */
export async function migrate(client: MigrationClient): Promise<void> {
  const wanted = migrationFiles().map((file) => file.replace(/\.sql$/, ''))
  const done = await doneMigrations(client)
  const foreign = done.find((name) => !wanted.includes(name))
  if (foreign !== undefined) {
    throw new MigrationError(
      `the database holds the migration ${foreign}, which this version does not know. Run the version that wrote it, or a newer one.`,
    )
  }
  if (done.length === wanted.length) return
  const { runner } = await import('node-pg-migrate')
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  await runner({
    // It only ever calls `query`.
    dbClient: client as unknown as ClientBase,
    dir: MIGRATIONS_DIR,
    direction: 'up',
    migrationsTable: MIGRATIONS_TABLE,
    singleTransaction: true,
    checkOrder: true,
    // A second process that starts at the same moment waits, then finds everything done.
    advisoryLockMode: 'wait',
    logger: quiet,
  }).catch((cause: unknown) => {
    throw new MigrationError(`the schema could not be brought up to date: ${messageOf(cause)}`, { cause })
  })
}

function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS_DIR)
    .filter((file) => file.endsWith('.sql'))
    .sort()
}

async function doneMigrations(client: MigrationClient): Promise<string[]> {
  const { rows: found } = await client.query(`select to_regclass('${MIGRATIONS_TABLE}') is not null as there`)
  if (found[0]?.['there'] !== true) return []
  const { rows } = await client.query(`select name from ${MIGRATIONS_TABLE} order by id`)
  return rows.map((row) => String(row['name']))
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
