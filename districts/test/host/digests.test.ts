import { openMemoryStore } from '@civitas/store'
import { expect, it } from 'vitest'
import { replayCity } from '../../src/replay.ts'
import { BRANCH, DISTRICT, heal, newClock, onCommit, startCity, type TestCity } from './helpers.ts'

/** An hour of city time a tick: 16 ticks from the first morning to midnight, 24 for each day after. */
const FAST = { CIVITAS_CLOCK_RATE: '3600' }

async function restart(killed: TestCity): Promise<TestCity> {
  await killed.kill()
  heal(killed.store)
  return startCity({ clock: killed.clock, store: killed.store, environment: FAST })
}

it('[DET-4] each day is told once, through kill -9 before and after its commit, recovery and replay', async () => {
  const clock = newClock()
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const days = async () => {
    const told = await store.digests.read(BRANCH, 1, 100)
    return told.filter(({ district }) => district === DISTRICT).map(({ digest }) => digest)
  }
  const first = await startCity({ clock, store, environment: FAST })
  await first.ticks(15)
  expect(await days()).toEqual([])
  // The tick that ends the day never reaches the store: the next life runs it again.
  onCommit(store, async () => {
    throw new Error('dead')
  })
  await first.ticks(2)
  const second = await restart(first)
  expect(await days()).toEqual([])
  await second.ticks(3)
  const told = await days()
  expect(told.map(({ day }) => day)).toEqual([1])
  expect(told[0]?.sums['residents']).toBeGreaterThan(0)

  // Now it has: recovery goes over midnight again, and tells nothing anew.
  const third = await restart(second)
  await third.ticks(26)
  expect(await days()).toEqual([told[0], expect.objectContaining({ day: 2 })])
  await third.kill()
  heal(store)
  const reports = await replayCity(store, third.districts.identity, { fromStart: true })
  expect(reports.map(({ difference }) => difference)).toEqual([undefined, undefined])
  expect(await days()).toHaveLength(2)
})
