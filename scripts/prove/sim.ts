// Twenty thousand seeds of the city simulator, a few hundred in each process; a run goes on where the last one ended. [§12]
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { machine } from '../../bench/report.ts'
import { addTo, type SeedsReport } from '../sim/run-seeds.ts'

const FILE = join(import.meta.dirname, '../../docs/bench/sim.json')
const SIM = join(import.meta.dirname, '../sim.ts')
const DEFAULT_SEEDS = 20_000
const SEEDS_PER_PROCESS = 100
const PROCESSES = 2
/** Each seed leaves a city's worth of young objects behind: a tenth less time than with Node's default. */
const NODE_OPTIONS = ['--max-semi-space-size=64']

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
    const ranges: [first: number, last: number][] = []
    for (; next <= last && ranges.length < PROCESSES; next += SEEDS_PER_PROCESS) {
      ranges.push([next, Math.min(last, next + SEEDS_PER_PROCESS - 1)])
    }
    const reports = await Promise.all(ranges.map(([from, to]) => run(from, to)))
    figures = addUp(figures, reports, (performance.now() - startMs) / 1000)
    await writeFile(FILE, `${JSON.stringify({ machine: machine(), ...figures }, null, 2)}\n`)
    console.log(`seeds up to ${figures.last}: ${figures.ticks} ticks in ${figures.seconds} s`)
  }
  if (!figures) return 'nothing was left to run'
  return `seeds ${figures.first} to ${figures.last}: ${figures.ticks} ticks, ${figures.acknowledged} acknowledgements, every promise kept`
}

/** Rejects with the report of the seed that failed. */
async function run(first: number, last: number): Promise<SeedsReport> {
  const words = [...NODE_OPTIONS, SIM, '--seeds', `${first}-${last}`, '--json']
  const { stdout } = await promisify(execFile)(process.execPath, words).catch((error: { stderr?: string }) => {
    throw new Error(error.stderr ?? String(error))
  })
  return JSON.parse(stdout) as SeedsReport
}

function addUp(before: Figures | undefined, reports: readonly SeedsReport[], seconds: number): Figures {
  const [one, ...more] = reports
  if (!one) throw new Error('a round has at least one range')
  const sum: Figures = before ?? { ...one, seconds: 0 }
  for (const report of before ? reports : more) addTo(sum, report)
  sum.last = reports.at(-1)?.last ?? sum.last
  sum.seconds = Math.round(sum.seconds + seconds)
  return sum
}

async function readFigures(): Promise<Figures | undefined> {
  const text = await readFile(FILE, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { machine: _, ...figures } = JSON.parse(text) as Figures & { machine: unknown }
  return figures
}
