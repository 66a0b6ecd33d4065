// City time between two messages of the clock: the last one, carried on at its rate. Pure: real time comes in.
import type { ClockState } from '@civitas/schema'

const DAY_MS = 86_400_000

export class CityClock {
  private state: ClockState | undefined
  private heardAt = 0

  hear(state: ClockState, nowMs: number): void {
    this.state = state
    this.heardAt = nowMs
  }

  get known(): boolean {
    return this.state !== undefined
  }

  /** City milliseconds since day 1, 00:00; undefined before the first message. */
  cityMs(nowMs: number): number | undefined {
    if (!this.state) return undefined
    const ran = this.state.paused ? 0 : (nowMs - this.heardAt) * this.state.rate
    return this.state.city_ms + ran
  }

  /** 0 is midnight, 0.5 noon. */
  timeOfDay(nowMs: number): number | undefined {
    const ms = this.cityMs(nowMs)
    return ms === undefined ? undefined : (ms % DAY_MS) / DAY_MS
  }
}
