// From how many deciding residents on a worker thread relieves the main thread: sets INLINE_ROWS_MAX of the agent runtime.
import { INLINE_ROWS_MAX } from '../agent-runtime/src/limits.ts'
import { decideBatch } from '../agent-runtime/src/minds/routine.ts'
import { WorkerPool } from '../agent-runtime/src/pool/worker-pool.ts'
import { crowd, map } from '../agent-runtime/test/helpers.ts'
import type { Bench } from './report.ts'

const ROWS = [50, 100, 250, INLINE_ROWS_MAX, 1_000, 2_000, 5_000]
const MINUTE = 600
const TIMEOUT_MS = 30_000

export const bench: Bench = async (options) => {
  const rounds = options.number('rounds', 200)
  const pool = new WorkerPool({ threads: 1, timeoutMs: TIMEOUT_MS, startMs: 0 })
  const figures: Record<string, number | string> = {}
  let ratioAtThreshold = Number.NaN
  for (const rows of ROWS) {
    const batch = crowd(rows, MINUTE)
    const inlineMs = callMs(rounds, () => decideBatch(map, batch))
    const threadMs = await busyMs(rounds, () => pool.decide(map, batch))
    figures[`rows${rows}MainThreadMs`] = `inline ${inlineMs.toFixed(3)}, in a thread ${threadMs.toFixed(3)}`
    if (rows === INLINE_ROWS_MAX) ratioAtThreshold = threadMs / inlineMs
  }
  await pool.close()
  return {
    name: 'minds',
    sizes: { rounds },
    atBudgetSize: true,
    verdicts: [
      { what: 'main thread at the threshold, thread ÷ inline', reached: ratioAtThreshold, limit: 0.75, unit: '×' },
    ],
    figures,
  }
}

/** Time per call, all of it on this thread, after a warm-up. */
function callMs(rounds: number, call: () => unknown): number {
  for (let round = 0; round < rounds; round++) call()
  const startMs = performance.now()
  for (let round = 0; round < rounds; round++) call()
  return (performance.now() - startMs) / rounds
}

/** Time per call during which this thread was busy, not waiting for the other, after a warm-up. */
async function busyMs(rounds: number, call: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < rounds; round++) await call()
  const before = performance.eventLoopUtilization()
  for (let round = 0; round < rounds; round++) await call()
  return performance.eventLoopUtilization(before).active / rounds
}
