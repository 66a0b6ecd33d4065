// Several hosts of the tiny city on one store in memory and one bus, under one hand-moved clock. Each can die alone.
import { type Bus, createInProcessBus } from '@civitas/bus'
import { Presence } from '@civitas/bus/presence'
import { type Clock, ManualClock } from '@civitas/kit'
import { openMemoryStore, type Store } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { composeDistricts } from '../../src/compose.ts'
import { readDistrictsConfig } from '../../src/config.ts'
import { quietMinds } from '../host/helpers.ts'

const START_MS = Date.UTC(2026, 0, 1)

export interface TestHost {
  readonly id: string
  /** Districts that it runs, by name. */
  held(): string[]
  /** Without a word: nothing of it runs on, or is heard. */
  die(): void
  /** Neither runs nor is heard until the function that it returns wakes it. */
  freeze(): () => void
  stop(): Promise<void>
}

export async function startCluster() {
  const clock = new ManualClock(START_MS)
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const bus = createInProcessBus()
  await store.city.addClock('main', { tick0: 0, wall0Ms: START_MS, speed: 1, rate: 20 })
  return { clock, store, bus, addHost: () => addHost({ clock, store, bus }) }
}

async function addHost(shared: { clock: Clock; store: Store; bus: Bus }): Promise<TestHost> {
  const gate = { awake: Promise.resolve(), wake: () => {} }
  const clock = gated(shared.clock, gate)
  const { bus, cut } = cuttable(shared.bus)
  const presence = new Presence({ bus, clock }, ['district', 'agents'])
  const config = readDistrictsConfig({ CIVITAS_SCENARIO: 'tiny' })
  const telemetry = quietTelemetry()
  const districts = await composeDistricts(config, { ...shared, bus, clock, telemetry, minds: quietMinds, presence })
  presence.start()
  await districts.start(new AbortController().signal)
  const freeze = () => {
    gate.awake = new Promise((resolve) => (gate.wake = resolve))
    return gate.wake
  }
  return {
    id: presence.id,
    held: () => districts.held().map(({ district }) => district),
    freeze,
    die: () => {
      freeze()
      cut()
    },
    stop: async () => {
      await districts.stop()
      presence.stop()
    },
  }
}

/** Sleepers wake only while the process is awake. */
function gated(clock: Clock, gate: { awake: Promise<void> }): Clock {
  const sleep = async (ms: number, signal?: AbortSignal) => {
    await clock.sleep(ms, signal)
    await gate.awake
  }
  return { wallMs: () => clock.wallMs(), monotonicMs: () => clock.monotonicMs(), sleep }
}

/** A process's own end of the bus: once cut it neither hears nor says anything. */
function cuttable(bus: Bus): { bus: Bus; cut: () => void } {
  const ends = new Set<() => void>()
  let isCut = false
  const kept = (end: () => void) => {
    ends.add(end)
    return end
  }
  return {
    bus: {
      publish: (...of) => (isCut ? undefined : bus.publish(...of)),
      subscribe: (...of) => kept(bus.subscribe(...of)),
      request: (...of) => bus.request(...of),
      respond: (...of) => kept(bus.respond(...of)),
      onGap: (...of) => kept(bus.onGap(...of)),
      close: async () => {},
    },
    cut: () => {
      isCut = true
      for (const end of ends) end()
    },
  }
}
