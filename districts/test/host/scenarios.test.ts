import { type RoutineDecision, topics } from '@civitas/schema'
import { districtLease, FencedError, StoreUnavailableError, UnknownOutcomeError } from '@civitas/store'
import { afterEach, describe, expect, it } from 'vitest'
import {
  AGENT,
  BRANCH,
  type CityOptions,
  DISTRICT,
  heal,
  newClock,
  onCommit,
  startCity,
  type TestCity,
} from './helpers.ts'

describe('a district from intake to publication', () => {
  let city: TestCity
  const start = async (options?: CityOptions) => (city = await startCity(options))
  afterEach(() => city.kill())

  it('[CLK-1] runs one tick per second, contiguous, at the hand-moved clock', async () => {
    await start()
    await city.ticks(20)
    expect(await city.head()).toBe(20)
    expect(city.states.map(({ tick }) => tick)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('[ACT-4] acknowledges an action once it is committed, with its cursor', async () => {
    await start()
    await city.spawn()
    expect(await city.act({ key: 'k1' })).toEqual({ status: 'queued' })
    expect(city.results()).toEqual([])
    await city.ticks(1)
    expect(city.results()).toMatchObject([{ kind: 'result', key: 'k1', action_id: 'act_k1', status: 'accepted' }])
    const [stored] = (await city.store.actions.find(BRANCH, ['act_k1'])).values()
    expect(stored).toMatchObject({ resident: AGENT, key: 'k1', status: 'accepted' })
  })

  it('[ACT-2] publishes nothing but frames while the commit is under way', async () => {
    await start()
    await city.spawn()
    const head = await city.head()
    onCommit(city.store, () => new Promise(() => {}))
    await city.act({ key: 'k1' })
    city.heard.length = 0
    await city.ticks(2)
    expect(await city.head()).toBe(head)
    expect(new Set(city.heard.filter((topic) => topic.startsWith(`/district/${DISTRICT}/`)))).toEqual(
      new Set([topics.districtFrames(DISTRICT)]),
    )
  })

  it('[ACT-5] pauses at three uncommitted ticks, answers busy, and goes on once the store is back', async () => {
    await start()
    await city.spawn()
    const head = await city.head()
    const tried: number[] = []
    onCommit(city.store, async (ticks) => {
      tried.push(...ticks.filter(({ district }) => district === DISTRICT).map(({ tick }) => tick))
      throw new StoreUnavailableError('no space left on device')
    })
    await city.ticks(10)
    expect(Math.max(...tried)).toBe(head + 3)
    expect(await city.act({ key: 'k1' })).toMatchObject({ status: 'busy', retry_after_ms: 1_000 })
    heal(city.store)
    await city.ticks(10)
    expect(await city.head()).toBeGreaterThan(head + 9)
    expect(await city.act({ key: 'k1' })).toEqual({ status: 'queued' })
  })

  it.each([true, false])(
    '[ACT-5] looks a commit of unknown outcome up instead of running it again (landed: %s)',
    async (landed) => {
      await start()
      await city.spawn()
      let lost = 0
      onCommit(city.store, async (ticks, real) => {
        if (landed || lost > 0) await real(ticks)
        if (lost++ === 0) throw new UnknownOutcomeError('commit')
      })
      await city.act({ key: 'k1' })
      await city.ticks(5)
      expect(lost).toBeGreaterThan(1)
      expect(city.results()).toHaveLength(1)
      const ticks = city.states.map(({ tick }) => tick)
      expect(ticks).toEqual([...new Set(ticks)].toSorted((a, b) => a - b))
    },
  )

  it('[ACT-7] journals a repeated key as duplicate, without a second result', async () => {
    await start()
    await city.spawn()
    await city.act({ key: 'k1' })
    await city.ticks(1)
    await city.act({ key: 'k1' })
    await city.ticks(1)
    expect(city.results()).toHaveLength(1)
    const rows = await city.store.tickLog.read(BRANCH, DISTRICT, 0, 100)
    const outcomes = rows.flatMap(({ entries }) => entries.filter(({ input }) => input.type === 'action'))
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'duplicate'])
  })

  it('[CLK-2] stops at once when it is fenced, and waits for the lease', async () => {
    await start()
    await city.ticks(3)
    const head = await city.head()
    await city.store.leases.acquire(districtLease(BRANCH, DISTRICT), 'another host', 60_000, true)
    city.heard.length = 0
    await city.ticks(5)
    expect(await city.head()).toBe(head)
    expect(city.states.at(-1)?.tick).toBe(head)
    await expect(
      city.bus.request(topics.districtQuery(DISTRICT), { kind: 'observe', resident: 1 }, { timeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'no_responder' })
    expect(await city.head('market')).toBeGreaterThan(head)
  })

  it('[CLK-2] takes the district up again, under a higher epoch, when the other host is gone', async () => {
    await start()
    await city.ticks(3)
    const epoch = city.states.at(-1)?.epoch ?? 0
    let fence = true
    onCommit(city.store, async (ticks, real) => {
      if (fence && ticks.some(({ district }) => district === DISTRICT)) throw new FencedError('fenced')
      await real(ticks)
    })
    await city.ticks(2)
    fence = false
    await city.ticks(10)
    expect(city.states.at(-1)?.epoch).toBeGreaterThan(epoch)
    expect(await city.head()).toBeGreaterThan(8)
  })

  it('[DET-4] is taken up again from its journal when the simulation itself fails', async () => {
    let isPoisoned = true
    const poison = { resident: 1, action: { name: 'fly', parameters: {} } } as unknown as RoutineDecision
    const minds = { prepare: async () => {}, decide: async () => (isPoisoned ? [poison] : []) }
    await start({ minds })
    await city.ticks(5)
    expect(await city.head()).toBeLessThan(4)
    isPoisoned = false
    await city.ticks(30)
    expect(await city.head()).toBeGreaterThan(20)
    expect(city.states.at(-1)?.epoch).toBeGreaterThan(1)
  })

  it('[STR-1] observes watched agents each tick, of a committed tick', async () => {
    await start()
    await city.spawn()
    const seen: unknown[] = []
    city.bus.subscribe(topics.districtObservations(DISTRICT), (message) => seen.push(message))
    const query = { kind: 'watch', residents: [AGENT, 4_000_000], by: 'gateway-1' }
    await city.bus.request(topics.districtQuery(DISTRICT), query, { timeoutMs: 100 })
    await city.ticks(2)
    expect(seen).toHaveLength(2)
    expect(seen[0]).toMatchObject({ district: DISTRICT, observations: [{ agent_id: `a${AGENT}` }] })
  })

  it('[CLK-1] runs on with a new record after a night, without a tick missing', async () => {
    const clock = newClock()
    await start({ clock })
    await city.ticks(5)
    await city.districts.stop()
    const head = await city.head()
    await clock.advance(8 * 3_600_000)
    const { store } = city
    await city.bus.close()
    await start({ store, clock })
    await city.ticks(5)
    expect(await city.head()).toBe(head + 5)
    expect(await store.city.latestClock(BRANCH)).toMatchObject({ speed: 1, rate: 20 })
    const rows = await store.tickLog.read(BRANCH, DISTRICT, 0, 100)
    expect(rows.map(({ tick }) => tick)).toEqual(rows.map((_, index) => index + 1))
  })
})
