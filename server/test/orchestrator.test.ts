import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { type ClockState, type DistrictStateMessage, topics } from '@civitas/schema'
import { districtLease, openMemoryStore, type Store, type TickCommit } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { describe, expect, it } from 'vitest'
import { composeOrchestrator } from '../src/orchestrator/compose.ts'

const identity = { branch: 'main', scenario: 'tiny', scenarioHash: 'abc', seed: 1, tickMs: 1_000 }
const districts = ['old-town', 'market']

function orchestratorOf(
  store: Store,
  of: { identity?: typeof identity; clock?: { speed: number; rate: number } } = {},
) {
  const bus = createInProcessBus()
  const clock = new ManualClock(5_000)
  const config = { identity, districts, clock: { speed: 1, rate: 20 }, ...of }
  const service = composeOrchestrator(config, { store, bus, telemetry: quietTelemetry(), clock })
  return { bus, clock, service, start: () => service.start(new AbortController().signal) }
}

describe('the orchestrator', () => {
  it('[CLK-1] founds a city: its identity and its first clock record', async () => {
    const store = openMemoryStore()
    const { start, service } = orchestratorOf(store)
    await start()
    expect(await store.city.founded('main')).toEqual(identity)
    expect(await store.city.latestClock('main')).toEqual({ tick0: 0, wall0Ms: 5_000, speed: 1, rate: 20 })
    await service.stop()
  })

  it.each([
    [{ seed: 2 }, /^CIVITAS_SEED is 2, but this city was founded with 1\. Set it back, or start a new city/],
    [{ scenario: 'default' }, /^CIVITAS_SCENARIO is default, but this city was founded with tiny/],
    [{ tickMs: 2_000 }, /^CIVITAS_TICK_MS is 2000, but this city was founded with 1000/],
    [{ scenarioHash: 'def' }, /^CIVITAS_SCENARIO or CIVITAS_RESIDENTS: the scenario "tiny" is not the one/],
  ])('refuses another city in the same store: %o', async (change, message) => {
    const store = openMemoryStore()
    const first = orchestratorOf(store)
    await first.start()
    await first.service.stop()
    await expect(orchestratorOf(store, { identity: { ...identity, ...change } }).start()).rejects.toThrow(message)
  })

  it('[CLK-1] keeps the record over a restart, and makes a new one at the head for another rate', async () => {
    const store = openMemoryStore()
    const first = orchestratorOf(store)
    await first.start()
    await first.service.stop()
    const before = await store.city.latestClock('main')
    const again = orchestratorOf(store)
    await again.start()
    await again.service.stop()
    expect(await store.city.latestClock('main')).toEqual(before)
    const { token } = (await store.leases.acquire(districtLease('main', 'market'), 'test', 1_000)) ?? { token: 0 }
    await store.tickLog.commit([tickOf('market', 7, token)])
    const faster = orchestratorOf(store, { clock: { speed: 1, rate: 60 } })
    await faster.start()
    await faster.service.stop()
    expect(await store.city.latestClock('main')).toEqual({ tick0: 7, wall0Ms: 5_000, speed: 1, rate: 60 })
  })

  it('[CLK-1] publishes a tick once every district has committed it', async () => {
    const { bus, clock, service, start } = orchestratorOf(openMemoryStore())
    const ticks: unknown[] = []
    const clocks: ClockState[] = []
    bus.subscribe(topics.worldTick(), (message) => ticks.push(message))
    bus.subscribe(topics.worldClock(), (message) => clocks.push(message as ClockState))
    await start()
    bus.publish(topics.districtState('old-town'), stateOf('old-town', 4))
    await clock.advance(0)
    expect(ticks).toEqual([])
    bus.publish(topics.districtState('market'), stateOf('market', 3))
    await clock.advance(0)
    await clock.advance(0)
    expect(ticks).toEqual([{ tick: 3 }])
    expect(clocks).toMatchObject([{ tick: 3 }])
    await service.stop()
  })
})

function stateOf(district: string, tick: number): DistrictStateMessage {
  const clock = { tick, city_ms: 0, day: 1, minute_of_day: 480, rate: 20, paused: false, weather: 'clear' as const }
  return { district, epoch: 1, tick, clock, residents: 0, outdoors: 0, coins: 0, lag_ms: 0, incidents: [] }
}

function tickOf(district: string, tick: number, token: number): TickCommit {
  const nothing = { entries: [], facts: [], streams: [], texts: [], commandsDone: [], agents: [] }
  return {
    branch: 'main',
    district,
    tick,
    simVersion: 1,
    token,
    wallMs: 0,
    ...nothing,
    buildings: { district, rows: [] },
  }
}
