// Whole city days of several seeds, and whether they are believable: every gate of scripts/city-day. `--seeds N --days D --processes P`
import { summarise } from '../scripts/city-day/report.ts'
import { runProcesses } from '../scripts/city-day/run-seeds.ts'
import type { Bench } from './report.ts'

const SEEDS = 20
const DAYS = 30

export const bench: Bench = async (options) => {
  const seeds = options.number('seeds', SEEDS)
  const days = options.number('days', DAYS)
  const processes = options.number('processes', 2)
  const startMs = performance.now()
  const reports = await runProcesses({ scenario: 'default', first: 1, last: seeds, days, processes })
  const summaries = summarise(reports)
  return {
    name: 'city-day',
    sizes: { seeds, days },
    atBudgetSize: seeds >= SEEDS && days >= DAYS,
    verdicts: summaries,
    figures: { msPerCityDay: (performance.now() - startMs) / (seeds * days), processes },
    notes: summaries
      .filter(({ failedSeeds }) => failedSeeds.length > 0)
      .map(({ what, failedSeeds, worstSeed, seen }) => {
        return `${what}: missed by seeds ${failedSeeds.join(' ')}; in seed ${worstSeed}: ${seen.slice(0, 2).join('; ')}`
      }),
  }
}
