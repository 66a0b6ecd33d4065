// Gives the event loop a turn every few deliveries, so that a tick of a thousand agents does not hold up the sockets.
import { setImmediate } from 'node:timers/promises'
import { DELIVERIES_PER_TURN } from './limits.ts'

export class Pacer {
  private sinceTurn = 0

  /** Counts deliveries; a promise when it is time to yield, and then the caller awaits it. */
  after(deliveries: number): Promise<void> | undefined {
    this.sinceTurn += deliveries
    if (this.sinceTurn < DELIVERIES_PER_TURN) return undefined
    this.sinceTurn = 0
    return setImmediate(undefined)
  }
}

/** Lets at most `limit` holders in at a time; the rest wait in order of arrival. */
export class Turnstile {
  private free: number
  private readonly queue: (() => void)[] = []

  constructor(limit: number) {
    this.free = limit
  }

  /** Runs `work` when its turn comes. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.queue.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.free++
    }
  }
}
