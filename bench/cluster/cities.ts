// The same city in one process or in several, as the benchmarks compare them: where to reach it, and what its parts have used.
import { startCluster } from '../../scripts/cluster/cluster.ts'
import { findBinary, postgresFolder } from '../../scripts/services/packages.ts'
import { type Services, startServices } from '../../scripts/services/servers.ts'
import { startCity } from '../../test/helpers/city-process.ts'
import { cpuMsOf, cpuMsOfFamily } from './cpu.ts'

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64')

/** Said instead of figures. */
export const WITHOUT_SERVICES =
  'Skipped over several processes: there is no mosquitto or no PostgreSQL here ("node scripts/services.ts install").'

export interface CityUnderTest {
  readonly url: string
  readonly mqttUrl: string
  readonly parts: readonly Part[]
  stop(): Promise<void>
}

export interface Part {
  name: string
  /** So far, in milliseconds. */
  cpuMs(): number
  /** Where its meters are read; broker and database have none. */
  url?: string
}

export function hasServices(): boolean {
  return findBinary('mosquitto') !== undefined && postgresFolder() !== undefined
}

/** On the embedded store. */
export async function startAlone(env: Record<string, string>): Promise<CityUnderTest> {
  const { url, mqttUrl, pid, stop } = await startCity({ env: { LOG_LEVEL: 'warn', ...env } })
  const city: Part = { name: 'city', cpuMs: () => cpuMsOf(pid), url }
  return { url, mqttUrl, parts: [city], stop: async () => void (await stop()) }
}

/** In one process, on the database that a cluster has. */
export async function startOnPostgres(env: Record<string, string>): Promise<CityUnderTest> {
  const services = await startServices(['Redis', 'Mosquitto'])
  const shared = { DATABASE_URL: services.env.SERVICES_DATABASE_URL, CIVITAS_MASTER_KEY: MASTER_KEY }
  try {
    const city = await startAlone({ ...shared, ...env })
    const stop = async () => {
      await city.stop()
      await services.stop()
    }
    return { ...city, parts: [...city.parts, database(services)], stop }
  } catch (error) {
    await services.stop()
    throw error
  }
}

/** Orchestrator, standby, gateway and two hosts over Mosquitto and PostgreSQL. */
export async function startSpread(env: Record<string, string>): Promise<CityUnderTest> {
  const { services, gateways, processes, stop } = await startCluster({ env: { LOG_LEVEL: 'warn', ...env } })
  const [gateway] = gateways
  if (!gateway) throw new Error('a cluster has a gateway')
  const broker: Part = { name: 'mosquitto', cpuMs: () => cpuMsOf(services.pid('Mosquitto')) }
  const parts = processes.map(({ name, pid, url }) => ({ name, url, cpuMs: () => cpuMsOf(pid) }))
  return { ...gateway, parts: [...parts, broker, database(services)], stop }
}

function database(services: Services): Part {
  return { name: 'postgresql', cpuMs: () => cpuMsOfFamily(services.pid('PostgreSQL')) }
}
