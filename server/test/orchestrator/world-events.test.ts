import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { DAYS_PER_YEAR, topics } from '@civitas/schema'
import { openMemoryStore, type QueuedEvent, type Store } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { afterEach, describe, expect, it } from 'vitest'
import { CITY_DAY_MS, entriesOf, planCalendar } from '../../src/orchestrator/world-events/calendar.ts'
import { keepWorldEvents } from '../../src/orchestrator/world-events/keeper.ts'

const BRANCH = 'main'
const HOUR_MS = 3_600_000
/** Without a forecast: no district has a sky. */
const plan = { seed: 1, districts: [], places: { market: 'market', townHall: 'old-town' }, scenario: undefined }

describe('the calendar', () => {
  it('brings a market day each seventh day, and each holiday once a year', () => {
    const days = Array.from({ length: DAYS_PER_YEAR }, (_, index) => index + 1)
    const entries = days.flatMap((day) => entriesOf(day, plan))
    const markets = entries.filter(({ event }) => event.kind === 'market_day')
    expect(markets.slice(0, 2)).toEqual([
      {
        id: 'calendar/market-day/6',
        dueMs: 5 * CITY_DAY_MS + 9 * HOUR_MS,
        targets: ['market'],
        event: { kind: 'market_day' },
      },
      {
        id: 'calendar/market-day/13',
        dueMs: 12 * CITY_DAY_MS + 9 * HOUR_MS,
        targets: ['market'],
        event: { kind: 'market_day' },
      },
    ])
    expect(markets).toHaveLength(DAYS_PER_YEAR / 7)
    const holidays = entries.filter(({ event }) => event.kind === 'holiday')
    expect(holidays.map(({ id }) => id)).toEqual([15, 42, 77, 98, 112].map((day) => `calendar/holiday/${day}`))
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  })

  it('tells every district of each turn of the weather, and never twice the same', () => {
    const sky = planCalendar(3, ['a', 'b'], undefined)
    const days = Array.from({ length: DAYS_PER_YEAR }, (_, index) => index + 1)
    const turns = days.flatMap((day) => entriesOf(day, sky)).filter(({ event }) => event.kind === 'weather')
    expect(turns.every(({ targets }) => targets.length === 2)).toBe(true)
    expect(turns[0]).toMatchObject({ id: 'calendar/weather/1/360', dueMs: 6 * HOUR_MS })
    const skies = turns.map(({ event }) => JSON.stringify(event))
    expect(skies.every((one, at) => one !== skies[at - 1])).toBe(true)
    expect(new Set(skies).size).toBeGreaterThanOrEqual(6)
    expect(entriesOf(9, sky)).toEqual(entriesOf(9, planCalendar(3, ['a', 'b'], undefined)))
    expect(entriesOf(9, sky)).not.toEqual(entriesOf(9, planCalendar(4, ['a', 'b'], undefined)))
  })

  it('without a scenario everything is in the first district', () => {
    expect(planCalendar(1, ['a', 'b'], undefined).places).toEqual({ market: 'a', townHall: 'a' })
  })
})

describe('the keeper of world events', () => {
  let stop: AbortController[] = []
  afterEach(() => {
    for (const one of stop) one.abort()
    stop = []
  })

  function newCity() {
    const clock = new ManualClock(0)
    const store = openMemoryStore()
    const bus = createInProcessBus()
    const woken: string[] = []
    bus.subscribe(topics.districtCommands('+'), (_message, { topic }) => void woken.push(topic))
    return {
      clock,
      store,
      woken,
      /** @param through the store as this orchestrator reaches it */
      orchestrator(through: Pick<Store, 'worldEvents'> = store) {
        const end = new AbortController()
        stop.push(end)
        const { log, metrics } = quietTelemetry()
        void keepWorldEvents({ store: through, bus, clock, log, metrics }, { branch: BRANCH, plan }, end.signal)
        return { crash: () => end.abort(), page: async () => (await metrics.page()).body }
      },
      async at(cityMs: number, district = 'market') {
        const clockState = {
          tick: 1,
          city_ms: cityMs,
          day: 1,
          minute_of_day: 0,
          rate: 20,
          paused: false,
          weather: 'clear',
        }
        bus.publish(topics.districtState(district), { district, tick: 1, clock: clockState })
        await clock.advance(1_000)
      },
      taken: async (district: string) => {
        return (await store.commands.pending(BRANCH, district, 100)).map(({ id }) => id)
      },
    }
  }

  const SATURDAY_MS = 5 * CITY_DAY_MS
  const MARKET = 'main/event/calendar/market-day/6/market'

  it('[CMD-1] hands the market day over at nine in the morning, once, and wakes the district', async () => {
    const { orchestrator, at, taken, woken } = newCity()
    const { page } = orchestrator()
    await at(SATURDAY_MS + 9 * HOUR_MS - 1)
    expect(await taken('market')).toEqual([])
    await at(SATURDAY_MS + 9 * HOUR_MS)
    await at(SATURDAY_MS + 10 * HOUR_MS)
    expect(await taken('market')).toEqual([MARKET])
    expect(woken).toEqual(['/district/market/commands'])
    expect(await page()).toContain('civitas_world_events_total{kind="market_day"} 1')
  })

  it('[CMD-1] an orchestrator that comes later hands over what became due meanwhile, and nothing again', async () => {
    const { orchestrator, at, taken } = newCity()
    const first = orchestrator()
    await at(SATURDAY_MS)
    first.crash()
    await at(SATURDAY_MS + 12 * HOUR_MS)
    expect(await taken('market')).toEqual([])
    const second = orchestrator()
    await at(SATURDAY_MS + 12 * HOUR_MS)
    expect(await taken('market')).toEqual([MARKET])
    second.crash()
    orchestrator()
    await at(SATURDAY_MS + 13 * HOUR_MS)
    expect(await taken('market')).toEqual([MARKET])
  })

  it('[CMD-1] two that both believe to lead hand over once', async () => {
    const { orchestrator, at, taken, woken } = newCity()
    orchestrator()
    orchestrator()
    await at(SATURDAY_MS + 9 * HOUR_MS)
    expect([await taken('market'), woken.length]).toEqual([[MARKET], 1])
  })

  const failures: [string, (real: () => Promise<boolean>) => Promise<boolean>][] = [
    ['is away', async () => Promise.reject(new Error('away'))],
    [
      'did it, and says nothing',
      async (real) => {
        await real()
        throw new Error('unknown outcome')
      },
    ],
  ]
  it.each(failures)('[CMD-1] a store that %s: tried again, handed over once', async (_what, fail) => {
    const { store, orchestrator, at, taken } = newCity()
    let failed = 0
    const handOver: Store['worldEvents']['handOver'] = (...of) => {
      const real = () => store.worldEvents.handOver(...of)
      return failed++ === 0 ? fail(real) : real()
    }
    orchestrator({ worldEvents: { ...store.worldEvents, handOver } })
    await at(SATURDAY_MS + 9 * HOUR_MS)
    await at(SATURDAY_MS + 9 * HOUR_MS)
    expect(failed).toBeGreaterThan(0)
    expect(await taken('market')).toEqual([MARKET])
  })

  it('city time is that of the district which is furthest on', async () => {
    const { orchestrator, at, taken } = newCity()
    orchestrator()
    await at(SATURDAY_MS + 9 * HOUR_MS, 'old-town')
    await at(SATURDAY_MS, 'market')
    expect(await taken('market')).toEqual([MARKET])
  })

  it('what others queue goes out too; after two days its name is free again', async () => {
    const { store, orchestrator, at, taken } = newCity()
    const parade: QueuedEvent = {
      id: 'parade',
      dueMs: HOUR_MS,
      targets: ['market', 'old-town'],
      event: { kind: 'holiday', holiday: 'regatta' },
    }
    await store.worldEvents.add(BRANCH, [parade])
    orchestrator()
    await at(2 * HOUR_MS)
    expect(await taken('old-town')).toEqual(['main/event/parade/old-town'])
    await store.worldEvents.add(BRANCH, [parade])
    expect(await store.worldEvents.due(BRANCH, Infinity, 1)).toMatchObject([{ id: 'calendar/market-day/6' }])
    await at(3 * CITY_DAY_MS + HOUR_MS)
    await store.worldEvents.add(BRANCH, [parade])
    expect(await store.worldEvents.due(BRANCH, HOUR_MS, 1)).toEqual([parade])
  })
})
