// Runs one leg as a child process, ends it when it hangs, and counts what it reports.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Leg } from './legs.ts'
import { countCommand, countVitest, slug, type Counts } from './report.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'node_modules', '.bin')

interface Ended {
  exitCode: number | null
  output: string
}

export async function runLeg(leg: Leg, reportFolder: string): Promise<{ counts: Counts; output: string }> {
  if ('command' in leg.run) {
    const { exitCode, output } = await runProcess(leg, leg.run.command)
    return { counts: countCommand(exitCode), output }
  }
  const file = join(reportFolder, `${slug(leg.name)}.vitest.json`)
  rmSync(file, { force: true })
  const words = ['vitest', 'run', '--project', leg.run.vitest, '--passWithNoTests']
  const { exitCode, output } = await runProcess(leg, [
    ...words,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile=${file}`,
  ])
  const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  return { counts: countVitest(json, exitCode), output }
}

function runProcess(leg: Leg, [binary = '', ...words]: readonly string[]): Promise<Ended> {
  const isWindows = process.platform === 'win32'
  // A log file is no place for colours.
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  const child = spawn(join(BIN, binary), words, {
    cwd: ROOT,
    env: { ...process.env, ...plain, PATH: `${BIN}${delimiter}${process.env['PATH']}`, ...leg.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
    detached: !isWindows,
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    const end = (exitCode: number | null, words = '') => {
      clearTimeout(timer)
      process.off('exit', stop)
      resolve({ exitCode, output: Buffer.concat(chunks).toString() + words })
    }
    // The whole group: a test runner's own children must not outlive it.
    const stop = () => endGroup(child.pid)
    const timer = setTimeout(() => {
      stop()
      end(null, `\nStill running after ${leg.limitMinutes} minutes: ended.`)
    }, leg.limitMinutes * 60_000)
    process.once('exit', stop)
    child.on('error', (error) => end(null, error.message))
    child.on('close', (exitCode) => end(exitCode))
  })
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
