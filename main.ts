// The composition root: reads the environment, builds the city, starts it in order, stops it on a signal.
import { composeAgentRuntime, readAgentRuntimeConfig } from '@civitas/agent-runtime'
import { createInProcessBus } from '@civitas/bus'
import { composeDistricts, districtRooms, readDistrictsConfig } from '@civitas/districts'
import { startAll, stopAll } from '@civitas/kit'
import { composeOrchestrator, composeServer, readServerConfig } from '@civitas/server'
import { openStore, readStoreConfig, type Store } from '@civitas/store'
import { createTelemetry, readTelemetryConfig } from '@civitas/telemetry'

const STOP_WITHIN_MS = 10_000
const PAGE_FOLDER = new URL('client/dist', import.meta.url).pathname
const { env } = process
const stopping = new AbortController()
let store: Store | undefined

try {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const city = readDistrictsConfig(env)
  const gateway = readServerConfig(env)
  const telemetry = createTelemetry(readTelemetryConfig(env))
  store = await openStore(readStoreConfig(env), telemetry.child('store').log)
  const bus = createInProcessBus({ log: telemetry.log })
  const runtime = composeAgentRuntime(readAgentRuntimeConfig(env), { telemetry })
  const base = { store, bus, telemetry }
  const districts = await composeDistricts(city, { ...base, minds: runtime.minds })
  const { identity, scenario } = districts
  const clock = { speed: city.speed, rate: city.clockRate }
  const orchestrator = composeOrchestrator({ identity, districts: scenario.districts.map(({ id }) => id), clock }, base)
  const rooms = districtRooms(bus, scenario)
  const { tickMs, clockRate } = city
  const server = composeServer(gateway, { ...base, scenario, tickMs, clockRate, rooms, pageFolder: PAGE_FOLDER })
  // The gateway before the districts: a busy port is found before anything ticks, and the last results still go out.
  const services = [runtime.service, server, orchestrator, districts]
  await startAll(services, stopping.signal)
  if (!stopping.signal.aborted) console.log(server.banner())
  await new Promise((resolve) =>
    stopping.signal.aborted ? resolve(0) : stopping.signal.addEventListener('abort', resolve),
  )
  await stopAll(services)
  await bus.close()
  await store.close()
  telemetry.flush()
} catch (error) {
  await store?.close().catch(() => {})
  console.error(
    env['LOG_LEVEL'] === 'debug' || !(error instanceof Error) ? error : `Civitas cannot start. ${error.message}`,
  )
  process.exit(1)
}

/** The first signal stops the city gracefully, within a deadline; the second one at once. */
function stop(signal: NodeJS.Signals): void {
  if (stopping.signal.aborted) process.exit(130)
  console.log(`\n${signal}: the city closes its books …`)
  stopping.abort()
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
}
