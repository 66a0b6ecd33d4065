// Transactions that wait for the worker: ticks before everything else.
import type { BatchOptions, Row, Statement } from '../database.ts'

/** More than this waiting means that the database stands still; the next is refused. */
const MOST_WAITING = 10_000

export interface Job {
  /** A transaction, or the name of a table to vacuum. */
  work: readonly Statement[] | string
  options: BatchOptions
  resolve: (results: Row[][]) => void
  reject: (error: Error) => void
  /** How often the worker died while it ran. */
  losses: number
}

export class JobQueue {
  private ticks: Job[] = []
  private rest: Job[] = []

  /** `false` when too much waits already; nothing changed then. */
  push(job: Job): boolean {
    if (this.ticks.length + this.rest.length >= MOST_WAITING) return false
    const lane = job.options.queue === 'ticks' ? this.ticks : this.rest
    lane.push(job)
    return true
  }

  /** Back to the front, to be run again. */
  putBack(job: Job): void {
    const lane = job.options.queue === 'ticks' ? this.ticks : this.rest
    lane.unshift(job)
  }

  next(): Job | undefined {
    return this.ticks.shift() ?? this.rest.shift()
  }

  /** Takes everything out. */
  drain(): Job[] {
    const all = [...this.ticks, ...this.rest]
    this.ticks = []
    this.rest = []
    return all
  }
}
