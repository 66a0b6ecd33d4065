// When steps are due: clock records applied to wall time. One timeline serves all districts of a process. [CLK-1]
import type { ClockRecord } from '@civitas/store'

/** Length of a movement step in real milliseconds at speed 1. */
export const STEP_MS = 100

/** Further from the record than this, either way, and the missed time never was. [CLK-1] */
export const REBASE_MS = 60_000

export interface TimelineOptions {
  record: ClockRecord
  tickMs: number
  /** Default. `false`: an orchestrator alone makes records, for hosts of several processes would each make their own. */
  mayRebase?: boolean
  /** Told of every record that this process made itself, so that it can be stored. */
  onRebase?: (record: ClockRecord) => void
}

export class Timeline {
  readonly stepsPerTick: number
  readonly mayRebase: boolean
  private readonly tickMs: number
  private readonly onRebase: (record: ClockRecord) => void
  /** Oldest first; the last one whose `tick0` has come holds. */
  private records: ClockRecord[]

  constructor({ record, tickMs, mayRebase = true, onRebase = () => {} }: TimelineOptions) {
    this.tickMs = tickMs
    this.mayRebase = mayRebase
    this.stepsPerTick = tickMs / STEP_MS
    this.records = [record]
    this.onRebase = onRebase
  }

  /** The record that holds at `tick`. */
  at(tick: number): ClockRecord {
    const record = this.records.findLast((known) => known.tick0 <= tick) ?? this.records[0]
    if (!record) throw new Error('a timeline has at least one record')
    return record
  }

  /** A record made elsewhere; it holds from its `tick0` on. */
  add(record: ClockRecord): void {
    this.records = [...this.records.filter((known) => known.tick0 < record.tick0), record].slice(-2)
  }

  /** Wall milliseconds at which global step `step` is due; `Infinity` while the clock stands. Step `n × stepsPerTick` ends in tick n. */
  dueMs(step: number): number {
    const tick = Math.floor(step / this.stepsPerTick)
    const { tick0, wall0Ms, speed } = this.at(tick)
    const stepsOn = step - tick0 * this.stepsPerTick
    if (speed === 0) return stepsOn <= 0 ? wall0Ms : Infinity
    return wall0Ms + (stepsOn * STEP_MS) / speed
  }

  /** Real milliseconds between two steps around `step`. */
  stepMs(step: number): number {
    const { speed } = this.at(Math.floor(step / this.stepsPerTick))
    return speed === 0 ? STEP_MS : STEP_MS / speed
  }

  /** Makes `step` due at `nowMs`, for every district of the process. */
  rebase(step: number, nowMs: number): void {
    const tick0 = Math.floor(step / this.stepsPerTick)
    const { speed, rate } = this.at(tick0)
    const stepsOn = step - tick0 * this.stepsPerTick
    const record = { tick0, wall0Ms: Math.round(nowMs - stepsOn * this.stepMs(step)), speed, rate }
    this.records = [record]
    this.onRebase(record)
  }

  /** By how many milliseconds a district runs later than the first one, so that not all settle at once. */
  phaseMs({ index, count }: { index: number; count: number }): number {
    const share = (index * (this.tickMs + STEP_MS)) / count
    return (share % this.tickMs) / Math.max(1, this.at(0).speed)
  }
}
