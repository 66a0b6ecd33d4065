// The paced loop of one district: ten steps a second, and a boundary after every `stepsPerTick` of them. [CLK-1]
import { step } from '../sim/index.ts'
import type { LiveDistrict } from './live.ts'
import { settleTick } from './settle-tick.ts'

/** Runs until `signal` aborts; rejects with what ended the district's lane. */
export async function runLoop(live: LiveDistrict, signal: AbortSignal): Promise<void> {
  const { stepsPerTick } = live.deps.timeline
  for (;;) {
    const started = await live.pacer.wait(live.step + 1, signal)
    if (!started) return
    makeStep(live)
    if (live.step % stepsPerTick === 0) {
      // [ACT-5] At most three ticks wait for their commit; then the district stands still.
      await untilAborted(live.lane.room(), signal)
      if (signal.aborted) return
      if (live.options.lockstep) await live.routine.idle()
      settleTick(live, started.lagMs)
    }
    live.frames.publish(live.step)
    live.positions?.note(live.step, live.world)
  }
}

/** Goes on to the next boundary at once and keeps that tick as a snapshot: a restart then has nothing to replay. [DET-4] */
export async function runToBoundary(live: LiveDistrict): Promise<void> {
  const { stepsPerTick } = live.deps.timeline
  await live.lane.room()
  if (live.options.lockstep) await live.routine.idle()
  const boundary = (live.world.tick + 1) * stepsPerTick
  while (live.step < boundary) makeStep(live)
  live.snapshotNext = true
  settleTick(live, 0)
  await live.lane.durable(live.world.tick)
  await live.snapshots.idle()
}

function makeStep(live: LiveDistrict): void {
  step(live.world)
  live.step++
}

/** Resolves with `work`, or when `signal` aborts. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let end = () => {}
  const aborted = new Promise<void>((resolve) => (end = resolve))
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  await Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', end))
}
