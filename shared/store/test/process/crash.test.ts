import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { must } from '@civitas/kit'
import { describe, expect, test } from 'vitest'
import { PgliteDatabase } from '../../src/database.pglite.ts'
import { copyTemplate } from '../../src/embedded/template.ts'
import { openEmbeddedStore, type Store, UnknownOutcomeError } from '../../src/index.ts'
import { cleanDirectories, newDirectory, rememberingLog, templateDir } from '../helpers/directories.ts'
import { newPlace, type Place, resultOf, tickOf } from '../helpers/make.ts'

cleanDirectories()

/** Each one opens a database again. */
const ROUNDS = 2
const ADA = 1_000_000

describe('a killed store worker', () => {
  test('is opened again; what was acknowledged is there, what was under way is looked up [ACT-5]', async () => {
    const { store, worker, log } = await openWithWorker()
    const place = await newPlace(store)
    let acknowledged = 0
    let killed = 0
    for (let tick = 1; killed < ROUNDS; tick++) {
      const commit = store.tickLog.commit([
        tickOf(place, tick, { streams: [{ resident: ADA, item: resultOf(tick, tick) }] }),
      ])
      const dies = tick % 5 === 0
      if (dies) void worker().kill()
      const outcome = await commit.then(
        () => 'done',
        (error: unknown) => error,
      )
      if (outcome === 'done') acknowledged = tick
      else expect(outcome).toBeInstanceOf(UnknownOutcomeError)
      if (dies) killed++
      const head = (await store.tickLog.head(place.branch, place.district))?.tick ?? 0
      expect([acknowledged, tick]).toContain(head)
      tick = head
    }
    await expectWhole(store, place, acknowledged)
    expect(log.lines.filter((line) => line.includes('store worker ended'))).toHaveLength(ROUNDS)
    await store.close()
  })

  test('reads that were under way or waited are answered as if nothing had been', async () => {
    const { store, worker } = await openWithWorker()
    const place = await newPlace(store)
    await store.tickLog.commit([tickOf(place, 1)])
    const reads = Array.from({ length: 20 }, () => store.tickLog.head(place.branch, place.district))
    void worker().kill()
    const heads = await Promise.all(reads)
    expect(heads.every((head) => head?.tick === 1)).toBe(true)
    await store.close()
  })

  test('ticks go before what else waits', async () => {
    const { store } = await openWithWorker()
    const place = await newPlace(store)
    const order: string[] = []
    const reads = Array.from({ length: 5 }, () => store.health().then(() => order.push('read')))
    const tick = store.tickLog.commit([tickOf(place, 1)]).then(() => order.push('tick'))
    await Promise.all([...reads, tick])
    expect(order.indexOf('tick')).toBeLessThan(order.lastIndexOf('read'))
    await store.close()
  })
})

describe('a stuck store worker', () => {
  test('is ended, and the next transaction finds a fresh one', async () => {
    const directory = join(await newDirectory(), 'db')
    await copyTemplate(await templateDir(), directory)
    const log = rememberingLog()
    const database = await PgliteDatabase.open(directory, log, { answerMs: 300 })
    await expect(database.batch([{ sql: 'select pg_sleep(3600)' }])).rejects.toThrow(UnknownOutcomeError)
    expect(log.lines[0]).toBe('store worker is stuck and is ended')
    expect(await database.batch([{ sql: 'select 1 as one' }], { repeatable: true })).toEqual([[{ one: 1 }]])
    await database.close()
  })
})

describe('kill -9', () => {
  test('every tick that the process had acknowledged is there, and its lock is taken over', async () => {
    const dataDir = await newDirectory()
    const templates = await templateDir()
    let acknowledged = 0
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged = await writeUntilKilled(dataDir, templates, 20 + 13 * round)
      const log = rememberingLog()
      const store = await openEmbeddedStore({ dataDir, templateDir: templates, log })
      expect(log.lines).toContain('took over the lock of a dead process')
      const head = must(await store.tickLog.head('main', 'old-town'), 'a head')
      expect(head.tick).toBeGreaterThanOrEqual(acknowledged)
      await expectWhole(store, { branch: 'main', district: 'old-town', token: 0 }, head.tick)
      await store.close()
    }
  })
})

async function openWithWorker(): Promise<{
  store: Store
  worker: () => PgliteDatabase
  log: ReturnType<typeof rememberingLog>
}> {
  let pglite: PgliteDatabase | undefined
  const log = rememberingLog()
  const store = await openEmbeddedStore({
    dataDir: await newDirectory(),
    templateDir: await templateDir(),
    log,
    decorate: (database) => (pglite = database),
  })
  return { store, log, worker: () => must(pglite, 'a worker') }
}

/** Journal and stream up to `last`, without a hole or a double. */
async function expectWhole(store: Store, { branch, district }: Place, last: number): Promise<void> {
  const numbers = Array.from({ length: last }, (_, i) => i + 1)
  const journal = await store.tickLog.read(branch, district, 1, last)
  expect(journal.map((row) => row.tick)).toEqual(numbers)
  const { items, gap } = await store.streams.read({ branch, resident: ADA, after: { seq: 0, tick: 0 }, limit: last })
  expect(gap).toBe(false)
  expect(items.map((item) => item.seq)).toEqual(numbers)
}

/** Lets the child commit `count` ticks, kills it, and returns the last tick that it had acknowledged. */
async function writeUntilKilled(dataDir: string, templates: string, count: number): Promise<number> {
  const script = join(import.meta.dirname, '..', 'helpers', 'tick-writer.ts')
  const child = spawn(process.execPath, [script, dataDir, templates], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  let last = 0
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (++seen === count) child.kill('SIGKILL')
  }
  await exited
  expect(seen).toBeGreaterThanOrEqual(count)
  return last
}
