import { openMemoryStore, type Store } from '@civitas/store'
import { describe, expect, it } from 'vitest'
import { replayCity } from '../../src/replay.ts'
import { AGENT, BRANCH, DISTRICT, heal, newClock, onCommit, startCity, type TestCity } from './helpers.ts'

/** A city that has lived: an agent has acted, many ticks and a snapshot have passed. */
async function livedCity(ticks: number) {
  const clock = newClock()
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const city = await startCity({ clock, store })
  await city.spawn()
  for (let count = 0; count < ticks; count++) {
    if (count % 3 === 0) await city.act({ key: `k${count}` })
    await city.ticks(1)
  }
  return { clock, store, city }
}

async function restart(killed: TestCity): Promise<TestCity> {
  await killed.kill()
  heal(killed.store)
  return startCity({ clock: killed.clock, store: killed.store })
}

async function outcomesOf(store: Store, type: string) {
  const rows = await store.tickLog.read(BRANCH, DISTRICT, 0, 10_000)
  return rows.flatMap(({ entries }) => entries).filter(({ input }) => input.type === type)
}

describe('recovery', () => {
  it('[DET-1, DET-4] leads from the newest snapshot through the journal to the hash of before, external actions included', async () => {
    const { city, store } = await livedCity(70)
    const head = await store.tickLog.head(BRANCH, DISTRICT)
    const again = await restart(city)
    await again.ticks(3)
    const [after] = await store.tickLog.read(BRANCH, DISTRICT, (head?.tick ?? 0) + 1, 1)
    expect(after?.stateHash).toBeDefined()
    await again.kill()
    heal(store)
    const reports = await replayCity(store, again.districts.identity, { fromStart: true })
    expect(reports.map(({ difference }) => difference)).toEqual([undefined, undefined])
    expect(reports[0]).toMatchObject({ district: DISTRICT, from: 0 })
    expect(reports[0]?.externalActions).toBeGreaterThan(20)
  })

  it('[DET-4] stops the start at the first tick whose hash differs, and names it', async () => {
    const { city, store } = await livedCity(10)
    await city.kill()
    heal(store)
    const { read } = store.tickLog
    store.tickLog.read = async (...of) =>
      (await read(...of)).map((row) => (row.tick === 7 ? { ...row, stateHash: 'of another city' } : row))
    await expect(startCity({ clock: city.clock, store })).rejects.toMatchObject({ code: 'recovery', tick: 7 })
  })

  it('[DET-4] runs a tail of older rules without comparing, and says so in a fact', async () => {
    const { city, store } = await livedCity(5)
    await city.kill()
    heal(store)
    const { read } = store.tickLog
    const tail = await store.tickLog.head(BRANCH, DISTRICT)
    store.tickLog.read = async (...of) =>
      (await read(...of)).map((row) =>
        row.tick <= (tail?.tick ?? 0) ? { ...row, simVersion: 0, stateHash: 'old' } : row,
      )
    const again = await startCity({ clock: city.clock, store })
    await again.ticks(2)
    const { facts } = await store.facts.read(BRANCH, { [DISTRICT]: tail?.tick ?? 0 }, 100)
    expect(facts.map(({ fact }) => fact)).toContainEqual(
      expect.objectContaining({ type: 'recovered_under_new_rules', from_version: 0 }),
    )
    expect((await store.snapshots.latest(BRANCH, DISTRICT))?.tick).toBe((tail?.tick ?? 0) + 1)
    await again.kill()
  })

  it('[ACT hop 5] keeps what was acknowledged when the process dies right after the commit', async () => {
    const { city, store } = await livedCity(4)
    const told = city.results().map((item) => 'action_id' in item && item.action_id)
    const again = await restart(city)
    const { items } = await store.streams.read({
      branch: BRANCH,
      resident: AGENT,
      after: { seq: 0, tick: 0 },
      limit: 1_000,
    })
    const kept = items.map((item) => 'action_id' in item && item.action_id)
    expect(kept).toEqual(expect.arrayContaining(told))
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
    await again.kill()
  })

  it.each(['before', 'after'])('[CMD-1] spawns exactly once when the process dies %s the commit', async (moment) => {
    const clock = newClock()
    const store = openMemoryStore({ nowMs: () => clock.wallMs() })
    const city = await startCity({ clock, store })
    onCommit(store, async (ticks, real) => {
      if (moment === 'after') await real(ticks)
      await new Promise(() => {})
    })
    await city.spawn()
    const again = await restart(city)
    await again.spawn()
    await again.ticks(3)
    expect(await outcomesOf(store, 'command')).toMatchObject([{ status: 'accepted', input: { id: 'spawn-1' } }])
    expect(await again.act({ key: 'k1' })).toEqual({ status: 'queued' })
    await again.kill()
  })

  it('[DET-4] has nothing to replay after a graceful stop', async () => {
    const { city, store } = await livedCity(5)
    const stopping = city.districts.stop()
    await city.ticks(1)
    await stopping
    const head = await store.tickLog.head(BRANCH, DISTRICT)
    expect(await store.snapshots.latest(BRANCH, DISTRICT)).toMatchObject({
      tick: head?.tick,
      stateHash: head?.stateHash,
    })
    await city.kill()
  })
})
