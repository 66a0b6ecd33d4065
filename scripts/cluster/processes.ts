// The processes of a cluster on one machine: children of this one, each with its roles, ended in order.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const STOP_WITHIN_MS = 15_000

export interface ProcessPlan {
  name: string
  env: Record<string, string>
}

export interface ClusterProcess {
  readonly name: string
  /** Where it answers `/ready` and `/metrics`. */
  readonly url: string
  /** Of the life that runs now. */
  readonly pid: number
  readonly running: boolean
  /** Everything printed so far, by all lives. */
  output(): string
  signal(signal: NodeJS.Signals): void
  /** Resolves when the life that runs now has ended. */
  ended(): Promise<void>
  /** Starts another life with the same plan. */
  restart(): void
  /** Ends it as Ctrl-C would, and kills it when it does not end. */
  stop(): Promise<void>
}

/** @param onLine told of each line that it prints */
export function startProcess({ name, env }: ProcessPlan, onLine: (line: string) => void = () => {}): ClusterProcess {
  let printed = ''
  let child = start()

  function start(): ChildProcess {
    // A group of its own: Ctrl-C in a terminal reaches the parent alone, which stops all in order.
    const started = spawn(process.execPath, ['main.ts'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const kill = () => started.kill('SIGKILL')
    process.once('exit', kill)
    started.once('exit', () => process.off('exit', kill))
    for (const pipe of [started.stdout, started.stderr]) {
      let rest = ''
      pipe?.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        lines.forEach(onLine)
      })
    }
    return started
  }

  const isRunning = () => child.exitCode === null && child.signalCode === null
  const ended = async () => {
    if (isRunning()) await new Promise((resolve) => child.once('exit', resolve))
  }
  return {
    name,
    url: `http://127.0.0.1:${env['OPS_PORT'] ?? env['PORT']}`,
    get pid() {
      return child.pid ?? 0
    },
    get running() {
      return isRunning()
    },
    output: () => printed,
    signal: (signal) => void child.kill(signal),
    ended,
    restart: () => void (child = start()),
    async stop() {
      if (!isRunning()) return
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended()
      clearTimeout(deadline)
    },
  }
}
