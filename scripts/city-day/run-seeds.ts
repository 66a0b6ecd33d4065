// Many seeds, in this process or side by side in several: a run in one process is one thread.
import { readScenario } from '@civitas/districts/scenario-file'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import { compareSeeds } from './same-seed.ts'
import { type SeedReport, watchCity } from './watch-city.ts'

const CITY_DAY = join(import.meta.dirname, '../city-day.ts')
/** What a process may print: a few kilobytes a seed. */
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024

export interface CityDays {
  scenario: string
  first: number
  last: number
  days: number
  /** As many as the scenario says when not given. */
  residents?: number | undefined
}

/** Seeds one after the other; the first is also run against itself and its neighbour. */
export async function runSeeds({ scenario, first, last, days, residents }: CityDays): Promise<SeedReport[]> {
  const city = await readScenario(scenario, residents)
  const reports: SeedReport[] = []
  for (let seed = first; seed <= last; seed++) reports.push(watchCity({ scenario: city, seed, days }))
  reports[0]?.verdicts.push(...compareSeeds((seed) => new LockstepCity({ scenario: city, seed }), first, days))
  return reports
}

/** The same in `processes` parts of equal size. */
export async function runProcesses(of: CityDays & { processes: number }): Promise<SeedReport[]> {
  const { first, last, processes } = of
  const size = Math.ceil((last - first + 1) / processes)
  const parts = Array.from({ length: processes }, (_, part) => first + part * size)
    .filter((from) => from <= last)
    .map((from) => runPart({ ...of, first: from, last: Math.min(last, from + size - 1) }))
  return (await Promise.all(parts)).flat()
}

async function runPart({ scenario, first, last, days, residents }: CityDays): Promise<SeedReport[]> {
  const words = [CITY_DAY, '--seeds', `${first}-${last}`, '--days', String(days), '--scenario', scenario, '--json']
  if (residents !== undefined) words.push('--residents', String(residents))
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: OUTPUT_BYTES_MAX })
  return JSON.parse(stdout) as SeedReport[]
}
