// A message to oneself that comes back proves that the broker has taken in what was sent before it, on one connection.
import { BusClosedError } from '../errors.ts'

export class Barriers {
  private readonly waiting = new Map<number, PromiseWithResolvers<void>>()
  private last = 0

  /** Number of a new barrier; one that is lost is made good by any later one. */
  next(): number {
    return ++this.last
  }

  /** Resolves when `number` or a later one came back. */
  passed(number: number): Promise<void> {
    const waiter = Promise.withResolvers<void>()
    this.waiting.set(number, waiter)
    return waiter.promise
  }

  back(number: number): void {
    for (const [waited, { resolve }] of this.waiting) {
      if (waited > number) continue
      resolve()
      this.waiting.delete(waited)
    }
  }

  close(): void {
    for (const { reject } of this.waiting.values()) reject(new BusClosedError())
    this.waiting.clear()
  }
}
