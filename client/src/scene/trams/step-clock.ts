// The step on show, running smoothly between the snapshots that come in. Pure: time comes in.

/** Motion is ten steps a second. */
const STEPS_PER_MS = 1 / 100
/** Farther off than this it jumps, steps. */
const JUMP = 15
/** Share of a difference that is made up for in a frame. */
const PULL = 0.06
/** Without news for so long, time stands still: the city is paused, or nobody sends, ms. */
const SILENCE_MS = 1_500

export class StepClock {
  private step: number | undefined
  private heard = -Infinity
  private newest = -Infinity
  private lastMs = 0

  /** @param shown step of the picture, of whichever district is in view; `undefined` when none is */
  at(shown: number | undefined, nowMs: number): number | undefined {
    const passed = nowMs - this.lastMs
    this.lastMs = nowMs
    if (shown !== undefined && shown !== this.newest) {
      this.newest = shown
      this.heard = nowMs
    }
    if (this.step === undefined || (shown !== undefined && Math.abs(shown - this.step) > JUMP)) this.step = shown
    else if (nowMs - this.heard < SILENCE_MS) {
      this.step += passed * STEPS_PER_MS
      if (shown !== undefined) this.step += (shown - this.step) * PULL
    }
    return this.step
  }
}
