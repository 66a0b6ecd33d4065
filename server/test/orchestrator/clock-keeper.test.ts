import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { topics } from '@civitas/schema'
import { openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { afterEach, describe, expect, it } from 'vitest'
import { keepClock } from '../../src/orchestrator/clock-keeper.ts'

const TICK_MS = 1_000
const START_MS = Date.UTC(2026, 0, 1)
const { log } = quietTelemetry().child('orchestrator')

describe('[CLK-1] the record of a cluster', () => {
  let stop = new AbortController()
  afterEach(() => stop.abort())

  /** @param heads newest committed ticks, as the store knows them */
  function start(heads: Record<string, number> = {}) {
    stop = new AbortController()
    const clock = new ManualClock(START_MS)
    const store = openMemoryStore({ nowMs: () => clock.wallMs() })
    store.tickLog.head = async (_branch, district) => ({ tick: heads[district] ?? 0 })
    const bus = createInProcessBus()
    const told: unknown[] = []
    bus.subscribe(topics.worldClockRecord(), (record) => told.push(record))
    const first = { tick0: 0, wall0Ms: START_MS, speed: 1, rate: 20 }
    const of = { branch: 'main', districts: ['market', 'old-town'], tickMs: TICK_MS, first }
    void keepClock({ store, bus, clock, log }, of, stop.signal)
    const report = async (district: string, tick: number) => {
      bus.publish(topics.districtState(district), { district, epoch: 1, tick })
      await clock.advance(TICK_MS)
    }
    return { clock, store, told, report }
  }

  it('stays while one district lags behind and another is in time', async () => {
    const { clock, told, report } = start({ 'old-town': 100 })
    await clock.advance(100 * TICK_MS)
    await report('market', 10)
    await report('old-town', 101)
    await report('market', 11)
    expect(told).toEqual([])
  })

  it('is made anew, once, when all are far behind', async () => {
    const { clock, store, told, report } = start()
    await clock.advance(100 * TICK_MS)
    for (let tick = 10; tick < 14; tick++) await report('market', tick)
    expect(told).toMatchObject([{ tick0: 10, speed: 1, rate: 20 }])
    expect(await store.city.latestClock('main')).toMatchObject({ tick0: 10 })
  })

  it('stays while nobody ticks: the next tick tells how far behind it is', async () => {
    const { clock, told, report } = start()
    await report('market', 1)
    await clock.advance(200 * TICK_MS)
    expect(told).toEqual([])
  })
})
