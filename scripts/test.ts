// Runs the legs of a tier (or those named), a line for each, goes on after a failure, and sums up.
// `node scripts/test.ts [tier | leg …]`; `total` only sums what the earlier runs of all legs reported.
import { join } from 'node:path'
import { LEGS, type Leg } from './test/legs.ts'
import { ReportFolder, sum, type Counts } from './test/report.ts'
import { runLeg } from './test/run-leg.ts'

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache', 'civitas')
const reports = new ReportFolder(process.env['CIVITAS_REPORTS'] ?? join(CACHE, 'reports'))
const wanted = process.argv.slice(2)

// Ctrl-C does not reach a leg: its processes are a group of their own.
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort())

if (wanted[0] === 'total') {
  // A leg that never ran, and a test that was skipped, prove nothing: both count as failed.
  const total = sum(LEGS.map((leg) => reports.read(leg.name) ?? missing(leg)))
  finish(total.failed + total.skipped, `${total.passed} passed, ${total.failed + total.skipped} failed`)
} else {
  const total = sum(await runAll(chosen()))
  finish(total.failed, `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
}

function chosen(): readonly Leg[] {
  const names = wanted.length > 0 ? wanted : ['test']
  const unknown = names.filter((name) => !LEGS.some((leg) => leg.name === name || leg.tier === name))
  if (unknown.length > 0) {
    console.error(`No such leg: ${unknown.join(', ')}. There are: ${LEGS.map((leg) => leg.name).join(', ')}.`)
    process.exit(2)
  }
  return LEGS.filter((leg) => names.includes(leg.name) || names.includes(leg.tier))
}

async function runAll(legs: readonly Leg[]): Promise<Counts[]> {
  const all: Counts[] = []
  for (const leg of legs) {
    if (interruption.signal.aborted) break
    reports.forget(leg.name)
    const startedMs = performance.now()
    const { counts, output } = await runLeg(leg, reports.path, interruption.signal)
    reports.write(leg.name, counts)
    all.push(counts)
    if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`)
    console.log(line(leg, counts, performance.now() - startedMs))
  }
  return all
}

function line(leg: Leg, { passed, failed, skipped }: Counts, elapsedMs: number): string {
  const seconds = `${(elapsedMs / 1000).toFixed(1)} s`
  const mark = failed > 0 ? 'FAILED' : 'ok'
  return `${mark.padEnd(7)}${leg.name.padEnd(18)}${seconds.padStart(8)}   ${passed} passed, ${failed} failed, ${skipped} skipped`
}

function missing(leg: Leg): Counts {
  console.log(`The leg "${leg.name}" did not run.`)
  return { passed: 0, failed: 1, skipped: 0 }
}

function finish(failures: number, lastLine: string): void {
  console.log(lastLine)
  process.exitCode = failures > 0 ? 1 : 0
}
