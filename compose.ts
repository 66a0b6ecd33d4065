// Builds every part of a city on one store and one bus, in the order in which they start.
import { composeAgentRuntime, readAgentRuntimeConfig } from '@civitas/agent-runtime'
import { type Bus, createInProcessBus } from '@civitas/bus'
import { composeDistricts, districtRooms, readDistrictsConfig } from '@civitas/districts'
import type { Environment, Service } from '@civitas/kit'
import { composeOrchestrator, composeServer, readServerConfig, type Server } from '@civitas/server'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'

const PAGE_FOLDER = new URL('client/dist', import.meta.url).pathname

export interface City {
  services: Service[]
  server: Server
  bus: Bus
}

/** Rejects with a `ConfigError` or `ScenarioError` that names what is wrong. */
export async function composeCity(
  env: Environment,
  deps: { openStore(): Promise<Store>; telemetry: Telemetry },
): Promise<City & { store: Store }> {
  const city = readDistrictsConfig(env)
  const gateway = readServerConfig(env)
  const { telemetry } = deps
  const store = await deps.openStore()
  try {
    const bus = createInProcessBus({ log: telemetry.log })
    const runtime = composeAgentRuntime(readAgentRuntimeConfig(env), { telemetry })
    const base = { store, bus, telemetry }
    const districts = await composeDistricts(city, { ...base, minds: runtime.minds })
    const { identity, scenario } = districts
    const ids = scenario.districts.map(({ id }) => id)
    const clock = { speed: city.speed, rate: city.clockRate }
    const orchestrator = composeOrchestrator({ identity, districts: ids, clock }, base)
    const { tickMs, clockRate } = city
    const rooms = districtRooms(bus, scenario)
    const server = composeServer(gateway, { ...base, scenario, tickMs, clockRate, rooms, pageFolder: PAGE_FOLDER })
    // The gateway before the districts: a busy port is found before anything ticks, and the last results still go out.
    return { services: [runtime.service, server, orchestrator, districts], server, bus, store }
  } catch (error) {
    await store.close()
    throw error
  }
}
