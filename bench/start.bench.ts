// Budget: from the command to a ticking city in under 5 s the first time, under 3 s again.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCity } from '../test/helpers/city-process.ts'
import { type Bench, percentile } from './report.ts'

export const bench: Bench = async (options) => {
  const rounds = options.number('rounds', 3)
  const first: number[] = []
  const again: number[] = []
  for (let round = 0; round < rounds; round++) {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-start-'))
    first.push(await startSeconds(dataDir))
    again.push(await startSeconds(dataDir))
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    name: 'start',
    sizes: { rounds },
    atBudgetSize: true,
    verdicts: [
      { what: 'first start, median', reached: percentile(first, 0.5), limit: 5, unit: 's' },
      { what: 'later start, median', reached: percentile(again, 0.5), limit: 3, unit: 's' },
    ],
    figures: { firstS: first.map(fixed).join(' '), againS: again.map(fixed).join(' ') },
  }
}

/** From spawning the process to `/ready` answering 200, which needs a moving tick. */
async function startSeconds(dataDir: string): Promise<number> {
  const startMs = performance.now()
  const city = await startCity({ dataDir, env: { LOG_LEVEL: 'warn', CIVITAS_SCENARIO: 'default' } })
  const seconds = (performance.now() - startMs) / 1000
  await city.stop()
  return seconds
}

function fixed(value: number): string {
  return value.toFixed(2)
}
