// Twenty thousand seeds of the city simulator, a few hundred in each process; a run goes on where the last one ended. [§12]
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { machine } from '../../bench/report.ts'
import { runProcesses } from '../sim/run-processes.ts'
import { addTo, type SeedsReport } from '../sim/run-seeds.ts'

const FILE = join(import.meta.dirname, '../../docs/bench/sim.json')
const DEFAULT_SEEDS = 20_000
const SEEDS_PER_PROCESS = 100
const PROCESSES = 2
const TICKS = 300

/** What the file holds: all seeds from `first` to `last` kept every promise. */
interface Figures extends SeedsReport {
  seconds: number
}

/** Runs seeds `from` … `rounds`; without `from` it begins after the last seed that is known to be good, or at 1. */
export async function proveSim(options: { rounds?: number; from?: number }): Promise<string> {
  const last = options.rounds ?? DEFAULT_SEEDS
  const known = await readFigures()
  const resumes = known !== undefined && (options.from === undefined || options.from === known.last + 1)
  let figures = resumes ? known : undefined
  let next = options.from ?? (known ? known.last + 1 : 1)
  while (next <= last) {
    const startMs = performance.now()
    const to = Math.min(last, next + SEEDS_PER_PROCESS * PROCESSES - 1)
    const report = await runProcesses({ first: next, last: to, ticks: TICKS, processes: PROCESSES })
    figures = addUp(figures, report, (performance.now() - startMs) / 1000)
    next = to + 1
    await writeFile(FILE, `${JSON.stringify({ machine: machine(), ...figures }, null, 2)}\n`)
    console.log(`seeds up to ${figures.last}: ${figures.ticks} ticks in ${figures.seconds} s`)
  }
  if (!figures) return 'nothing was left to run'
  return `seeds ${figures.first} to ${figures.last}: ${figures.ticks} ticks, ${figures.acknowledged} acknowledgements, every promise kept`
}

async function readFigures(): Promise<Figures | undefined> {
  const text = await readFile(FILE, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { machine: _, ...figures } = JSON.parse(text) as Figures & { machine: unknown }
  return figures
}

function addUp(before: Figures | undefined, report: SeedsReport, seconds: number): Figures {
  if (!before) return { ...report, seconds: Math.round(seconds) }
  const sum = { ...before, last: report.last, seconds: Math.round(before.seconds + seconds) }
  addTo(sum, report)
  return sum
}
