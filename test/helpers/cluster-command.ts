// `npm run cluster` as a child, with ports of its own, ended as its user would.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './city-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const OPEN_WITHIN_MS = 150_000
const POLL_MS = 100

/** The command with its children, as in a terminal of its own. */
export class ClusterCommand {
  readonly url: string
  readonly mqttUrl: string
  printed = ''
  private readonly child: ChildProcess
  private readonly exited: Promise<void>

  private constructor(ports: { http: number; mqtt: number; mqttWs: number }) {
    this.url = `http://127.0.0.1:${ports.http}`
    this.mqttUrl = `mqtt://127.0.0.1:${ports.mqtt}`
    const own = { PORT: ports.http, MQTT_PORT: ports.mqtt, MQTT_WS_PORT: ports.mqttWs }
    const named = Object.fromEntries(Object.entries(own).map(([name, port]) => [name, String(port)]))
    const env = { ...process.env, LOG_LEVEL: 'warn', CIVITAS_SCENARIO: 'tiny', ...named }
    this.child = spawn('npm', ['run', 'cluster'], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const pipe of [this.child.stdout, this.child.stderr]) {
      pipe?.setEncoding('utf8').on('data', (text: string) => (this.printed += text))
    }
    this.exited = new Promise((resolve) => this.child.once('close', () => resolve()))
  }

  /** Resolves when it says that the cluster is open; rejects with what it said instead. */
  static async start(): Promise<ClusterCommand> {
    const command = new ClusterCommand(await freePorts())
    const isOpen = new RegExp(`The cluster is open[^]*${command.url}[^]*gateway-1 \\d+`)
    const deadlineMs = performance.now() + OPEN_WITHIN_MS
    while (!isOpen.test(command.printed)) {
      if (performance.now() < deadlineMs && command.child.exitCode === null) await sleep(POLL_MS)
      else throw new Error(`npm run cluster did not open; it printed:\n${command.printed}`)
    }
    return command
  }

  /** As it was printed at the start. */
  pidOf(name: string): number {
    return Number(new RegExp(`${name} (\\d+)`).exec(this.printed)?.[1])
  }

  /** Of all parts that live, as the directory tells. */
  async livePids(): Promise<number[]> {
    const answer = await fetch(`${this.url}/api/v1/directory`)
    const { services } = (await answer.json()) as { services: { pid: number; status: string }[] }
    return services.filter(({ status }) => status === 'live').map(({ pid }) => pid)
  }

  /** Ctrl-C, as a terminal gives it to the whole group. Resolves when nobody writes to that terminal any more. */
  async end(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child
    if (exitCode === null && signalCode === null && pid !== undefined) process.kill(-pid, 'SIGINT')
    await this.exited
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
