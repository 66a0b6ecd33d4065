// `npm run cluster`: orchestrator, standby, gateways and hosts over a real broker and database, until Ctrl-C.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startCluster } from './cluster/cluster.ts'
import type { ClusterProcess } from './cluster/processes.ts'

/** What died is started again after this long, as any supervisor would. */
const RESTART_AFTER_MS = 2_000
const FIRST_PORTS = { PORT: 4000, MQTT_PORT: 1883, MQTT_WS_PORT: 9001 }

const { values } = parseArgs({
  options: { gateways: { type: 'string', default: '1' }, hosts: { type: 'string', default: '2' } },
})
const [gateways, hosts] = [Number(values.gateways), Number(values.hosts)]
const stopping = new AbortController()

if (!isCount(gateways) || !isCount(hosts)) {
  console.error('Usage: npm run cluster -- [--gateways 1] [--hosts 2]')
  process.exitCode = 2
} else {
  try {
    await runCluster()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

async function runCluster(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())
  console.log('Starting Mosquitto, PostgreSQL and the parts of the city …')
  const onLine = (name: string, line: string) => line.trim() !== '' && console.log(`${name.padEnd(13)}${line}`)
  const cluster = await startCluster({ gateways, hosts, ports, onLine: (name, line) => void onLine(name, line) })
  for (const one of cluster.processes) void keepAlive(one)
  const where = cluster.gateways.map(({ url, mqttUrl }) => `    ${url}   ${mqttUrl}   ${url}/api/v1/directory`)
  const pids = cluster.processes.map(({ name, pid }) => `${name} ${pid}`)
  console.log(
    `\n  The cluster is open. Try kill -9 on any of its processes; Ctrl-C stops all.\n\n${where.join('\n')}\n`,
  )
  console.log(`    ${pids.join(', ')}\n`)
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  console.log('\nThe cluster stops …')
  await cluster.stop()
}

/** The first gateway takes the usual ports where they are free; the next ones those of ten above. */
function ports(index: number): Record<string, string> {
  const entries = Object.entries(FIRST_PORTS).map(([name, port]) => [
    name,
    String(Number(process.env[name] ?? port) + 10 * index),
  ])
  return Object.fromEntries(entries) as Record<string, string>
}

async function keepAlive(one: ClusterProcess): Promise<void> {
  for (;;) {
    await one.ended()
    if (stopping.signal.aborted) return
    console.log(`${one.name} ended, starting it again`)
    await sleep(RESTART_AFTER_MS)
    if (stopping.signal.aborted) return
    one.restart()
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 9
}
