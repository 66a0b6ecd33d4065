// Requests that wait for the next thing to happen to an agent: bounded, each with an end.
import type { Clock } from '@civitas/kit'
import { MAX_WAIT_MS, MAX_WAITERS_PER_AGENT } from './limits.ts'

/** A set of one-shot waits. `wake` ends those that its value satisfies. */
export class Waiters<T> {
  private readonly waiting = new Set<(value: T) => boolean>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  get size(): number {
    return this.waiting.size
  }

  /**
   * Resolves with the first value that `fits`, or `undefined` after `waitMs`, on abort, or at once when too many wait.
   */
  async next(fits: (value: T) => boolean, waitMs: number, signal?: AbortSignal): Promise<T | undefined> {
    if (waitMs <= 0 || signal?.aborted || this.waiting.size >= MAX_WAITERS_PER_AGENT) return undefined
    const over = new AbortController()
    let found: T | undefined
    const check = (value: T) => {
      if (!fits(value)) return false
      found = value
      over.abort()
      return true
    }
    const abort = () => over.abort()
    signal?.addEventListener('abort', abort, { once: true })
    this.waiting.add(check)
    await this.clock.sleep(Math.min(waitMs, MAX_WAIT_MS), over.signal)
    this.waiting.delete(check)
    signal?.removeEventListener('abort', abort)
    return found
  }

  wake(value: T): void {
    for (const check of this.waiting) if (check(value)) this.waiting.delete(check)
  }
}
