// Many runs, one after another, and what they add up to.
import { type CrashCounts, type CrashPoint, crashPoints, noCrashes } from './crash-points.ts'
import { runSeed } from './run-seed.ts'

export interface SeedsReport {
  first: number
  last: number
  /** Ticks of the city: of every district at least so many. */
  ticks: number
  acknowledged: number
  restarts: number
  crashes: CrashCounts
}

/** Fewer seeds than this may leave some hop without a crash. */
const SEEDS_FOR_ALL_HOPS = 50

/** Runs seeds `first` … `last`; rejects with the `SimFailure` of the first that fails. */
export async function runSeeds(of: { first: number; last: number; ticks: number; sql: boolean }): Promise<SeedsReport> {
  const { first, last, ticks, sql } = of
  const report: SeedsReport = { first, last, ticks: 0, acknowledged: 0, restarts: 0, crashes: noCrashes() }
  for (let seed = first; seed <= last; seed++) addTo(report, await runSeed({ seed, ticks, sql }))
  return report
}

export function addTo(sum: SeedsReport, one: Omit<SeedsReport, 'first' | 'last'>): void {
  sum.ticks += one.ticks
  sum.acknowledged += one.acknowledged
  sum.restarts += one.restarts
  for (const point of pointsOf(one.crashes)) sum.crashes[point] += one.crashes[point]
}

/** Hops at which nobody died though there were seeds enough: the run proved nothing of them. */
export function untouchedHops({ first, last, crashes }: SeedsReport): CrashPoint[] {
  if (last - first + 1 < SEEDS_FOR_ALL_HOPS) return []
  return pointsOf(crashes).filter((point) => crashes[point] === 0)
}

export function describeReport({ first, last, ticks, acknowledged, restarts, crashes }: SeedsReport): string {
  const deaths = pointsOf(crashes).map(
    (point) => `  ${String(crashes[point]).padStart(6)} × ${point}: ${crashPoints[point]}`,
  )
  return [
    `Seeds ${first} to ${last}: ${ticks} ticks, ${acknowledged} acknowledged actions, ${restarts} restarts; all promises kept.`,
    'Processes died',
    ...deaths,
  ].join('\n')
}

function pointsOf(crashes: CrashCounts): CrashPoint[] {
  return Object.keys(crashes) as CrashPoint[]
}
