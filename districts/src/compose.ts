// Builds the districts of this process: all of them, or in a cluster those that it takes. One pipeline and one timeline for all.
import { hostname } from 'node:os'
import type { Bus } from '@civitas/bus'
import type { HeldDistrict, Presence } from '@civitas/bus/presence'
import { type Clock, ConfigError, type Service, systemClock } from '@civitas/kit'
import { type ClockRecordMessage, type RoutineMinds, type Scenario, topics } from '@civitas/schema'
import type { CityIdentity, Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import type { DistrictsConfig } from './config.ts'
import { CommitPipeline } from './host/durable/commit-pipeline.ts'
import { DistrictHost } from './host/host.ts'
import type { DistrictOptions, HostDeps } from './host/live.ts'
import { hostMetrics } from './host/metrics.ts'
import { ClockRecords } from './host/time/records.ts'
import { Timeline } from './host/time/timeline.ts'
import { PlacedDistrict } from './placement/placed-district.ts'
import { Placement } from './placement/placement.ts'
import { type Founded, readScenario, scenarioHash } from './scenario-file.ts'
import { type City, loadCity, ScenarioError, scenarioResidents } from './sim/index.ts'

export interface DistrictsDeps {
  store: Store
  bus: Bus
  minds: RoutineMinds
  telemetry: Telemetry
  clock?: Clock
  branch?: string
  /** Wait for all built-in minds before each boundary. [DET-2] */
  lockstep?: boolean
  /** Set: a cluster, in which districts are placed by lease. [CLK-2] */
  presence?: Presence
  /** Read before, if it was. */
  plan?: CityPlan
}

/** What the environment says of the city, before anything runs. */
export interface CityPlan {
  /** What is fixed at the city's first start. */
  readonly identity: CityIdentity
  readonly scenario: Scenario
  readonly city: City
}

export interface Districts extends Service {
  /** What this process runs now. */
  held(): HeldDistrict[]
  /** What is fixed at the city's first start. */
  readonly identity: CityIdentity
  readonly scenario: Scenario
}

/**
 * Reads and checks the scenario; rejects with `ScenarioFileError` or `ScenarioError` naming the field.
 * @param founded the city that the store holds, if it holds one
 */
export async function readCity(config: DistrictsConfig, branch = 'main', founded?: Founded): Promise<CityPlan> {
  const { seed, tickMs } = config
  const scenario = await readScenario(config.scenario, config.residents, founded)
  const city = loadScaled(scenario, config.residents)
  const identity = { branch, scenario: config.scenario, scenarioHash: scenarioHash(scenario), seed, tickMs }
  return { identity, scenario, city }
}

/** Rejects as `readCity` does. */
export async function composeDistricts(config: DistrictsConfig, deps: DistrictsDeps): Promise<Districts> {
  const { store, bus, minds, clock = systemClock, branch = 'main', lockstep = false, presence } = deps
  const { seed, tickMs, clockRate, test } = config
  const { log, metrics: registry } = deps.telemetry.child('districts')
  const { identity, scenario, city } = deps.plan ?? (await readCity(config, branch))
  const metrics = hostMetrics(registry)
  const { tickLog, leases } = store
  const pipeline = new CommitPipeline({ tickLog, leases, clock, log, metrics: metrics.pipeline })
  const records = new ClockRecords({ store, clock, log }, branch)
  const stopping = new AbortController()
  let hosts: Host[] = []
  let endRecords = () => {}

  return {
    id: 'districts',
    identity,
    scenario,
    held: () => hosts.flatMap(({ held }) => held ?? []),

    async start(signal) {
      const untilStopped = AbortSignal.any([signal, stopping.signal])
      const record = presence
        ? await records.awaited(untilStopped)
        : await records.orFirst({ speed: config.speed, rate: clockRate })
      if (!record) return
      await store.agents.register(branch, scenarioResidents(city, seed))
      const timeline = new Timeline({
        record,
        tickMs,
        mayRebase: !presence,
        onRebase: (made) => void records.keep(made),
      })
      endRecords = bus.subscribe(topics.worldClockRecord(), (message) => timeline.add(message as ClockRecordMessage))
      if (presence) void records.follow(timeline, stopping.signal)
      const shared = { store, bus, minds, clock, log, metrics, pipeline, timeline }
      const place = { branch, city, seed, tickMs, lockstep, test, count: scenario.districts.length }
      const options = scenario.districts.map(({ id: district }, index) => ({ ...place, district, index }))
      hosts = presence ? [placed(presence, shared, options)] : alone(shared, options)
      const started = await Promise.allSettled(hosts.map((host) => host.start(signal)))
      for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason
    },

    async stop() {
      stopping.abort()
      endRecords()
      await Promise.all(hosts.map((host) => host.stop()))
    },
  }
}

/** One district, or as many as it takes. */
type Host = Service & { held: HeldDistrict | readonly HeldDistrict[] | undefined }

/** All districts, each for as long as the process runs. */
function alone(shared: HostDeps, options: readonly DistrictOptions[]): DistrictHost[] {
  const lease = { holder: `${hostname()} ${process.pid}`, alone: shared.store.kind !== 'postgres' }
  return options.map((of) => new DistrictHost(shared, of, lease))
}

/** Those that this host takes, for as long as it may keep them. [CLK-2] */
function placed(presence: Presence, shared: HostDeps, options: readonly DistrictOptions[]): Placement {
  const to = { holder: `${hostname()} ${process.pid} ${presence.id}`, onChange: () => placement.changed() }
  const districts = options.map((of) => new PlacedDistrict(shared, of, to))
  const placement = new Placement({ ...shared, presence }, districts)
  return placement
}

/** A wish for residents that the scenario cannot house is the environment's fault, not the file's. */
function loadScaled(scenario: Scenario, residents: number | undefined): City {
  try {
    return loadCity(scenario)
  } catch (error) {
    if (residents === undefined || !(error instanceof ScenarioError) || !error.path.endsWith('.residents')) throw error
    throw new ConfigError('CIVITAS_RESIDENTS', `${residents} are too many for this scenario (${error.message})`)
  }
}
