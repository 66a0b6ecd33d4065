// Keeps snapshots of committed ticks, so that recovery has little to run. [DET-4]
import type { Clock } from '@civitas/kit'
import type { Snapshot, Snapshots } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'

/** Ticks between two snapshots. */
export const SNAPSHOT_TICKS = 60
const THIN_EVERY_MS = 10 * 60_000

export class SnapshotKeeper {
  private readonly store: Snapshots
  private readonly clock: Clock
  private readonly log: Logger
  private thinnedMs = -Infinity
  /** Saves under way. */
  private saving: Promise<void> = Promise.resolve()

  constructor(store: Snapshots, clock: Clock, log: Logger) {
    this.store = store
    this.clock = clock
    this.log = log
  }

  isDue(tick: number): boolean {
    return tick % SNAPSHOT_TICKS === 0
  }

  /** Stores a snapshot of a committed tick, behind the loop's back. A failure costs recovery time, nothing else. */
  save(snapshot: Snapshot): void {
    this.saving = this.saving.then(() => this.write(snapshot))
  }

  /** Resolves when nothing is being saved. */
  idle(): Promise<void> {
    return this.saving
  }

  private async write(snapshot: Snapshot): Promise<void> {
    try {
      await this.store.save(snapshot)
      if (this.clock.monotonicMs() - this.thinnedMs < THIN_EVERY_MS) return
      this.thinnedMs = this.clock.monotonicMs()
      await this.store.thin(snapshot.branch, this.clock.wallMs())
    } catch (error) {
      this.log.warn({ err: error, district: snapshot.district, tick: snapshot.tick }, 'snapshot not saved')
    }
  }
}
