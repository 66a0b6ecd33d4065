// The orchestrator: what the city is, and what time it is. Sends no ticks to obey; districts run on while it is away. [CLK-1]
import type { Bus } from '@civitas/bus'
import type { Presence } from '@civitas/bus/presence'
import { type Clock, type Service, systemClock } from '@civitas/kit'
import { type Scenario, topics } from '@civitas/schema'
import type { CityIdentity, ClockRecord, Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { keepClock } from './clock-keeper.ts'
import { type ClockWish, settleClock } from './clock-records.ts'
import { checkIdentity } from './identity.ts'
import { leadInTurn } from './leadership.ts'
import { foundingOf } from './reconcile/invariants.ts'
import { createReconciler } from './reconcile/reconcile.ts'
import { createStorageKeeper } from './storage-keeper.ts'
import { planCalendar } from './world-events/calendar.ts'
import { keepWorldEvents } from './world-events/keeper.ts'
import { publishWorldTicks } from './world-ticker.ts'

export interface OrchestratorConfig {
  identity: CityIdentity
  /** District ids in the scenario's order. */
  districts: readonly string[]
  clock: ClockWish
  /** With it the orchestrator knows where the market is held, and how much money the city began with. */
  scenario?: Scenario
}

export interface Orchestrator extends Service {
  /** What does not add up in the city, and what fills up, for people; empty where another orchestrator leads. */
  warnings(): string[]
}

export interface OrchestratorDeps {
  store: Store
  bus: Bus
  telemetry: Telemetry
  clock?: Clock
  /** Set: a cluster, in which one orchestrator leads and the others stand by. */
  presence?: Presence
}

/** `start` rejects with `CityIdentityError` when the store holds another city. Start it before the districts. */
export function composeOrchestrator(config: OrchestratorConfig, deps: OrchestratorDeps): Orchestrator {
  const { identity, districts } = config
  const { branch, tickMs } = identity
  const { store, bus, presence, clock = systemClock } = deps
  const { log, metrics } = deps.telemetry.child('orchestrator')
  const founding = foundingOf(districts, config.scenario)
  const reconciler = createReconciler({ store, bus, clock, log, metrics }, { branch, founding, tickMs })
  const storage = createStorageKeeper({ store, clock, log, metrics })
  const plan = planCalendar(identity.seed, districts, config.scenario)
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  /** What goes on beside, until the term ends. */
  let tasks: Promise<void>[] = []
  let leading = false
  presence?.describe(() => ({ leading }))

  return {
    id: 'orchestrator',

    async start() {
      checkIdentity(identity, await store.city.identity(identity))
      if (!presence) {
        await open(stopping.signal)
        leading = true
        return
      }
      const lease = { name: `orchestrator:${branch}`, holder: presence.id }
      running = leadInTurn({ leases: store.leases, clock, log }, lease, term, stopping.signal)
    },

    warnings: () => (leading ? [...reconciler.warnings(), ...storage.warnings()] : []),

    async stop() {
      stopping.abort()
      await running
      await Promise.all(tasks)
    },
  }

  /** What the one orchestrator does, until `signal` aborts. */
  async function open(signal: AbortSignal): Promise<ClockRecord> {
    const record = await settleClock(store, clock, { branch, districts, wish: config.clock })
    bus.publish(topics.worldClockRecord(), record)
    const endTicks = publishWorldTicks(bus, districts)
    if (signal.aborted) endTicks()
    else signal.addEventListener('abort', endTicks)
    const events = keepWorldEvents({ store, bus, clock, log, metrics }, { branch, plan }, signal)
    tasks = [storage.run(signal), reconciler.run(signal), events]
    return record
  }

  async function term(signal: AbortSignal): Promise<void> {
    leading = true
    presence?.announce()
    try {
      const first = await open(signal)
      await keepClock({ store, bus, clock, log }, { branch, districts, tickMs, first }, signal)
    } finally {
      leading = false
    }
  }
}
