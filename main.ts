// The composition root: reads the environment, builds the city, starts it in order, stops it on a signal.
import { startAll, stopAll } from '@civitas/kit'
import { openStore, readStoreConfig } from '@civitas/store'
import { createTelemetry, readTelemetryConfig } from '@civitas/telemetry'
import { composeCity } from './compose.ts'

const STOP_WITHIN_MS = 10_000
const { env } = process
const stopping = new AbortController()

try {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  const telemetry = createTelemetry(readTelemetryConfig(env))
  const log = telemetry.child('store').log
  const city = await composeCity(env, { telemetry, openStore: () => openStore(readStoreConfig(env), log) })
  try {
    await startAll(city.services, stopping.signal)
    if (!stopping.signal.aborted) {
      console.log(city.banner())
      await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
    }
    await stopAll(city.services)
    await city.bus.close()
  } finally {
    await city.store.close()
  }
  telemetry.flush()
} catch (error) {
  const short = env['LOG_LEVEL'] !== 'debug' && error instanceof Error
  console.error(short ? `Civitas cannot start. ${error.message}` : error)
  process.exit(1)
}

/** The first signal stops the city gracefully, within a deadline; the second one at once. */
function stop(signal: NodeJS.Signals): void {
  if (stopping.signal.aborted) process.exit(130)
  console.log(`\n${signal}: the city closes its books …`)
  stopping.abort()
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
}
