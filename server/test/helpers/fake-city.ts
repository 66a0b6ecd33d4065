// A district without a world: commits what a test tells it to, publishes as a host does, answers queries.
import { createInProcessBus } from '@civitas/bus'
import { systemClock } from '@civitas/kit'
import {
  agentIdOf,
  type ClockState,
  type DistrictQuery,
  type DistrictQueryAnswer,
  type Fact,
  type NewText,
  type RawObservation,
  type StreamItem,
  topics,
  type Words,
} from '@civitas/schema'
import { districtLease, openMemoryStore, type Store } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { CachedDirectory } from '../../src/gateway/hub/directory.ts'
import { DistrictHub } from '../../src/gateway/hub/hub.ts'

export const BRANCH = 'main'
export const DISTRICT = 'old-town'

/** A stream item of a test before the district has numbered it. */
export type Draft =
  | { kind: 'fact'; fact: Fact }
  | { kind: 'result'; action_id: string; key: string; status: 'accepted' | 'refused'; code?: string }
  | { kind: 'message'; channel: 'say' | 'tell'; from: string; words: Words; place: string }

export const woke = (resident: number): Draft => ({
  kind: 'fact',
  fact: { type: 'woke', agent_id: agentIdOf(resident) },
})

export class FakeCity {
  readonly bus = createInProcessBus()
  readonly counts = new Map<string, number>()
  readonly watched = new Map<string, number[]>()
  readonly store: Store
  readonly directory: CachedDirectory
  readonly hub: DistrictHub
  tick = 0
  epoch = 1
  /** Overrides of where everybody stands. */
  location: Partial<RawObservation['location']> = {}
  /** Where everybody went, as this district says when asked. */
  movedTo: string | undefined
  private readonly heads = new Map<number, number>()
  private token = 0

  private constructor(store: Store) {
    this.store = store
    const count = (name: string, by = 1) => void this.counts.set(name, (this.counts.get(name) ?? 0) + by)
    const { log } = quietTelemetry()
    const placeNames = new Map([['bakery-3', 'Old Oven']])
    const about = { placeNames, branch: BRANCH, gatewayId: 'g1' }
    const deps = { bus: this.bus, store, clock: systemClock, log, count, ...about }
    this.directory = new CachedDirectory(deps)
    this.hub = new DistrictHub(deps, this.directory)
  }

  static async start(residents: readonly number[]): Promise<FakeCity> {
    const city = new FakeCity(openMemoryStore())
    const lease = await city.store.leases.acquire(districtLease(BRANCH, DISTRICT), 'host', 60_000)
    city.token = lease?.token ?? 0
    await city.store.agents.register(
      BRANCH,
      residents.map((resident) => ({ resident, name: `Name ${resident}`, district: DISTRICT })),
    )
    city.bus.respond(topics.districtQuery(DISTRICT), (query) => city.answer(query as DistrictQuery))
    city.hub.start()
    return city
  }

  async stop(): Promise<void> {
    this.hub.stop()
    await this.bus.close()
    await this.store.close()
  }

  /** The number of the agent's newest committed item. */
  headOf(resident: number): number {
    return this.heads.get(resident) ?? 0
  }

  clock(): ClockState {
    return {
      tick: this.tick,
      city_ms: this.tick * 20_000,
      day: 1,
      minute_of_day: 480,
      rate: 20,
      paused: false,
      weather: 'clear',
    }
  }

  observationOf(resident: number): RawObservation {
    return {
      agent_id: agentIdOf(resident),
      tick: this.tick,
      seq: this.headOf(resident),
      location: { district: DISTRICT, place: 'square', x: 10, y: 10, ...this.location },
      visible_agents: [],
      messages: [],
      environment: {
        city_time: 'day 1 08:00',
        day: 1,
        minute_of_day: 480,
        weather: 'clear' as const,
        nearby_places: [],
      },
      self: { coins: 1, energy: 1, hunger: 1, social: 1, purpose: 1, activity: 'standing', inventory: {} },
      available_actions: [],
    }
  }

  /** Commits one tick; returns the function that publishes it, so that a test can come between or lose it. [ACT-2] */
  async commit(
    drafts: readonly { resident: number; draft: Draft }[],
    options: { texts?: NewText[]; facts?: Fact[] } = {},
  ): Promise<() => void> {
    const tick = ++this.tick
    const items = drafts.map(({ resident, draft }) => ({ resident, item: this.number(resident, tick, draft) }))
    const { texts = [], facts = [] } = options
    await this.store.tickLog.commit([
      {
        branch: BRANCH,
        district: DISTRICT,
        tick,
        simVersion: 1,
        token: this.token,
        wallMs: Date.now(),
        entries: [],
        facts,
        streams: items,
        texts,
        commandsDone: [],
        agents: [],
        buildings: { district: DISTRICT, rows: [] },
      },
    ])
    const seen = [...new Set([...this.watched.values()].flat())].map((resident) => this.observationOf(resident))
    const head = { district: DISTRICT, epoch: this.epoch, tick }
    const clock = this.clock()
    return () => {
      this.bus.publish(topics.districtStreams(DISTRICT), { ...head, items, texts })
      this.bus.publish(topics.districtEvents(DISTRICT), { ...head, facts, texts })
      this.bus.publish(topics.districtObservations(DISTRICT), { ...head, clock, observations: seen })
      const numbers = { residents: 1, outdoors: 1, coins: 1, lag_ms: 0 }
      this.bus.publish(topics.districtState(DISTRICT), { ...head, clock, ...numbers })
    }
  }

  /** Resolves when the hub has worked through all that was published. */
  async delivered(): Promise<void> {
    const { tick } = this
    let seen = -1
    const end = this.hub.onClock((clock) => (seen = clock.tick))
    await until(() => seen >= tick)
    end()
  }

  /** Commits one tick and publishes it. */
  async run(
    drafts: readonly { resident: number; draft: Draft }[] = [],
    options: { texts?: NewText[]; facts?: Fact[] } = {},
  ): Promise<void> {
    const publish = await this.commit(drafts, options)
    publish()
  }

  private number(resident: number, tick: number, draft: Draft): StreamItem {
    const seq = this.headOf(resident) + 1
    this.heads.set(resident, seq)
    return { ...draft, seq, tick }
  }

  private answer(query: DistrictQuery): DistrictQueryAnswer {
    if (query.kind === 'watch') {
      this.watched.set(query.by, query.residents)
      return { clock: this.clock() }
    }
    if (this.movedTo !== undefined) return { moved: this.movedTo, clock: this.clock() }
    return { observation: this.observationOf(query.resident), clock: this.clock() }
  }
}

/** Waits until `holds`, turn by turn of the event loop. Rejects after `limitMs`. */
export async function until(holds: () => boolean, limitMs = 5_000): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`did not come true within ${limitMs} ms: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
