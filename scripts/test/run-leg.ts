// Runs one leg as a child process, ends it when it hangs, and counts what it reports.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { endTree } from './end-tree.ts'
import type { Leg } from './legs.ts'
import { countCommand, countVitest, slug, type Counts } from './report.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'node_modules', '.bin')

interface LegResult {
  counts: Counts
  output: string
}

interface Ended {
  exitCode: number | null
  output: string
}

/** `interrupted` ends it early; it has failed then. */
export async function runLeg(leg: Leg, reportFolder: string, interrupted: AbortSignal): Promise<LegResult> {
  if ('command' in leg.run) {
    const { exitCode, output } = await runProcess(leg, leg.run.command, interrupted)
    return { counts: countCommand(exitCode), output }
  }
  const file = join(reportFolder, `${slug(leg.name)}.vitest.json`)
  rmSync(file, { force: true })
  const words = ['vitest', 'run', '--project', leg.run.vitest, '--passWithNoTests', '--reporter=dot', '--reporter=json']
  const { exitCode, output } = await runProcess(leg, [...words, `--outputFile=${file}`], interrupted)
  const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  return { counts: countVitest(json, exitCode), output }
}

function runProcess(leg: Leg, [binary = '', ...words]: readonly string[], interrupted: AbortSignal): Promise<Ended> {
  const isWindows = process.platform === 'win32'
  // A log file is no place for colours.
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  const child = spawn(join(BIN, binary), words, {
    cwd: ROOT,
    env: { ...process.env, ...plain, PATH: `${BIN}${delimiter}${process.env['PATH']}`, ...leg.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
    // A group of its own: Ctrl-C must reach us first, or its children become nobody's and outlive it.
    detached: !isWindows,
  })
  const chunks: (Buffer | string)[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const limit = AbortSignal.timeout(leg.limitMinutes * 60_000)
  limit.addEventListener('abort', () => chunks.push(`\nStill running after ${leg.limitMinutes} minutes: ended.`))
  const ended = AbortSignal.any([limit, interrupted])
  return new Promise((resolve) => {
    const end = (exitCode: number | null) => resolve({ exitCode, output: chunks.join('') })
    ended.addEventListener('abort', () => void endTree(child.pid).then(() => end(null)))
    child.on('error', (error) => {
      chunks.push(error.message)
      end(null)
    })
    child.on('close', end)
  })
}
