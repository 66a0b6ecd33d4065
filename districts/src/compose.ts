// Builds all districts of the city in this process: one host each, one pipeline and one timeline for all.
import { hostname } from 'node:os'
import type { Bus } from '@civitas/bus'
import { type Clock, ConfigError, type Service, systemClock } from '@civitas/kit'
import { type ClockRecordMessage, type RoutineMinds, type Scenario, topics } from '@civitas/schema'
import type { CityIdentity, ClockRecord, Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import type { DistrictsConfig } from './config.ts'
import { CommitPipeline } from './host/durable/commit-pipeline.ts'
import { DistrictHost } from './host/host.ts'
import { hostMetrics } from './host/metrics.ts'
import { Timeline } from './host/time/timeline.ts'
import { readScenario, scenarioHash } from './scenario-file.ts'
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
}

export interface Districts extends Service {
  /** What is fixed at the city's first start. */
  readonly identity: CityIdentity
  readonly scenario: Scenario
}

/** Reads and checks the scenario; rejects with `ScenarioFileError` or `ScenarioError` naming the field. */
export async function composeDistricts(config: DistrictsConfig, deps: DistrictsDeps): Promise<Districts> {
  const { store, bus, minds, clock = systemClock, branch = 'main', lockstep = false } = deps
  const { seed, tickMs, clockRate, test } = config
  const { log, metrics: registry } = deps.telemetry.child('districts')
  const scenario = await readScenario(config.scenario, config.residents)
  const city = loadScaled(scenario, config.residents)
  const identity = { branch, scenario: config.scenario, scenarioHash: scenarioHash(scenario), seed, tickMs }
  const metrics = hostMetrics(registry)
  const pipeline = new CommitPipeline({ tickLog: store.tickLog, clock, log, metrics: metrics.pipeline })
  const hosts: DistrictHost[] = []
  let endRecords = () => {}

  return {
    id: 'districts',
    identity,
    scenario,

    async start(signal) {
      await store.agents.register(branch, scenarioResidents(city, seed))
      const timeline = new Timeline({ record: await clockRecord(), tickMs, onRebase: (made) => void keepRecord(made) })
      endRecords = bus.subscribe(topics.worldClockRecord(), (message) => timeline.add(message as ClockRecordMessage))
      const shared = { store, bus, minds, clock, log, metrics, pipeline, timeline }
      const place = { branch, city, seed, tickMs, lockstep, test, count: scenario.districts.length }
      const lease = { holder: `${hostname()} ${process.pid}`, alone: store.kind !== 'postgres' }
      for (const [index, { id: district }] of scenario.districts.entries()) {
        hosts.push(new DistrictHost(shared, { ...place, district, index }, lease))
      }
      const started = await Promise.allSettled(hosts.map((host) => host.start(signal)))
      for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason
    },

    async stop() {
      endRecords()
      await Promise.all(hosts.map((host) => host.stop()))
    },
  }

  /** The one that holds; a new city's first, if no orchestrator made one. */
  async function clockRecord(): Promise<ClockRecord> {
    const latest = await store.city.latestClock(branch)
    if (latest) return latest
    const first = { tick0: 0, wall0Ms: clock.wallMs(), speed: config.speed, rate: clockRate }
    await store.city.addClock(branch, first)
    return first
  }

  /** The missed time never was; the next start must know. [CLK-1] */
  async function keepRecord(record: ClockRecord): Promise<void> {
    log.warn({ ...record }, 'far from the clock record: a new one holds from now on')
    await store.city
      .addClock(branch, record)
      .catch((error: unknown) => log.warn({ err: error }, 'clock record not kept'))
  }
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
