// The orchestrator: what the city is, and what time it is. Sends no ticks to obey; districts run on while it is away. [CLK-1]
import type { Bus } from '@civitas/bus'
import { type Clock, type Service, systemClock } from '@civitas/kit'
import { topics } from '@civitas/schema'
import type { CityIdentity, Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { type ClockWish, settleClock } from './clock-records.ts'
import { checkIdentity } from './identity.ts'
import { publishWorldTicks } from './world-ticker.ts'

/** How often the store drops what is past its retention. */
const MAINTAIN_MS = 5 * 60_000

export interface OrchestratorConfig {
  identity: CityIdentity
  /** District ids in the scenario's order. */
  districts: readonly string[]
  clock: ClockWish
}

export interface OrchestratorDeps {
  store: Store
  bus: Bus
  telemetry: Telemetry
  clock?: Clock
}

/** `start` rejects with `CityIdentityError` when the store holds another city. Start it before the districts. */
export function composeOrchestrator(config: OrchestratorConfig, deps: OrchestratorDeps): Service {
  const { identity, districts } = config
  const { store, bus, clock = systemClock } = deps
  const { log } = deps.telemetry.child('orchestrator')
  const stopping = new AbortController()
  let endTicks = () => {}

  return {
    id: 'orchestrator',

    async start() {
      checkIdentity(identity, await store.city.identity(identity))
      const record = await settleClock(store, clock, { branch: identity.branch, districts, wish: config.clock })
      bus.publish(topics.worldClockRecord(), record)
      endTicks = publishWorldTicks(bus, districts)
      void maintain(stopping.signal)
    },

    async stop() {
      stopping.abort()
      endTicks()
    },
  }

  async function maintain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(MAINTAIN_MS, signal)
      if (signal.aborted) return
      await store.maintain(clock.wallMs()).catch((error: unknown) => log.warn({ err: error }, 'store upkeep failed'))
    }
  }
}
