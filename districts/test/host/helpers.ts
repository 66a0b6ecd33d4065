// A whole city of the tiny scenario under a hand-moved clock, with a store in memory whose commits can be made to fail.
import { createInProcessBus } from '@civitas/bus'
import { type Clock, ManualClock } from '@civitas/kit'
import {
  type ActionInput,
  type DistrictStateMessage,
  type InboxAnswer,
  type InboxRequest,
  type RoutineMinds,
  type StreamsMessage,
  topics,
} from '@civitas/schema'
import { openMemoryStore, type Store, type TickCommit } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { composeDistricts } from '../../src/compose.ts'
import { readDistrictsConfig } from '../../src/config.ts'

export const BRANCH = 'main'
export const DISTRICT = 'old-town'
export const TICK_MS = 1_000
/** First resident number that an owner's agent gets. */
export const AGENT = 1_000_000
const START_MS = Date.UTC(2026, 0, 1)

/** Minds that never want anything. */
export const quietMinds: RoutineMinds = { prepare: async () => {}, decide: async () => [] }

export interface CityOptions {
  store?: Store
  clock?: ManualClock
  minds?: RoutineMinds
  environment?: Record<string, string>
}

export type TestCity = Awaited<ReturnType<typeof startCity>>

export function newClock(): ManualClock {
  return new ManualClock(START_MS)
}

export async function startCity(options: CityOptions = {}) {
  const clock = options.clock ?? newClock()
  const store = options.store ?? openMemoryStore({ nowMs: () => clock.wallMs() })
  const bus = createInProcessBus()
  const process = mortal(clock)
  const environment = { CIVITAS_SCENARIO: 'tiny', CIVITAS_TICK_MS: String(TICK_MS), ...options.environment }
  const districts = await composeDistricts(readDistrictsConfig(environment), {
    store,
    bus,
    minds: options.minds ?? quietMinds,
    telemetry: quietTelemetry(),
    clock: process.clock,
    lockstep: true,
  })
  const states: DistrictStateMessage[] = []
  const streams: StreamsMessage[] = []
  const heard: string[] = []
  bus.subscribe('#', (_message, { topic }) => heard.push(topic))
  bus.subscribe(topics.districtState(DISTRICT), (message) => states.push(message as DistrictStateMessage))
  bus.subscribe(topics.districtStreams(DISTRICT), (message) => streams.push(message as StreamsMessage))
  await districts.start(new AbortController().signal)

  const city = {
    clock,
    store,
    bus,
    districts,
    states,
    streams,
    /** Topics of everything published so far. */
    heard,
    results: () =>
      streams.flatMap(({ items }) => items.map(({ item }) => item)).filter(({ kind }) => kind === 'result'),
    /** Runs the city for as many ticks as fit into the time. */
    ticks: (count: number) => clock.advance(count * TICK_MS),
    head: async (district = DISTRICT) => (await store.tickLog.head(BRANCH, district))?.tick ?? 0,

    /** Spawns the agent `AGENT` and waits for the tick that does it. */
    async spawn() {
      const command = { kind: 'spawn', resident: AGENT, streamed: true, coins: 50 } as const
      await store.commands.add(BRANCH, DISTRICT, 'spawn-1', command)
      bus.publish(topics.districtCommands(DISTRICT), {})
      await clock.advance(2 * TICK_MS)
    },

    async act(of: {
      key: string
      action?: ActionInput['action']
      texts?: InboxRequest['texts']
    }): Promise<InboxAnswer> {
      const action = of.action ?? { name: 'wait', parameters: { minutes: 5 } }
      const request: InboxRequest = {
        input: { type: 'action', resident: AGENT, action, action_id: `act_${of.key}`, key: of.key },
        texts: of.texts ?? [],
      }
      return (await bus.request(topics.districtInbox(DISTRICT), request, { timeoutMs: 1_000 })) as InboxAnswer
    },

    /** The end of a process without warning: nothing of it runs on, or is heard. */
    async kill() {
      process.die()
      await bus.close()
    },
  }
  return city
}

const healthy = new WeakMap<Store, Store['tickLog']['commit']>()

/** Replaces what a commit does; `real` is the store's own. */
export function onCommit(
  store: Store,
  act: (ticks: readonly TickCommit[], real: (ticks: readonly TickCommit[]) => Promise<void>) => Promise<void>,
): void {
  const real = healthy.get(store) ?? store.tickLog.commit.bind(store.tickLog)
  healthy.set(store, real)
  store.tickLog.commit = (ticks) => act(ticks, real)
}

export function heal(store: Store): void {
  onCommit(store, (ticks, real) => real(ticks))
}

/** A clock whose sleepers never wake once the process is dead. */
function mortal(clock: Clock): { clock: Clock; die: () => void } {
  let isDead = false
  const sleep = async (ms: number, signal?: AbortSignal) => {
    await clock.sleep(ms, signal)
    if (isDead) await new Promise(() => {})
  }
  return {
    clock: { wallMs: () => clock.wallMs(), monotonicMs: () => clock.monotonicMs(), sleep },
    die: () => {
      isDead = true
    },
  }
}
