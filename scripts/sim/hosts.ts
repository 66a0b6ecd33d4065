// The city's own processes, built from the shipped parts on a simulated clock, bus and store.
import { composeAgentRuntime } from '@civitas/agent-runtime'
import type { Bus } from '@civitas/bus'
import { CommitPipeline } from '@civitas/districts/host/durable/commit-pipeline'
import { DistrictHost } from '@civitas/districts/host/host'
import { hostMetrics } from '@civitas/districts/host/metrics'
import { Timeline } from '@civitas/districts/host/time/timeline'
import type { City } from '@civitas/districts/sim/index'
import { type ActionChain, type ClockRecordMessage, type Scenario, topics } from '@civitas/schema'
import { composeOrchestrator } from '@civitas/server'
import { createChain } from '@civitas/server/gateway/chain/index'
import { gatewayCounter } from '@civitas/server/gateway/events'
import { CachedDirectory, DistrictHub } from '@civitas/server/gateway/hub/index'
import type { CityIdentity, ClockRecord, Store } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import type { SimProcess } from './sim-process.ts'

export interface CityPlan {
  city: City
  scenario: Scenario
  identity: CityIdentity
  districts: readonly string[]
  clock: { speed: number; rate: number }
}

/** What a process is given. */
export interface Ground {
  plan: CityPlan
  store: Store
  bus: Bus
  /** Told of every district that was lost and is taken up again, with the code of what ended it. */
  lost: (code: string) => void
}

const { minds } = composeAgentRuntime({ threads: 1 }, { telemetry: quietTelemetry() })

/** How long a host leaves a district to the one that it is meant for, in milliseconds. */
const COURTESY_MS = 1_500

/** Starts a host of all districts; where another one holds them, it waits as their standby. `first` is the one it wants most. Rejects when the store does. */
export async function startHost(process: SimProcess, { plan, store, bus, lost }: Ground, first: number): Promise<void> {
  const { clock } = process
  const { branch, seed, tickMs } = plan.identity
  const { log, metrics: registry } = quietTelemetry()
  const metrics = hostMetrics(registry)
  metrics.restarts.add = (_count, labels) => lost(String(labels?.['code']))
  const pipeline = new CommitPipeline({ tickLog: store.tickLog, clock, log, metrics: metrics.pipeline })
  const record = await firstClock(process, { plan, store })
  const onRebase = (made: ClockRecord) => void store.city.addClock(branch, made).catch(() => {})
  const timeline = new Timeline({ record, tickMs, onRebase })
  bus.subscribe(topics.worldClockRecord(), (message) => timeline.add(message as ClockRecordMessage))
  const shared = { store, bus, minds, clock, log, metrics, pipeline, timeline }
  const place = { branch, city: plan.city, seed, tickMs, lockstep: true, test: false, count: plan.districts.length }
  const lease = { holder: process.name, alone: false }
  const never = new AbortController().signal
  await Promise.all(
    plan.districts.map(async (district, index) => {
      if (index % 2 !== first) await clock.sleep(COURTESY_MS)
      await new DistrictHost(shared, { ...place, district, index }, lease).start(never)
    }),
  )
}

async function firstClock(process: SimProcess, { plan, store }: Pick<Ground, 'plan' | 'store'>): Promise<ClockRecord> {
  const { branch } = plan.identity
  const latest = await store.city.latestClock(branch)
  if (latest) return latest
  const first = { tick0: 0, wall0Ms: process.clock.wallMs(), ...plan.clock }
  await store.city.addClock(branch, first)
  return first
}

export interface Gateway {
  process: SimProcess
  chain: ActionChain
  hub: DistrictHub
}

/** A gateway without listeners: chain, register and hub. */
export function startGateway(process: SimProcess, { plan, store, bus }: Ground): Gateway {
  const telemetry = quietTelemetry()
  const { clock } = process
  const count = gatewayCounter(telemetry.metrics)
  const base = { store, bus, clock, log: telemetry.log, branch: plan.identity.branch, count }
  const directory = new CachedDirectory(base)
  const hub = new DistrictHub({ ...base, placeNames: new Map(), gatewayId: process.name }, directory)
  hub.start()
  return { process, hub, chain: createChain({ bus, clock, directory, hub, telemetry }) }
}

/** Rejects when the store does. */
export async function startOrchestrator(process: SimProcess, { plan, store, bus }: Ground): Promise<void> {
  const { identity, districts, clock } = plan
  const telemetry = quietTelemetry()
  const orchestrator = composeOrchestrator(
    { identity, districts, clock },
    { store, bus, telemetry, clock: process.clock },
  )
  await orchestrator.start(new AbortController().signal)
}
