// Builds the parts of a city that this process runs, on one store and one bus, in the order in which they start.
import { composeAgentRuntime, readAgentRuntimeConfig } from '@civitas/agent-runtime'
import { type Bus, BusUnreachableError, createInProcessBus, createMqttBus } from '@civitas/bus'
import { readBusConfig } from '@civitas/bus/config'
import { Presence } from '@civitas/bus/presence'
import {
  type CityPlan,
  composeDistricts,
  type DistrictsConfig,
  districtRooms,
  readCity,
  readDistrictsConfig,
} from '@civitas/districts'
import { ConfigError, type Environment, type Service, systemClock } from '@civitas/kit'
import {
  composeIdentity,
  composeOps,
  composeOrchestrator,
  composeServer,
  meterBus,
  readServerConfig,
} from '@civitas/server'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { type Roles, rolesOf } from './roles.ts'

const BRANCH = 'main'
const PAGE_FOLDER = new URL('client/dist', import.meta.url).pathname

export interface City {
  services: Service[]
  bus: Bus
  store: Store
  /** What to tell whoever started it. */
  banner(): string
}

interface Base {
  env: Environment
  roles: Roles
  city: DistrictsConfig
  plan: CityPlan
  store: Store
  bus: Bus
  presence: Presence
  telemetry: Telemetry
}

/** Rejects with a `ConfigError` or `ScenarioError` that names what is wrong. */
export async function composeCity(
  env: Environment,
  deps: { openStore(): Promise<Store>; telemetry: Telemetry },
): Promise<City> {
  const city = readDistrictsConfig(env)
  const roles = rolesOf(city.roles, env)
  const { telemetry } = deps
  readServerConfig(env)
  const store = await deps.openStore()
  try {
    const plan = await readCity(city, BRANCH, await foundedIn(store, telemetry))
    const bus = await openBus(env, roles, telemetry)
    const presence = new Presence({ bus, clock: systemClock }, roles.list)
    const base = { env, roles, city, plan, store, bus, presence, telemetry }
    const { services, banner } = await partsOf(base)
    return { services: [presenceService(presence), ...services], bus, store, banner }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The file of a city that was founded may hold fields that nobody knows: it starts, and says so. */
async function foundedIn(store: Store, { log }: Telemetry) {
  const identity = await store.city.founded(BRANCH)
  if (!identity) return undefined
  const onUnknownField = (problem: string) => log.warn({ problem }, 'a field of the scenario is ignored')
  return { scenarioHash: identity.scenarioHash, onUnknownField }
}

async function openBus(env: Environment, { list }: Roles, { log, metrics }: Telemetry): Promise<Bus> {
  const { mqttUrl: url } = readBusConfig(env)
  const { onFault, watch } = meterBus(metrics)
  if (url === undefined) return createInProcessBus({ log, onFault })
  try {
    const bus = await createMqttBus({ url, clientId: `${list.join('.')}.${process.pid}`, log, onFault })
    watch(bus)
    return bus
  } catch (cause) {
    if (!(cause instanceof BusUnreachableError)) throw cause
    const advice = 'Start it, mend the URL, or unset it for a city in one process.'
    throw new ConfigError('MQTT_URL', `${cause.message}. ${advice}`, { cause })
  }
}

/** The gateway before the districts: a busy port is found before anything ticks, and the last results still go out. */
async function partsOf(base: Base): Promise<{ services: Service[]; banner(): string }> {
  const { list } = base.roles
  const minds = list.includes('agents') ? [composeAgentRuntime(readAgentRuntimeConfig(base.env), base)] : []
  const gateway = list.includes('gateway') ? gatewayOf(base) : undefined
  const front = gateway ?? opsOf(base)
  const orchestrators = list.includes('orchestrator') ? [orchestratorOf(base)] : []
  const identity = composeIdentity(base.plan.identity, base.store)
  const hosts = await Promise.all(minds.map(({ minds }) => composeDistricts(base.city, { ...placedIn(base), minds })))
  if (!base.roles.cluster) base.presence.describe(() => ({ districts: hosts.flatMap((host) => host.held()) }))
  const services = [
    ...minds.map(({ service }) => service),
    identity,
    ...(front ? [front] : []),
    ...orchestrators,
    ...hosts,
  ]
  return { services, banner: gateway?.banner ?? (() => `\n  Civitas: ${list.join(', ')} (${base.presence.id})\n`) }
}

function gatewayOf(base: Base) {
  const { env, city, plan, bus } = base
  const rooms = districtRooms(bus, plan.scenario)
  const { tickMs, clockRate } = city
  const { scenario } = plan
  return composeServer(readServerConfig(env), { ...base, scenario, tickMs, clockRate, rooms, pageFolder: PAGE_FOLDER })
}

function opsOf(base: Base): Service | undefined {
  const { host, opsPort: port } = readServerConfig(base.env)
  return port === undefined ? undefined : composeOps({ host, port }, base)
}

function orchestratorOf(base: Base): Service {
  const { identity, scenario } = base.plan
  const clock = { speed: base.city.speed, rate: base.city.clockRate }
  const districts = scenario.districts.map(({ id }) => id)
  const orchestrator = composeOrchestrator({ identity, districts, clock, scenario }, placedIn(base))
  base.presence.describe(() => ({ warnings: orchestrator.warnings() }))
  return orchestrator
}

/** With `presence` a part knows that others exist: placement by lease, standby. [CLK-2] */
function placedIn({ roles, presence, store, bus, telemetry, plan }: Base) {
  return { store, bus, telemetry, plan, ...(roles.cluster && { presence }) }
}

function presenceService(presence: Presence): Service {
  return { id: 'presence', start: async () => presence.start(), stop: async () => presence.stop() }
}
