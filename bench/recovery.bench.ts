// Budget: after kill -9 a city ticks again in under 5 s, nothing acknowledged lost, hash equal.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCity } from '../test/helpers/city-process.ts'
import { killRound } from '../test/helpers/kill-9.ts'
import { replayDirectory } from '../test/helpers/replay.ts'
import type { Bench } from './report.ts'

export const bench: Bench = async (options) => {
  const rounds = options.number('rounds', 3)
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-recovery-'))
  const seconds: number[] = []
  let acknowledged = 0
  let faults = 0
  for (let round = 0; round < rounds; round++) {
    const report = await killRound(dataDir, Math.random)
    acknowledged += report.acknowledged
    faults += report.faults.length
    seconds.push(await secondsToTick(dataDir))
  }
  const replay = await replayDirectory(dataDir)
  await rm(dataDir, { recursive: true, force: true })
  return {
    name: 'recovery',
    sizes: { rounds },
    atBudgetSize: true,
    verdicts: [
      { what: 'kill -9 to a ticking city, slowest', reached: Math.max(...seconds), limit: 5, unit: 's' },
      { what: 'acknowledgements lost or changed', reached: faults, limit: 0, unit: '' },
      { what: 'replay of the whole journal differs', reached: replay.code === 0 ? 0 : 1, limit: 0, unit: '' },
    ],
    figures: { seconds: seconds.map((value) => value.toFixed(2)).join(' '), acknowledged },
  }
}

/** Kills a running city in the middle of its work and times the next start until `/ready` answers 200. */
async function secondsToTick(dataDir: string): Promise<number> {
  const victim = await startCity({ dataDir, env: { LOG_LEVEL: 'warn' } })
  await victim.kill()
  const startMs = performance.now()
  const city = await startCity({ dataDir, env: { LOG_LEVEL: 'warn' } })
  const seconds = (performance.now() - startMs) / 1000
  await city.stop()
  return seconds
}
