// The whole city inside the test's own process, on a store that the test can break.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAll, stopAll } from '@civitas/kit'
import { type EmbeddedOptions, type Faults, openEmbeddedStore, TEMPLATE_DIR, withFaults } from '@civitas/store'
import { createTelemetry, readTelemetryConfig } from '@civitas/telemetry'
import { composeCity } from '../../compose.ts'
import { freePorts } from './city-process.ts'

export interface BreakableCity {
  url: string
  faults: Faults
  /** Ends the store's worker thread in the middle of whatever it does. */
  killStoreWorker(): Promise<void>
  stop(): Promise<void>
}

/** Starts a city as `main.ts` does, with faults between its ports and its database. */
export async function startBreakableCity(): Promise<BreakableCity> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-breakable-'))
  const ports = await freePorts()
  const env = {
    PORT: String(ports.http),
    MQTT_PORT: String(ports.mqtt),
    MQTT_WS_PORT: String(ports.mqttWs),
    DATA_DIR: dataDir,
    CIVITAS_SCENARIO: 'tiny',
    LOG_LEVEL: 'fatal',
  }
  const telemetry = createTelemetry(readTelemetryConfig(env))
  let faults: Faults | undefined
  let killStoreWorker = async () => {}
  const decorate: EmbeddedOptions['decorate'] = (database) => {
    const broken = withFaults(database)
    faults = broken.faults
    killStoreWorker = () => database.kill()
    return broken.database
  }
  const options = { dataDir, templateDir: TEMPLATE_DIR, log: telemetry.child('store').log, decorate }
  const city = await composeCity(env, { telemetry, openStore: () => openEmbeddedStore(options) })
  await startAll(city.services, new AbortController().signal)
  if (!faults) throw new Error('the store was not opened')
  return {
    url: `http://127.0.0.1:${ports.http}`,
    faults,
    killStoreWorker: () => killStoreWorker(),
    async stop() {
      await stopAll(city.services)
      await city.bus.close()
      await city.store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
