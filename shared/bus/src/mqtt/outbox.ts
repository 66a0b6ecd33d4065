// What waits for the broker. Full, it drops the oldest: after an outage the newest messages are of use.
import { MAX_OUTBOX_BYTES, MAX_OUTBOX_MESSAGES } from '../limits.ts'

interface Waiting {
  address: string
  payload: Buffer
  /** After this nobody waits for it any more, on the clock of `performance.now()`. */
  expiresAtMs: number
}

export class Outbox {
  private waiting: Waiting[] = []
  private next = 0
  private bytes = 0
  private readonly onDropped: (address: string) => void

  constructor(onDropped: (address: string) => void) {
    this.onDropped = onDropped
  }

  get size(): number {
    return this.waiting.length - this.next
  }

  push(message: Waiting): void {
    this.waiting.push(message)
    this.bytes += message.payload.length
    while (this.size > MAX_OUTBOX_MESSAGES || this.bytes > MAX_OUTBOX_BYTES) {
      const dropped = this.take()
      if (dropped) this.onDropped(dropped.address)
    }
  }

  /** The oldest that somebody may still wait for. */
  shift(nowMs: number): Waiting | undefined {
    let message = this.take()
    while (message && message.expiresAtMs < nowMs) message = this.take()
    return message
  }

  clear(): void {
    this.waiting = []
    this.next = 0
    this.bytes = 0
  }

  private take(): Waiting | undefined {
    const message = this.waiting[this.next]
    if (!message) return undefined
    this.next++
    this.bytes -= message.payload.length
    if (this.next > MAX_OUTBOX_MESSAGES / 2 || this.next === this.waiting.length) {
      this.waiting = this.waiting.slice(this.next)
      this.next = 0
    }
    return message
  }
}
