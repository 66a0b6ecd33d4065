// Twenty seeds of thirty city days, judged by every gate; a run goes on where the last one ended.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { machine, met, type Verdict } from '../../bench/report.ts'
import { runProcesses } from '../city-day/run-seeds.ts'
import type { SeedReport } from '../city-day/watch-city.ts'

const FILE = join(import.meta.dirname, '../../docs/bench/city-day.json')
const SCENARIO = 'default'
const DEFAULT_SEEDS = 20
const DAYS = 30
const PROCESSES = 2

/** A gate over all seeds so far. */
interface GateFigures extends Verdict {
  worst: number
  missedBySeeds: number[]
  /** From seed 1 on. */
  reachedBySeed: number[]
}

interface Figures {
  scenario: string
  days: number
  seeds: number
  seconds: number
  gates: Omit<GateFigures, 'reached'>[]
}

/** Runs seeds up to `rounds`; begins after the last seed whose figures are known, or at `from` 1 again. Rejects when a gate was missed. */
export async function proveCityDay(options: { rounds?: number; from?: number }): Promise<string> {
  const last = options.rounds ?? DEFAULT_SEEDS
  let figures: Figures = (options.from === 1 ? undefined : await readFigures()) ?? {
    scenario: SCENARIO,
    days: DAYS,
    seeds: 0,
    seconds: 0,
    gates: [],
  }
  while (figures.seeds < last) {
    const startMs = performance.now()
    const first = figures.seeds + 1
    const to = Math.min(last, first + PROCESSES - 1)
    const reports = await runProcesses({ scenario: SCENARIO, first, last: to, days: DAYS, processes: PROCESSES })
    for (const report of reports) figures = withSeed(figures, report)
    figures.seconds = Math.round(figures.seconds + (performance.now() - startMs) / 1_000)
    await writeFile(FILE, `${JSON.stringify({ machine: machine(), ...figures }, null, 2)}\n`)
    console.log(`seeds up to ${figures.seeds}: ${figures.seconds} s`)
  }
  const missed = figures.gates.filter(({ missedBySeeds }) => missedBySeeds.length > 0)
  if (missed.length === 0) return `${figures.seeds} seeds of ${figures.days} days passed every gate`
  throw new Error(
    missed.map(({ what, missedBySeeds }) => `${what}: missed by seeds ${missedBySeeds.join(' ')}`).join('\n'),
  )
}

function withSeed(figures: Figures, { seed, verdicts }: SeedReport): Figures {
  const gates = verdicts.map((verdict) => {
    const { what, limit, atLeast, unit, reached } = verdict
    const known = figures.gates.find((gate) => gate.what === what)
    const reachedBySeed = [...(known?.reachedBySeed ?? []), reached]
    const worst = atLeast ? Math.min(...reachedBySeed) : Math.max(...reachedBySeed)
    const missedBySeeds = [...(known?.missedBySeeds ?? []), ...(met(verdict) ? [] : [seed])]
    return { what, limit, ...(atLeast && { atLeast }), unit, worst, missedBySeeds, reachedBySeed }
  })
  return { ...figures, seeds: seed, gates }
}

async function readFigures(): Promise<Figures | undefined> {
  const text = await readFile(FILE, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { machine: _, ...figures } = JSON.parse(text) as Figures & { machine: unknown }
  return figures
}
