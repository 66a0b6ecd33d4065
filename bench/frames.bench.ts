// The viewer stream at the size of its budget, over real sockets, and Colyseus' own StateView beside it in the same run.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { FramesMeasure, FramesMode } from './frames/server.ts'
import { Viewers } from './frames/viewers.ts'
import type { Bench } from './report.ts'

const BUDGET = { residents: 10_000, viewers: 500 }
const DECODING = 5

interface Outcome extends FramesMeasure {
  /** Share of one core, in per cent. */
  corePercent: number
  cpuMsPerPublish: number
  hz: number
  bytesPerViewerSecond: number
  bytesPerUpdate: number
  faults: number
}

export const bench: Bench = async (options) => {
  const residents = options.number('residents', BUDGET.residents)
  const viewers = options.number('viewers', BUDGET.viewers)
  const seconds = options.number('seconds', 10)
  const idle = await run('idle', residents, viewers, seconds)
  const packed = await run('packed', residents, viewers, seconds)
  const stateView = await run('state-view', residents, viewers, seconds)
  const above = (outcome: Outcome) => outcome.cpuMsPerPublish - idle.cpuMsPerPublish
  return {
    name: 'frames',
    sizes: { residents, viewers, seconds },
    atBudgetSize: residents === BUDGET.residents && viewers === BUDGET.viewers,
    verdicts: [
      { what: 'bytes per update', reached: packed.bytesPerUpdate, limit: 2.5, unit: 'B' },
      { what: 'encode', reached: packed.encodeMs, limit: 1, unit: 'ms' },
      { what: 'above the idle room', reached: packed.corePercent - idle.corePercent, limit: 15, unit: '% of a core' },
      {
        what: 'CPU of StateView ÷ ours',
        reached: above(stateView) / above(packed),
        limit: 20,
        atLeast: true,
        unit: '×',
      },
    ],
    figures: {
      idleCorePercent: idle.corePercent,
      packedCorePercent: packed.corePercent,
      packedHz: packed.hz,
      packedCpuMsPerPublish: above(packed),
      packedKilobytesPerViewerSecond: packed.bytesPerViewerSecond / 1_000,
      packedDecodeFaults: packed.faults,
      stateViewCorePercent: stateView.corePercent,
      stateViewHz: stateView.hz,
      stateViewCpuMsPerPublish: above(stateView),
      stateViewPublishMs: stateView.publishMs,
      stateViewKilobytesPerViewerSecond: stateView.bytesPerViewerSecond / 1_000,
    },
    notes: ['CPU per publish is counted, so that a mode that does not reach ten a second is not flattered.'],
  }
}

async function run(mode: FramesMode, residents: number, viewers: number, seconds: number): Promise<Outcome> {
  const server = fork(new URL('frames/server.ts', import.meta.url), [mode, String(residents)])
  try {
    const port = await answer<number>(server)
    const crowd = new Viewers()
    await crowd.join(port, viewers, mode === 'packed' ? DECODING : 0)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    crowd.reset()
    server.send(seconds * 1_000)
    const measure = await answer<FramesMeasure>(server)
    const outcome = outcomeOf(measure, crowd, viewers)
    crowd.leave()
    return outcome
  } finally {
    server.kill()
  }
}

async function answer<T>(server: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(() => Promise.reject(new Error('the serving process ended'))),
  ])) as [T]
  return message
}

function outcomeOf(measure: FramesMeasure, crowd: Viewers, viewers: number): Outcome {
  const { cpuMs, wallMs, publishes } = measure
  const { bytes, updates, faults } = crowd.decoded
  return {
    ...measure,
    corePercent: (cpuMs / wallMs) * 100,
    cpuMsPerPublish: cpuMs / publishes,
    hz: (publishes / wallMs) * 1_000,
    bytesPerViewerSecond: (crowd.bytes / viewers / wallMs) * 1_000,
    bytesPerUpdate: updates === 0 ? 0 : bytes / updates,
    faults,
  }
}
