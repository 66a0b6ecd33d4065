// How long each step takes and what became of every request: nothing is dropped uncounted. [ACT-8]
import type { Clock } from '@civitas/kit'
import type { ActionAnswer } from '@civitas/schema'
import type { Metrics } from '@civitas/telemetry'

const STEP_BUCKETS_SECONDS = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1, 1, 10, 30]

export interface ChainMeter {
  timed<T>(step: string, run: () => T | Promise<T>): Promise<T> | T
  answered(answer: ActionAnswer): void
}

export function chainMeter(metrics: Metrics, clock: Clock): ChainMeter {
  const seconds = metrics.histogram({
    name: 'civitas_chain_step_seconds',
    help: 'Time of one step of the chain; route includes waiting for the district.',
    labels: ['step'],
    buckets: STEP_BUCKETS_SECONDS,
  })
  const answers = metrics.counter({
    name: 'civitas_actions_total',
    help: 'Answers of the chain by status and code.',
    labels: ['status', 'code'],
  })
  return {
    timed(step, run) {
      const startMs = clock.monotonicMs()
      const done = () => seconds.observe((clock.monotonicMs() - startMs) / 1000, { step })
      const outcome = run()
      if (outcome instanceof Promise) return outcome.finally(done)
      done()
      return outcome
    },
    answered: (answer) => answers.add(1, { status: answer.status, code: ('code' in answer && answer.code) || 'none' }),
  }
}
