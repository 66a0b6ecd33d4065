// Waits for the next step of one district: never skips, catches up slowly. [CLK-1]
import type { Clock } from '@civitas/kit'
import { REBASE_MS, type Timeline } from './timeline.ts'

/** How much faster than due a late district may run. */
const CATCH_UP = 1.05
/** A timer that fires this late is no reason to slow down the catching up. */
const TIMER_SLACK_MS = 20
/** Longest sleep: so soon a new clock record is seen while the clock stands. */
const LONGEST_SLEEP_MS = 250
/** Started within this of due = on time. */
export const ON_TIME_MS = 100

export class Pacer {
  private readonly timeline: Timeline
  private readonly clock: Clock
  private readonly place: { index: number; count: number }
  /** When the step before was allowed to start; not before it really did, but for a little slack. */
  private pacedMs = -Infinity

  /** @param place which of how many districts this is: their ticks are spread over the tick's length */
  constructor(timeline: Timeline, clock: Clock, place: { index: number; count: number }) {
    this.timeline = timeline
    this.clock = clock
    this.place = place
  }

  /** Resolves when `step` may start, with by how many milliseconds it is late; `undefined` when `signal` ended the wait. */
  async wait(step: number, signal: AbortSignal): Promise<{ lagMs: number } | undefined> {
    for (;;) {
      if (signal.aborted) return undefined
      const nowMs = this.clock.wallMs()
      const phaseMs = this.timeline.phaseMs(this.place)
      let dueMs = this.timeline.dueMs(step) + phaseMs
      const isFar = Number.isFinite(dueMs) && Math.abs(nowMs - dueMs) > REBASE_MS
      if (isFar && this.timeline.mayRebase) {
        this.timeline.rebase(step, nowMs - phaseMs)
        dueMs = nowMs
      }
      const startMs = Math.max(dueMs, this.pacedMs + this.timeline.stepMs(step) / CATCH_UP)
      if (startMs <= nowMs) {
        this.pacedMs = Math.max(startMs, nowMs - TIMER_SLACK_MS)
        return { lagMs: Math.max(0, nowMs - dueMs) }
      }
      await this.clock.sleep(Math.min(startMs - nowMs, LONGEST_SLEEP_MS), signal)
    }
  }
}
