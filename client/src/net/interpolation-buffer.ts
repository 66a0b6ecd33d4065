// Holds the newest snapshots and says between which two the picture lies now, a little in the past. Pure: time comes in. [§13]

/** How far behind the newest step the picture is kept, in ms: two frames at 10 Hz, less jitter. */
export const RENDER_DELAY_MS = 150
/** Real time of one movement step, in ms. */
export const STEP_MS = 100
/** Snapshots kept: enough for the delay and a late burst. */
const KEPT = 8
/** A jump longer than this, in steps, is a pause and not motion. */
const PAUSE_STEPS = 3
/** Share of a late arrival that the clock follows; early ones are followed at once. */
const DRIFT = 0.05

export interface Stepped {
  readonly step: number
}

export interface Sample<S> {
  from: S
  to: S
  /** 0 … 1: how far from `from` to `to` the picture stands. */
  alpha: number
}

export class InterpolationBuffer<S extends Stepped> {
  private snapshots: S[] = []
  /** Arrival time minus step time, ms: the fastest delivery seen, followed slowly upwards. */
  private offsetMs: number | undefined
  private readonly holdAt: (snapshot: S, step: number) => S

  /** `holdAt` copies a snapshot to a later step, for pauses in which nothing was sent. */
  constructor(holdAt: (snapshot: S, step: number) => S) {
    this.holdAt = holdAt
  }

  get newest(): S | undefined {
    return this.snapshots.at(-1)
  }

  /** Takes a snapshot that arrived now. An older or equal step replaces all: the source began anew. */
  push(snapshot: S, nowMs: number): void {
    const last = this.newest
    if (last && snapshot.step <= last.step) this.reset()
    else if (last && snapshot.step - last.step > PAUSE_STEPS) this.snapshots.push(this.holdAt(last, snapshot.step - 1))
    this.snapshots.push(snapshot)
    if (this.snapshots.length > KEPT) this.snapshots.splice(0, this.snapshots.length - KEPT)
    const offset = nowMs - snapshot.step * STEP_MS
    if (this.offsetMs === undefined || offset < this.offsetMs) this.offsetMs = offset
    else this.offsetMs += (offset - this.offsetMs) * DRIFT
  }

  /** The pair around the moment shown at `nowMs`; the newest twice when nothing later has come. */
  sample(nowMs: number): Sample<S> | undefined {
    const newest = this.newest
    if (!newest || this.offsetMs === undefined) return undefined
    const step = (nowMs - RENDER_DELAY_MS - this.offsetMs) / STEP_MS
    if (step >= newest.step) return { from: this.snapshots.at(-2) ?? newest, to: newest, alpha: 1 }
    for (let index = this.snapshots.length - 2; index >= 0; index--) {
      const from = this.snapshots[index]
      const to = this.snapshots[index + 1]
      if (!from || !to || from.step > step) continue
      return { from, to, alpha: (step - from.step) / (to.step - from.step) }
    }
    const oldest = this.snapshots[0] ?? newest
    return { from: oldest, to: oldest, alpha: 0 }
  }

  reset(): void {
    this.snapshots = []
    this.offsetMs = undefined
  }
}
