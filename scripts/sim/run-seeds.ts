// Many runs, one after another, and what they add up to.
import { type CrashCounts, type CrashPoint, crashPoints, noCrashes } from './crash-points.ts'
import { closeSimDatabase } from './machine/embedded-store.ts'
import { runSeed } from './run-seed.ts'

export interface SeedsReport {
  first: number
  last: number
  /** Runs on the real SQL and PGlite. */
  onSql: number
  /** Ticks of the city: of every district at least so many. */
  ticks: number
  acknowledged: number
  /** Processes that died or stopped, and came back. */
  restarts: number
  /** Districts that went to another host by order. */
  moves: number
  crashes: CrashCounts
}

const FIGURES = ['onSql', 'ticks', 'acknowledged', 'restarts', 'moves'] as const

/** Fewer seeds than this may leave some hop without a crash. */
const SEEDS_FOR_ALL_HOPS = 50

/** One in so many runs on the real SQL and PGlite, the others on the store in memory. */
const SQL_EVERY = 20

/** Runs seeds `first` … `last`; rejects with the `SimFailure` of the first that fails. `sql` says for all whether they run on SQL. */
export async function runSeeds(of: {
  first: number
  last: number
  ticks: number
  sql: boolean | undefined
}): Promise<SeedsReport> {
  const { first, last, ticks, sql } = of
  const report: SeedsReport = { first, last, ...nothing() }
  try {
    for (let seed = first; seed <= last; seed++) {
      const onSql = sql ?? seed % SQL_EVERY === 0
      const { ticks: made, ...run } = await runSeed({ seed, ticks, sql: onSql })
      addTo(report, { ...run, ticks: made, onSql: onSql ? 1 : 0 })
    }
  } finally {
    await closeSimDatabase()
  }
  return report
}

function nothing(): Omit<SeedsReport, 'first' | 'last'> {
  return { onSql: 0, ticks: 0, acknowledged: 0, restarts: 0, moves: 0, crashes: noCrashes() }
}

export function addTo(sum: SeedsReport, one: Omit<SeedsReport, 'first' | 'last'>): void {
  for (const figure of FIGURES) sum[figure] += one[figure]
  for (const point of pointsOf(one.crashes)) sum.crashes[point] += one.crashes[point]
}

/** Hops at which nobody died though there were seeds enough: the run proved nothing of them. */
export function untouchedHops({ first, last, crashes }: SeedsReport): CrashPoint[] {
  if (last - first + 1 < SEEDS_FOR_ALL_HOPS) return []
  return pointsOf(crashes).filter((point) => crashes[point] === 0)
}

export function describeReport(report: SeedsReport): string {
  const { first, last, onSql, ticks, acknowledged, restarts, moves, crashes } = report
  const deaths = pointsOf(crashes).map(
    (point) => `  ${String(crashes[point]).padStart(6)} × ${point}: ${crashPoints[point]}`,
  )
  const kept = `${ticks} ticks, ${acknowledged} acknowledged actions, ${restarts} restarts, ${moves} moves; all promises kept.`
  return [`Seeds ${first} to ${last} (${onSql} on SQL): ${kept}`, 'Processes died', ...deaths].join('\n')
}

function pointsOf(crashes: CrashCounts): CrashPoint[] {
  return Object.keys(crashes) as CrashPoint[]
}
