// The gates of many seeds in one table: the worst seed of each, and where to look.
import { met } from '../../bench/report.ts'
import type { GateVerdict } from './gate.ts'
import type { SeedReport } from './watch-city.ts'

/** A gate over all seeds; what was reached is that of the worst. */
export interface GateSummary extends GateVerdict {
  worstSeed: number
  failedSeeds: number[]
}

/** In the order of the gates. */
export function summarise(reports: readonly SeedReport[]): GateSummary[] {
  const summaries: GateSummary[] = []
  for (const { seed, verdicts } of reports) {
    verdicts.forEach((verdict, at) => {
      const known = summaries[at]
      const failed = met(verdict) ? [] : [seed]
      const failedSeeds = [...(known?.failedSeeds ?? []), ...failed]
      if (!known || isWorse(verdict, known)) summaries[at] = { ...verdict, worstSeed: seed, failedSeeds }
      else known.failedSeeds = failedSeeds
    })
  }
  return summaries
}

export function allMet(summaries: readonly GateSummary[]): boolean {
  return summaries.every(({ failedSeeds }) => failedSeeds.length === 0)
}

/** A line per gate; below a missed one, cases of the worst seed to look at. */
export function formatTable(summaries: readonly GateSummary[]): string {
  return summaries
    .flatMap((summary) => {
      if (summary.failedSeeds.length === 0) return [`ok   ${lineOf(summary)}`]
      const missed = `MISS ${lineOf(summary)}, missed by seeds ${summary.failedSeeds.join(' ')}`
      return [missed, ...summary.seen.map((one) => `       ${one}`)]
    })
    .join('\n')
}

function lineOf({ what, reached, limit, atLeast, unit, note, worstSeed }: GateSummary): string {
  const more = note === undefined ? '' : `; ${note}`
  return `${what}: ${reached} ${unit} (${atLeast ? '≥' : '≤'} ${limit}; seed ${worstSeed}${more})`
}

function isWorse({ reached, atLeast }: GateVerdict, than: GateVerdict): boolean {
  return atLeast ? reached < than.reached : reached > than.reached
}
