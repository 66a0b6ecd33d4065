// Starts a real city as a child process for tests: free ports, its own data directory, ready when it says so.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isReady } from '../../scripts/cluster/ready.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Long enough for a first start on a busy machine; the budget of a start is a benchmark, not this. */
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 15_000
const POLL_MS = 50

/** How much of what the city printed a failure shows. */
const SHOWN_CHARACTERS = 6_000

export interface CityOptions {
  /** Default: a fresh one, removed by `stop`. Give one to start again on what an earlier city left. */
  dataDir?: string
  /** Default `node`: the program itself, so that `kill` hits it. `npm` runs `npm start` as a user would. */
  through?: 'node' | 'npm'
  /** On top of ports, data directory and the scenario `tiny`; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>
  /** Ports to take again, of an earlier city. */
  ports?: CityPorts
  /** Default: wait until `/ready` answers 200. `false` returns at once, for cities that must not come up. */
  waitUntilReady?: boolean
}

export interface CityPorts {
  http: number
  mqtt: number
  mqttWs: number
}

export interface CityProcess {
  readonly url: string
  readonly mqttUrl: string
  readonly ports: CityPorts
  readonly dataDir: string
  readonly pid: number
  /** Everything printed so far. */
  output(): string
  /** Resolves with exit code and signal when the process is gone. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Ends it as Ctrl-C would and resolves with the exit code; kills it when it does not end. Removes a data directory of its own. */
  stop(): Promise<number | null>
  /** `kill -9`, without a word. The data directory stays. */
  kill(): Promise<void>
}

/** Starts a city. Rejects, with what it printed, when it ends or does not become ready. */
export async function startCity(options: CityOptions = {}): Promise<CityProcess> {
  const ports = options.ports ?? (await freePorts())
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'civitas-')))
  const child = spawnCity(options, ports, dataDir)
  const city = cityOf(child, ports, dataDir, options.dataDir === undefined)
  if (options.waitUntilReady === false) return city
  try {
    await untilReady(city)
  } catch (cause) {
    await city.stop()
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${message}; it printed:\n${city.output().slice(-SHOWN_CHARACTERS)}`, { cause })
  }
  return city
}

/** Three ports that were free a moment ago. */
export async function freePorts(): Promise<CityPorts> {
  const servers = await Promise.all([listenAnywhere(), listenAnywhere(), listenAnywhere()])
  const [http, mqtt, mqttWs] = servers.map(({ port }) => port) as [number, number, number]
  await Promise.all(servers.map(({ close }) => close()))
  return { http, mqtt, mqttWs }
}

function spawnCity(options: CityOptions, ports: CityPorts, dataDir: string): ChildProcess {
  const [command, args] = options.through === 'npm' ? ['npm', ['start']] : [process.execPath, ['main.ts']]
  const env = {
    ...process.env,
    PORT: String(ports.http),
    MQTT_PORT: String(ports.mqtt),
    MQTT_WS_PORT: String(ports.mqttWs),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    CIVITAS_SCENARIO: 'tiny',
    ...options.env,
  }
  // A group of its own, so that ending it also ends what `npm` started.
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const killGroup = () => signalGroup(child, 'SIGKILL')
  process.once('exit', killGroup)
  child.once('exit', () => process.off('exit', killGroup))
  return child
}

function cityOf(child: ChildProcess, ports: CityPorts, dataDir: string, ownsDataDir: boolean): CityProcess {
  let printed = ''
  for (const pipe of [child.stdout, child.stderr]) pipe?.setEncoding('utf8').on('data', (text) => (printed += text))
  const { promise: exited, resolve } = Promise.withResolvers<{ code: number | null; signal: NodeJS.Signals | null }>()
  child.once('close', (code, signal) => resolve({ code, signal }))
  child.once('error', (error) => {
    printed += String(error)
    resolve({ code: null, signal: null })
  })
  const end = async (signal: NodeJS.Signals) => {
    signalGroup(child, signal)
    const deadline = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_TIMEOUT_MS)
    const { code } = await exited
    clearTimeout(deadline)
    return code
  }
  return {
    url: `http://127.0.0.1:${ports.http}`,
    mqttUrl: `mqtt://127.0.0.1:${ports.mqtt}`,
    ports,
    dataDir,
    pid: child.pid ?? 0,
    output: () => printed,
    exited,
    stop: async () => {
      const code = await end('SIGTERM')
      if (ownsDataDir) await rm(dataDir, { recursive: true, force: true })
      return code
    },
    kill: async () => {
      await end('SIGKILL')
    },
  }
}

async function untilReady(city: CityProcess): Promise<void> {
  let gone: string | undefined
  void city.exited.then(({ code, signal }) => (gone = `the city ended early (code ${code}, signal ${signal})`))
  const deadline = performance.now() + READY_TIMEOUT_MS
  while (performance.now() < deadline) {
    if (gone) throw new Error(gone)
    if (await isReady(city.url)) return
    await sleep(POLL_MS)
  }
  throw new Error(`the city was not ready within ${READY_TIMEOUT_MS} ms`)
}

/** The child leads a process group; it may be gone already. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Gone in the meantime.
  }
}

async function listenAnywhere(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
