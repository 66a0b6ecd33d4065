import { ManualClock } from '@civitas/kit'
import type { StorageState } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { expect, test } from 'vitest'
import { createStorageKeeper } from '../../src/orchestrator/storage-keeper.ts'

const MB = 1_000_000

function keeperOf(state: () => StorageState) {
  const clock = new ManualClock(5_000)
  const calls: string[] = []
  const store = {
    trim: async (nowMs: number) => {
      calls.push(`trim ${nowMs}`)
      return state()
    },
    maintain: async (nowMs: number) => void calls.push(`maintain ${nowMs}`),
  }
  const { log, metrics } = quietTelemetry()
  const stopping = new AbortController()
  const keeper = createStorageKeeper({ store, clock, log, metrics })
  const running = keeper.run(stopping.signal)
  const stop = async () => {
    stopping.abort()
    await running
  }
  return { keeper, clock, calls, metrics, stop }
}

const stateOf = (bytes: number): StorageState => ({
  stores: [{ store: 'journal', bytes, capBytes: 100 * MB }],
  isFull: false,
})

test('[§15] warns from 80 % of a cap on, and no longer below it', async () => {
  let bytes = 79 * MB
  const { keeper, clock, metrics, stop } = keeperOf(() => stateOf(bytes))
  await clock.advance(0)
  expect(keeper.warnings()).toEqual([])
  const { body } = await metrics.page()
  expect(body).toContain('civitas_storage_bytes{store="journal"} 79000000')
  expect(body).toContain('civitas_storage_cap_bytes{store="journal"} 100000000')

  bytes = 80 * MB
  await clock.advance(30_000)
  expect(keeper.warnings()).toEqual([
    'storage: journal takes 80 of 100 MB (80 %); at its cap: oldest span: replay and feed begin later',
  ])
  bytes = 10 * MB
  await clock.advance(30_000)
  expect(keeper.warnings()).toEqual([])
  await stop()
})

test('[§15] trims twice a minute, maintains every five minutes, and survives a store that is away', async () => {
  let isAway = true
  const { calls, clock, stop } = keeperOf(() => {
    if (isAway) throw new Error('away')
    return stateOf(0)
  })
  await clock.advance(0)
  isAway = false
  for (let count = 0; count < 10; count++) await clock.advance(30_000)
  expect(calls.filter((call) => call.startsWith('trim'))).toHaveLength(11)
  expect(calls.filter((call) => call.startsWith('maintain'))).toEqual(['maintain 275000'])
  await stop()
})
