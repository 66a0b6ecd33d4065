import { randomUUID } from 'node:crypto'
import { must } from '@civitas/kit'
import { Client } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { PgDatabase } from '../../src/database.pg.ts'
import { capsOf, openPostgresStore, STORAGE_MB } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { newMasterKey } from '../../src/seal.ts'
import { storeContract } from '../contracts/store.suite.ts'
import { newPlace, type Place, resultOf, tickOf } from '../helpers/make.ts'

const server = must(process.env['SERVICES_DATABASE_URL'], 'SERVICES_DATABASE_URL: run `npm run test:services`')
const made: string[] = []

storeContract(async (caps) => {
  const url = await newDatabase()
  return openPostgresStore({ url, masterKey: newMasterKey(), log: silentLog, ...(caps && { caps }) })
})

describe('PostgreSQL', () => {
  test('two processes may open the same empty database at once', async () => {
    const options = { url: await newDatabase(), masterKey: newMasterKey(), log: silentLog }
    const [one, two] = await Promise.all([openPostgresStore(options), openPostgresStore(options)])
    expect(await one.health()).toMatchObject({ ok: true })
    expect(await two.health()).toMatchObject({ ok: true })
    await Promise.all([one.close(), two.close()])
  })

  test('idle connections that the server ends are replaced without anybody noticing', async () => {
    const url = await newDatabase()
    const store = await openPostgresStore({ url, masterKey: newMasterKey(), log: silentLog })
    const place = await newPlace(store)
    for (let tick = 1; tick <= 3; tick++) {
      await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameIn(url)}'`)
      await store.tickLog.commit([tickOf(place, tick)])
      expect(await store.tickLog.head(place.branch, place.district)).toMatchObject({ tick })
    }
    await store.close()
  })

  test('[ACT-5] a connection that breaks with the commit on its way is an unknown outcome, unless it may be repeated', async () => {
    const url = await newDatabase()
    const database = new PgDatabase(url, silentLog)
    const endSlowOnes = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = '${nameIn(url)}' and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`
    await onServer('create sequence runs', url)
    const slow = database.batch([{ sql: 'select pg_sleep(600)' }])
    // A sequence does not go back: the second run is quick.
    const slowOnce = `select case nextval('runs') when 1 then pg_sleep(600)::text else 'quick' end as how`
    const repeated = database.batch([{ sql: slowOnce }], { repeatable: true })
    const ended = Promise.allSettled([slow, repeated])
    let isOver = false
    void ended.then(() => (isOver = true))
    while (!isOver) await onServer(endSlowOnes)
    const [first, second] = await ended
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'unknown_outcome' } })
    expect(second).toEqual({ status: 'fulfilled', value: [[{ how: 'quick' }]] })
    await database.close()
  })

  test('[§15] commits go on while another process makes and drops spans under them', async () => {
    const options = { url: await newDatabase(), masterKey: newMasterKey(), log: silentLog }
    // Every look begins a span, and what is not needed goes at once.
    const caps = { ...capsOf(STORAGE_MB), journal: 1, texts: 1, streams: 1, actions: 1 }
    const [host, keeper] = await Promise.all([openPostgresStore(options), openPostgresStore({ ...options, caps })])
    const places = await Promise.all([newPlace(host), newPlace(host)])
    let isOver = false
    const trims = (async () => {
      for (let count = 0; ; count++) {
        if (isOver) return count
        await keeper.trim(Date.now())
      }
    })()
    const write = async (place: Place) => {
      for (let tick = 1; tick <= 100; tick++) {
        const streams = [{ resident: 1_000_000, item: resultOf(tick, tick) }]
        const texts = [{ id: `${place.branch}-${tick}`, kind: 'speech' as const, text: 'hello' }]
        await host.tickLog.commit([tickOf(place, tick, { streams, texts })])
      }
    }
    await Promise.all(places.map(write))
    isOver = true
    expect(await trims).toBeGreaterThan(1)
    for (const { branch, district } of places) {
      // Without a snapshot all of it is needed.
      expect(await host.tickLog.read(branch, district, 0, 200)).toHaveLength(100)
    }
    await Promise.all([host.close(), keeper.close()])
  })

  test('[CLK-2] a process that stands still amid a transaction loses it, and runs it again', async () => {
    const database = new PgDatabase(await newDatabase(), silentLog)
    const lock = { sql: 'select pg_advisory_xact_lock(1)' }
    let runs = 0
    const slowOnce = {
      get sql() {
        if (++runs === 1) standStill(2_500)
        return `select 'done' as how`
      },
    }
    expect((await database.batch([lock, slowOnce]))[1]).toEqual([{ how: 'done' }])
    expect(runs).toBe(2)
    await database.close()
  })
})

afterAll(async () => {
  for (const name of made) await onServer(`drop database if exists ${name} with (force)`)
})

async function newDatabase(): Promise<string> {
  const name = `civitas_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  made.push(name)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Nothing of this process runs meanwhile. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}

async function onServer(sql: string, url = server): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
