// The worker thread that owns the embedded database: one transaction at a time, in the order they come.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { must } from '@civitas/kit'
import type { Row, Statement } from '../database.ts'
import { migrate } from '../migrate.ts'
import { Checkpoints } from './checkpoints.ts'
import { DISK_FULL_STATE, diskProblem } from './disk-room.ts'
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts'

const BYTEA = 17
const INT8 = 20
/** Exit code that says: broken, open the directory again. */
const BROKEN_EXIT = 70

/** Little memory and a short log: this is one city on a laptop, not a server. */
const SETTINGS = ['shared_buffers=64MB', 'max_wal_size=64MB', 'min_wal_size=32MB']

const port = must(parentPort, 'runs as a worker')
const { directory } = workerData as WorkerStart
const database = await open()
const checkpoints = new Checkpoints()

if (database) {
  // Messages are handled one after the other: the next transaction starts when the last has ended.
  let last = Promise.resolve()
  port.on('message', (message: ToWorker) => {
    last = last.then(() => handle(database, message))
  })
  tell({ type: 'open' })
}

async function open(): Promise<PGlite | undefined> {
  try {
    const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])]
    const options = { dataDir: directory, startParams, serializers: { [BYTEA]: hexOf }, parsers: { [INT8]: Number } }
    const pglite = await PGlite.create(options)
    await migrate({ query: async (sql) => ({ rows: must((await pglite.exec(sql)).at(-1), 'a result').rows }) })
    return pglite
  } catch (cause) {
    tell({ type: 'failed', name: cause instanceof Error ? cause.name : 'Error', message: messageOf(cause) })
    process.exitCode = BROKEN_EXIT
    port.close()
    return undefined
  }
}

async function handle(pglite: PGlite, message: ToWorker): Promise<void> {
  if (message.type === 'close') {
    await pglite.close().catch(() => {})
    port.close()
    return
  }
  try {
    if (message.type === 'vacuum') {
      // Cannot run inside a transaction.
      await pglite.exec(`vacuum (analyze) ${message.table}`)
      return tell({ type: 'done', id: message.id, results: [] })
    }
    const problem = diskProblem(directory, message.statements)
    if (problem !== undefined) {
      return tell({ type: 'refused', id: message.id, sqlState: DISK_FULL_STATE, message: problem })
    }
    tell({ type: 'done', id: message.id, results: await runBatch(pglite, message.statements) })
    await checkpoints.afterBatch(pglite)
  } catch (cause) {
    const sqlState = sqlStateOf(cause)
    if (sqlState !== undefined) return tell({ type: 'refused', id: message.id, sqlState, message: messageOf(cause) })
    tell({ type: 'broken', id: message.id, message: messageOf(cause) })
    process.exit(BROKEN_EXIT)
  }
}

/** PGlite's own `transaction` would roll back after a panic too, and never come back from it. */
async function runBatch(pglite: PGlite, statements: readonly Statement[]): Promise<Row[][]> {
  await pglite.exec('begin')
  try {
    const results: Row[][] = []
    for (const { sql, params } of statements) {
      const { rows } = await pglite.query<Row>(sql, params as unknown[] | undefined)
      results.push(rows)
    }
    await pglite.exec('commit')
    return results
  } catch (cause) {
    if (sqlStateOf(cause) !== undefined) await pglite.exec('rollback')
    throw cause
  }
}

/** The code of an answer that PostgreSQL survived; `undefined` when it did not, or when it was no answer. */
function sqlStateOf(cause: unknown): string | undefined {
  const { code, severity } = cause as { code?: unknown; severity?: unknown }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return undefined
  return severity === 'FATAL' || severity === 'PANIC' ? undefined : code
}

function hexOf(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function tell(message: FromWorker): void {
  port.postMessage(message)
}
