// Worker threads for big batches: one task per batch, an end to every task, a new thread for one that hangs.
import { Piscina } from 'piscina'
import type { RoutineBatch, RoutineMap } from '@civitas/schema'
import { WAITING_BATCHES_MAX } from '../limits.ts'
import type { BatchAnswer } from './batch-answer.ts'

export class WorkerPool {
  private readonly piscina: Piscina<{ batch: RoutineBatch; map?: RoutineMap }, BatchAnswer>
  private readonly timeoutMs: number

  /** @param options.filename the worker, for tests that need one that hangs or crashes */
  constructor(options: { threads: number; timeoutMs: number; filename?: string }) {
    this.timeoutMs = options.timeoutMs
    this.piscina = new Piscina({
      filename: options.filename ?? new URL('./worker.ts', import.meta.url).href,
      name: 'decideInWorker',
      // No thread until the first big batch: small cities never need one.
      minThreads: 0,
      maxThreads: options.threads,
      maxQueue: WAITING_BATCHES_MAX,
      idleTimeout: Infinity,
    })
  }

  /** Decides a batch in a thread. Rejects when that takes too long, when the thread dies, and when too many batches wait. */
  async decide(map: RoutineMap, batch: RoutineBatch): Promise<Extract<BatchAnswer, { known: true }>> {
    const signal = AbortSignal.timeout(this.timeoutMs)
    const answer = await this.piscina.run({ batch }, { signal })
    if (answer.known) return answer
    const second = await this.piscina.run({ batch, map }, { signal })
    if (!second.known) throw new Error(`the worker did not take the map of ${batch.district}`)
    return second
  }

  async close(): Promise<void> {
    await this.piscina.destroy()
  }
}
