// The city's own processes, built from the shipped parts on a simulated clock, bus and store.
import { composeAgentRuntime } from '@civitas/agent-runtime'
import type { Bus } from '@civitas/bus'
import { Presence, type Role as PresenceRole } from '@civitas/bus/presence'
import { type CityPlan, composeDistricts, type DistrictsConfig } from '@civitas/districts'
import type { ActionChain } from '@civitas/schema'
import { composeOrchestrator } from '@civitas/server'
import { createChain } from '@civitas/server/gateway/chain/index'
import { gatewayCounter } from '@civitas/server/gateway/events'
import { CachedDirectory, DistrictHub } from '@civitas/server/gateway/hub/index'
import type { Store } from '@civitas/store'
import { simTelemetry } from './machine/sim-telemetry.ts'
import type { SimProcess } from './machine/sim-process.ts'

/** What a process is given. */
export interface Ground {
  plan: CityPlan
  config: DistrictsConfig
  /** Several processes run the districts, and find each other. */
  cluster: boolean
  store: Store
  bus: Bus
  /** Told of every district that was lost on a host, with the code of what ended it. */
  lost: (code: string) => void
  /** Told of every promise that the orchestrator finds broken. */
  broken: (kind: string) => void
}

/** Stops as a process does that was asked to. */
export type Stop = () => Promise<void>

const { minds } = composeAgentRuntime({ threads: 1 }, { telemetry: simTelemetry() })
const RESTARTS = 'civitas_district_restarts_total'
const VIOLATIONS = 'civitas_invariant_violations_total'

/** A host of districts: of those that it takes, or of all where it is the only one. Rejects when the store does. */
export async function startHost(process: SimProcess, ground: Ground): Promise<{ id: string; stop: Stop }> {
  const { plan, config, store, bus, lost } = ground
  const presence = presenceOf(process, ground, ['district', 'agents'])
  const telemetry = simTelemetry((metric, { code = '' }) => metric === RESTARTS && lost(code))
  const { clock } = process
  const placed = ground.cluster ? { presence } : {}
  const districts = await composeDistricts(config, {
    ...placed,
    store,
    bus,
    minds,
    telemetry,
    clock,
    lockstep: true,
    plan,
  })
  if (ground.cluster) presence.start()
  const stop = async () => {
    await districts.stop()
    presence.stop()
  }
  await districts.start(new AbortController().signal)
  return { id: presence.id, stop }
}

export interface Gateway {
  process: SimProcess
  bus: Bus
  chain: ActionChain
  hub: DistrictHub
}

/** A gateway without listeners: chain, register and hub. */
export function startGateway(process: SimProcess, { plan, store, bus }: Ground): Gateway {
  const telemetry = simTelemetry()
  const { clock } = process
  const count = gatewayCounter(telemetry.metrics)
  const base = { store, bus, clock, log: telemetry.log, branch: plan.identity.branch, count }
  const directory = new CachedDirectory(base)
  const hub = new DistrictHub({ ...base, placeNames: new Map(), gatewayId: process.name }, directory)
  hub.start()
  return { process, bus, hub, chain: createChain({ bus, clock, directory, hub, telemetry }) }
}

/** Leads, or stands by where another one does. Rejects when the store does. */
export async function startOrchestrator(process: SimProcess, ground: Ground): Promise<void> {
  const { plan, config, store, bus, broken } = ground
  const telemetry = simTelemetry((metric, { kind = '' }) => metric === VIOLATIONS && broken(kind))
  const presence = presenceOf(process, ground, ['orchestrator'])
  const { identity, scenario } = plan
  const clock = { speed: config.speed, rate: config.clockRate }
  const orchestrator = composeOrchestrator(
    { identity, districts: scenario.districts.map(({ id }) => id), clock, scenario },
    { store, bus, telemetry, clock: process.clock, ...(ground.cluster && { presence }) },
  )
  if (ground.cluster) presence.start()
  await orchestrator.start(new AbortController().signal)
}

function presenceOf({ clock }: SimProcess, { bus }: Ground, roles: readonly PresenceRole[]): Presence {
  return new Presence({ bus, clock }, roles)
}
