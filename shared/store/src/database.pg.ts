// PostgreSQL through two pools: ticks never queue behind anything else. Lost connections are retried while nothing can have happened.
import { setTimeout as pause } from 'node:timers/promises'
import { Pool, type PoolClient, types } from 'pg'
import type { BatchOptions, Database, Row, Statement } from './database.ts'
import { errorOfState, StoreUnavailableError, UnknownOutcomeError } from './errors.ts'
import type { StoreLog } from './log.ts'

const INT8 = 20
const TICK_CONNECTIONS = 2
const OTHER_CONNECTIONS = 8
const CONNECT_WITHIN_MS = 5_000
const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 2_000
/** A batch that could not start within this time is refused: its caller has its own way to wait. */
const RETRY_WITHIN_MS = 10_000
/**
 * A process that stands still amid a transaction would keep its locks, and others from its leases: the server ends it. Shorter than a
 * lease, longer than any pause between two statements of a process that is well. [CLK-2]
 */
const PAUSE_IN_TRANSACTION_MS = 2_000
/** The server ended the connection: what was on its way may have happened. */
const LOST_STATES = /^(08|57P)/
/** Serialisation failure, deadlock, a pause that was too long: the transaction did not happen and may be run again. */
const AGAIN_STATES = new Set(['40001', '40P01', '25P03'])

/** How one try ended, when it did not succeed. */
type Failure =
  /** The transaction surely did not happen and may work now. */
  | { kind: 'again'; cause: unknown }
  /** The connection broke with the commit on its way. */
  | { kind: 'unknown'; cause: unknown }
  | { kind: 'refused'; error: Error }

export class PgDatabase implements Database {
  readonly kind = 'postgres'
  private readonly ticks: Pool
  private readonly rest: Pool
  private closing: Promise<void[]> | undefined

  constructor(url: string, log: StoreLog) {
    this.ticks = createPool(url, TICK_CONNECTIONS, log)
    this.rest = createPool(url, OTHER_CONNECTIONS, log)
  }

  async batch(statements: readonly Statement[], options: BatchOptions = {}): Promise<Row[][]> {
    const pool = options.queue === 'ticks' ? this.ticks : this.rest
    const startedMs = performance.now()
    for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      if (this.closing) throw new StoreUnavailableError('the database is closed; nothing was written.')
      const outcome = await tryBatch(pool, statements)
      if (Array.isArray(outcome)) return outcome
      if (outcome.kind === 'refused') throw outcome.error
      if (outcome.kind === 'unknown' && !options.repeatable) {
        throw new UnknownOutcomeError('the connection to the database broke', { cause: outcome.cause })
      }
      if (performance.now() - startedMs + retryMs > RETRY_WITHIN_MS) {
        throw new StoreUnavailableError('the database cannot be reached; nothing was written. Try again later.', {
          cause: outcome.cause,
        })
      }
      await pause(retryMs)
    }
  }

  /** Autovacuum does it. */
  async vacuum(): Promise<void> {}

  async close(): Promise<void> {
    this.closing ??= Promise.all([this.ticks.end(), this.rest.end()])
    await this.closing
  }
}

function createPool(url: string, max: number, log: StoreLog): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: PAUSE_IN_TRANSACTION_MS,
    fallback_application_name: 'civitas',
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : types.getTypeParser(oid, format)) },
  })
  // An idle connection that breaks is no one's failure: the pool makes a new one.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'idle database connection lost'))
  return pool
}

async function tryBatch(pool: Pool, statements: readonly Statement[]): Promise<Row[][] | Failure> {
  let client: PoolClient
  try {
    client = await pool.connect()
  } catch (cause) {
    return { kind: 'again', cause }
  }
  // Without a listener, a connection that breaks between two statements would end the process.
  const ignore = () => {}
  client.on('error', ignore)
  const outcome = await runBatch(client, statements)
  client.off('error', ignore)
  const isBroken = !Array.isArray(outcome) && outcome.kind !== 'refused'
  client.release(isBroken)
  return outcome
}

async function runBatch(client: PoolClient, statements: readonly Statement[]): Promise<Row[][] | Failure> {
  const isSingle = statements.length === 1
  let commitSent = isSingle
  try {
    if (!isSingle) await client.query('begin')
    const results: Row[][] = []
    for (const { sql, params } of statements) results.push((await client.query<Row>(sql, params as unknown[])).rows)
    commitSent = true
    if (!isSingle) await client.query('commit')
    return results
  } catch (cause) {
    const failure = failureOf(cause, commitSent)
    if (failure.kind === 'refused' && !isSingle) await client.query('rollback').catch(() => {})
    return failure
  }
}

function failureOf(cause: unknown, commitSent: boolean): Failure {
  const { code } = cause as { code?: unknown }
  const answered = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !LOST_STATES.test(code)
  if (!answered) return { kind: commitSent ? 'unknown' : 'again', cause }
  if (AGAIN_STATES.has(code)) return { kind: 'again', cause }
  return { kind: 'refused', error: errorOfState(code, cause instanceof Error ? cause.message : code, cause) }
}
