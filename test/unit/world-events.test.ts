// From the calendar to the feed: orchestrators die and stand in for each other, districts are taken up again, and the market is held once. [CMD-1]
import { createInProcessBus } from '@civitas/bus'
import { composeDistricts, readCity, readDistrictsConfig } from '@civitas/districts'
import { ManualClock } from '@civitas/kit'
import { type Fact, topics } from '@civitas/schema'
import { composeOrchestrator } from '@civitas/server'
import { openMemoryStore, type Store } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { expect, it } from 'vitest'

const BRANCH = 'main'
const TICK_MS = 1_000
/** An hour a tick. */
const CLOCK_RATE = 3_600
const TICKS_TO_MARKET = 5 * 24 + 1

const isMarket = (fact: Fact) => fact.type === 'world_event' && fact.event === 'market_day'

async function startCity() {
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const bus = createInProcessBus()
  const minds = { prepare: async () => {}, decide: async () => [] }
  const config = readDistrictsConfig({
    CIVITAS_SCENARIO: 'tiny',
    CIVITAS_TICK_MS: String(TICK_MS),
    CIVITAS_CLOCK_RATE: String(CLOCK_RATE),
    CIVITAS_RESIDENTS: '2',
  })
  const plan = await readCity(config)
  const { identity, scenario } = plan
  const base = { store, bus, telemetry: quietTelemetry(), clock }
  const signal = new AbortController().signal
  const newDistricts = () => composeDistricts(config, { ...base, minds, plan })
  const newOrchestrator = async (through: Store = store) => {
    const districts = scenario.districts.map(({ id }) => id)
    const rate = { speed: 1, rate: CLOCK_RATE }
    const one = composeOrchestrator({ identity, districts, clock: rate, scenario }, { ...base, store: through })
    await one.start(signal)
    return one
  }
  const heard: Fact[] = []
  bus.subscribe(topics.districtEvents('+'), (message) => void heard.push(...(message as { facts: Fact[] }).facts))
  return {
    store,
    newOrchestrator,
    newDistricts,
    signal,
    ticks: (count: number) => clock.advance(count * TICK_MS),
    heard: () => heard.filter(isMarket),
    kept: async () => {
      const { facts } = await store.facts.read(BRANCH, {}, 10_000)
      return facts.filter(({ fact }) => isMarket(fact)).map(({ district }) => district)
    },
  }
}

it('[CMD-1, CLK-2] the market is held once, though the orchestrator dies in the act and the district is taken up again', async () => {
  const city = await startCity()
  let died = false
  // It dies after its transaction, before it can wake anybody.
  const handOver: Store['worldEvents']['handOver'] = async (...of) => {
    await city.store.worldEvents.handOver(...of)
    died = true
    return new Promise(() => {})
  }
  await city.newOrchestrator({ ...city.store, worldEvents: { ...city.store.worldEvents, handOver } })
  const districts = await city.newDistricts()
  await districts.start(city.signal)
  await city.ticks(TICKS_TO_MARKET + 5)
  expect(died).toBe(true)
  const standby = await city.newOrchestrator()
  await city.ticks(5)
  expect(await city.kept()).toEqual(['market'])
  await districts.stop()
  const again = await city.newDistricts()
  await again.start(city.signal)
  await city.ticks(5)
  expect(await city.kept()).toEqual(['market'])
  expect(city.heard()).toMatchObject([{ event: 'market_day', event_id: 'calendar/market-day/6' }])
  await again.stop()
  await standby.stop()
})
