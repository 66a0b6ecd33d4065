// A whole cluster on this machine: real broker and database on private ports, and one process per part of the city.
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, type Services, startServices } from '../services/servers.ts'
import { type ClusterProcess, startProcess } from './processes.ts'
import { isReady } from './ready.ts'

const READY_WITHIN_MS = 60_000
const POLL_MS = 100

export interface ClusterOptions {
  /** Default 1. */
  gateways?: number
  /** Default 2. */
  hosts?: number
  /** On top of what each process needs. */
  env?: Record<string, string>
  /** Ports of gateway `index`; default: free ones. */
  ports?: (index: number) => Record<string, string>
  onLine?: (process: string, line: string) => void
}

interface Gateway {
  url: string
  mqttUrl: string
}

export interface Cluster {
  readonly services: Services
  readonly gateways: readonly Gateway[]
  readonly processes: readonly ClusterProcess[]
  /** By its name: `orchestrator`, `standby`, `gateway-1`, `host-1` … */
  process(name: string): ClusterProcess
  /** One more, beside those that run. Resolves when it is ready. */
  addGateway(): Promise<Gateway>
  /** Processes first, then broker and database. */
  stop(): Promise<void>
}

/** Resolves when every gateway is ready; rejects with what the processes printed when that takes too long. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const services = await startServices(['Redis'])
  const processes: ClusterProcess[] = []
  const stop = async () => {
    const isHost = ({ name }: ClusterProcess) => name.startsWith('host')
    await Promise.all(processes.filter(isHost).map((one) => one.stop()))
    await Promise.all(processes.map((one) => one.stop()))
    await services.stop()
  }
  try {
    const gateways: Gateway[] = []
    const shared = sharedEnvironment(services, options.env)
    const start = (name: string, roles: string, own: Record<string, string> = {}) => {
      // The database shows whose connection is whose.
      const env = { ...shared, PGAPPNAME: name, CIVITAS_ROLES: roles, ...own }
      processes.push(startProcess({ name, env }, (line) => options.onLine?.(name, line)))
    }
    start('orchestrator', 'orchestrator', { OPS_PORT: String(await freePort()) })
    start('standby', 'orchestrator', { OPS_PORT: String(await freePort()) })
    for (let index = 0; index < (options.hosts ?? 2); index++) {
      start(`host-${index + 1}`, 'district,agents', { OPS_PORT: String(await freePort()) })
    }
    const startGateway = async (index: number) => {
      const ports = options.ports?.(index) ?? (await freePorts())
      start(`gateway-${index + 1}`, 'gateway', ports)
      const gateway = { url: `http://127.0.0.1:${ports['PORT']}`, mqttUrl: `mqtt://127.0.0.1:${ports['MQTT_PORT']}` }
      gateways.push(gateway)
      return gateway
    }
    for (let index = 0; index < (options.gateways ?? 1); index++) await startGateway(index)
    await Promise.all(gateways.map((gateway) => untilReady(gateway, processes)))
    const process = (name: string) => {
      const found = processes.find((one) => one.name === name)
      if (!found) throw new Error(`there is no process ${name}`)
      return found
    }
    const addGateway = async () => {
      const gateway = await startGateway(gateways.length)
      await untilReady(gateway, [process(`gateway-${gateways.length}`)])
      return gateway
    }
    return { services, gateways, processes, process, addGateway, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function sharedEnvironment({ env }: Services, own: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    DATABASE_URL: env.SERVICES_DATABASE_URL,
    MQTT_URL: env.SERVICES_MQTT_URL,
    CIVITAS_MASTER_KEY: randomBytes(32).toString('base64'),
    ...own,
  }
}

async function freePorts(): Promise<Record<string, string>> {
  const [http, mqtt, ws] = [await freePort(), await freePort(), await freePort()]
  return { PORT: String(http), MQTT_PORT: String(mqtt), MQTT_WS_PORT: String(ws) }
}

async function untilReady({ url }: Gateway, processes: readonly ClusterProcess[]): Promise<void> {
  const deadlineMs = performance.now() + READY_WITHIN_MS
  while (!(await isReady(url))) {
    const gone = processes.find(({ running }) => !running)
    if (gone) throw new Error(`${gone.name} ended early; it printed:\n${gone.output()}`)
    if (performance.now() > deadlineMs) {
      const printed = processes.map(({ name, output }) => `${name}: ${output().slice(-2_000)}`)
      throw new Error(`${url} was not ready within ${READY_WITHIN_MS / 1000} s; printed was\n${printed.join('\n')}`)
    }
    await sleep(POLL_MS)
  }
}
