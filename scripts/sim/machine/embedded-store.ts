// A run on the real SQL and PGlite instead of memory. Its calls take real time, so virtual time waits for them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Store, TEMPLATE_DIR } from '@civitas/store'
import { type Database, read, run, type Statement } from '@civitas/store/database'
import { PgliteDatabase } from '@civitas/store/database.pglite'
import { copyTemplate } from '@civitas/store/embedded/template'
import { createSeal } from '@civitas/store/seal'
import { openSqlStore } from '@civitas/store/sql/store'
import { simTelemetry } from './sim-telemetry.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
/** Parts of a partitioned table are emptied with it; those that a run made are harmless to the next one. */
const TABLES = `select format('%I', relname) as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'migrations'`
const SEQUENCES = `select format('%I', relname) as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'S'`

interface Opened {
  database: PgliteDatabase
  directory: string
  /** What makes it new again. */
  renewal: Statement[]
}

/** One database serves all runs of the process, one after another: opening takes longer than a run. */
let opened: Promise<Opened> | undefined

/** A new city's store: the database, emptied. Leases run out by `nowMs`, not by the database's clock. */
export async function openSimDatabase(nowMs: () => number): Promise<Store> {
  opened ??= open()
  const { database, renewal } = await opened
  await database.batch(renewal)
  const store = await openSqlStore(database, createSeal(KEY), () => Promise.resolve())
  await store.maintain(nowMs())
  keepLeasesBy(store, nowMs)
  return store
}

/** Lets go of the database, if any run opened it. */
export async function closeSimDatabase(): Promise<void> {
  const last = await opened
  opened = undefined
  await last?.database.close()
  if (last) await rm(last.directory, { recursive: true, force: true })
}

async function open(): Promise<Opened> {
  const directory = await mkdtemp(join(tmpdir(), 'civitas-sim-'))
  const path = join(directory, 'db')
  await copyTemplate(TEMPLATE_DIR, path)
  const database = await PgliteDatabase.open(path, simTelemetry().log)
  return { database, directory, renewal: await renewalOf(database) }
}

/** Called before the first run: rows that are there by then are of the migrations, and come back. */
async function renewalOf(database: Database): Promise<Statement[]> {
  const tables = await namesOf(database, TABLES)
  const sequences = await namesOf(database, SEQUENCES)
  const renewal = [`truncate ${tables.join(', ')}`, ...sequences.map((name) => `alter sequence ${name} restart`)]
  for (const table of tables) {
    if ((await read(database, `select from ${table} limit 1`)).length === 0) continue
    await run(database, `create temp table kept_${table} as table ${table}`)
    renewal.push(`insert into ${table} table kept_${table}`)
  }
  return renewal.map((sql) => ({ sql }))
}

async function namesOf(database: Database, sql: string): Promise<string[]> {
  return (await read(database, sql)).map(({ name }) => String(name))
}

/** What the database's own clock would say of each lease if it ran on virtual time. */
function keepLeasesBy({ leases }: Store, nowMs: () => number): void {
  const until = new Map<string, number>()
  const acquire = leases.acquire.bind(leases)
  const renew = leases.renew.bind(leases)
  const release = leases.release.bind(leases)
  leases.acquire = async (name, holder, ttlMs, force = false) => {
    if (!force && (until.get(name) ?? 0) > nowMs()) return undefined
    const taken = await acquire(name, holder, ttlMs, true)
    if (taken) until.set(name, nowMs() + ttlMs)
    return taken
  }
  leases.renew = async (name, token, ttlMs) => {
    const renewed = await renew(name, token, ttlMs)
    if (renewed) until.set(name, nowMs() + ttlMs)
    return renewed
  }
  leases.release = async (name, token) => {
    if (await renew(name, token, 1)) until.delete(name)
    await release(name, token)
  }
}
