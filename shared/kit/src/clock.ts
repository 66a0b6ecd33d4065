/** Time as a port, so that the loop, leases and limits run under a hand-moved clock in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch. May jump when the system's clock is set. */
  wallMs(): number
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number
  /** Resolves after at least `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own clock. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(0, ms))
      signal?.addEventListener('abort', done, { once: true })
    }),
}

/** A clock that stands still until `advance` moves it; sleepers wake in order of their due time. */
export class ManualClock implements Clock {
  private nowMs: number
  private readonly sleepers: { dueMs: number; wake: () => void }[] = []

  constructor(startMs = 0) {
    this.nowMs = startMs
  }

  wallMs(): number {
    return this.nowMs
  }

  monotonicMs(): number {
    return this.nowMs
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        signal?.removeEventListener('abort', wake)
        const index = this.sleepers.indexOf(sleeper)
        if (index >= 0) this.sleepers.splice(index, 1)
        resolve()
      }
      const sleeper = { dueMs: this.nowMs + Math.max(0, ms), wake }
      this.sleepers.push(sleeper)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  /** Moves time on by `ms` and lets everything that became due run to its next wait. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms
    await new Promise((resolve) => setImmediate(resolve))
    for (;;) {
      this.sleepers.sort((a, b) => a.dueMs - b.dueMs)
      const next = this.sleepers[0]
      if (!next || next.dueMs > endMs) break
      this.sleepers.shift()
      this.nowMs = next.dueMs
      next.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.nowMs = endMs
    await new Promise((resolve) => setImmediate(resolve))
  }
}

declare function setImmediate(callback: (value: unknown) => void): unknown
declare function setTimeout(callback: () => void, ms: number): number
declare function clearTimeout(timer: number): void
declare const performance: { now(): number }
