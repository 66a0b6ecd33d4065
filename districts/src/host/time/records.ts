// The clock records that a process goes by: read from the store, kept in it where they were made here. [CLK-1]
import type { Clock } from '@civitas/kit'
import type { ClockRecord, Store } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import type { Timeline } from './timeline.ts'

/** How often hosts of a cluster read the record, in case its message was lost. */
const FOLLOW_MS = 2_000
/** How often a host that came before the orchestrator looks for the first record. */
const WAIT_MS = 200

export class ClockRecords {
  private readonly city: Store['city']
  private readonly clock: Clock
  private readonly log: Logger
  private readonly branch: string

  constructor({ store, clock, log }: { store: Store; clock: Clock; log: Logger }, branch: string) {
    this.city = store.city
    this.clock = clock
    this.log = log
    this.branch = branch
  }

  /** The one that holds; a new city's first, if no orchestrator made one. */
  async orFirst(wish: { speed: number; rate: number }): Promise<ClockRecord> {
    const latest = await this.city.latestClock(this.branch)
    if (latest) return latest
    const first = { tick0: 0, wall0Ms: this.clock.wallMs(), ...wish }
    await this.city.addClock(this.branch, first)
    return first
  }

  /** In a cluster the orchestrator makes the first one; `undefined`: stopped while waiting. */
  async awaited(signal: AbortSignal): Promise<ClockRecord | undefined> {
    for (let told = false; !signal.aborted; told = true) {
      const latest = await this.city.latestClock(this.branch)
      if (latest) return latest
      if (!told) this.log.info({}, 'no clock record yet, waiting for the orchestrator')
      await this.clock.sleep(WAIT_MS, signal)
    }
    return undefined
  }

  /** Adds what the store has, again and again: messages may be lost. */
  async follow(timeline: Timeline, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.clock.sleep(FOLLOW_MS, signal)
      const latest = await this.city.latestClock(this.branch).catch(() => undefined)
      if (latest) timeline.add(latest)
    }
  }

  /** The missed time never was; the next start must know. */
  async keep(record: ClockRecord): Promise<void> {
    this.log.warn({ ...record }, 'far from the clock record: a new one holds from now on')
    const failed = (error: unknown) => this.log.warn({ err: error }, 'clock record not kept')
    await this.city.addClock(this.branch, record).catch(failed)
  }
}
