// What happens in the runtime, as log lines and counters.
import type { Telemetry } from '@civitas/telemetry'

export interface Events {
  batchDecided(of: { inline: boolean; decisions: number; failed: number; ms: number }): void
  batchFailed(batch: { district: string; tick: number }, error: unknown): void
}

const BATCH_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

export function createEvents({ log, metrics }: Telemetry): Events {
  const decisions = metrics.counter({ name: 'civitas_mind_decisions_total', help: 'Decisions of built-in minds.' })
  const failures = metrics.counter({
    name: 'civitas_mind_failures_total',
    help: 'Minds, or whole batches of them, that decided nothing because they failed or took too long.',
    labels: ['what'],
  })
  const seconds = metrics.histogram({
    name: 'civitas_mind_batch_seconds',
    help: 'Time to decide the batch of one district and tick.',
    labels: ['where'],
    buckets: BATCH_SECONDS,
  })
  return {
    batchDecided: (of) => {
      decisions.add(of.decisions)
      seconds.observe(of.ms / 1000, { where: of.inline ? 'inline' : 'thread' })
      if (of.failed === 0) return
      failures.add(of.failed, { what: 'mind' })
      log.error({ failed: of.failed }, 'minds failed')
    },
    batchFailed: ({ district, tick }, err) => {
      failures.add(1, { what: 'batch' })
      log.error({ district, tick, err }, 'batch of minds failed')
    },
  }
}
