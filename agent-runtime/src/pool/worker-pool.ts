// Worker threads for big batches: one task per batch, an end to every task, a new thread for one that hangs.
import { Piscina } from 'piscina'
import type { RoutineBatch, RoutineDecision, RoutineMap } from '@civitas/schema'
import { WAITING_BATCHES_MAX } from '../limits.ts'
import type { BatchAnswer } from './batch-answer.ts'
import { type Lexicon, lexiconOf, unpackDecisions } from './decision-columns.ts'

export class WorkerPool {
  private readonly piscina: Piscina<{ batch: RoutineBatch; map?: RoutineMap }, BatchAnswer>
  private readonly timeoutMs: number
  private readonly startMs: number
  /** A thread has answered since the last one was lost. */
  private warm = false
  private readonly lexicons = new WeakMap<RoutineMap, Lexicon>()

  /**
   * @param options.startMs what the first batch of a thread may take longer, in real milliseconds
   * @param options.filename the worker, for tests that need one that hangs or crashes
   */
  constructor(options: { threads: number; timeoutMs: number; startMs: number; filename?: string }) {
    this.timeoutMs = options.timeoutMs
    this.startMs = options.startMs
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
  async decide(map: RoutineMap, batch: RoutineBatch): Promise<{ decisions: RoutineDecision[]; failed: number }> {
    const answer = await this.ask(map, batch)
    return { decisions: unpackDecisions(this.lexiconFor(map), answer.decisions), failed: answer.failed }
  }

  async close(): Promise<void> {
    await this.piscina.destroy()
  }

  private async ask(map: RoutineMap, batch: RoutineBatch) {
    const signal = AbortSignal.timeout(this.timeoutMs + (this.warm ? 0 : this.startMs))
    // Whoever times out loses its thread, and the next one starts cold.
    this.warm = false
    const first = await this.piscina.run({ batch }, { signal })
    const answer = first.known ? first : await this.piscina.run({ batch, map }, { signal })
    this.warm = true
    if (!answer.known) throw new Error(`the worker did not take the map of ${batch.district}`)
    return answer
  }

  private lexiconFor(map: RoutineMap): Lexicon {
    const known = this.lexicons.get(map)
    if (known) return known
    const made = lexiconOf(map)
    this.lexicons.set(map, made)
    return made
  }
}
