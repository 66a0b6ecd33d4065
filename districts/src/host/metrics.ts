// What a district's host counts and measures. Labels are districts and codes, never ids.
import type { Metrics } from '@civitas/telemetry'

const TICK_BUCKETS_MS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]
const LAG_BUCKETS_MS = [1, 5, 10, 25, 50, 100, 250, 1_000, 10_000, 60_000]
const COMMIT_BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 5_000]

export type HostMetrics = ReturnType<typeof hostMetrics>
export type PipelineMetrics = HostMetrics['pipeline']

export function hostMetrics(metrics: Metrics) {
  return {
    tick: metrics.histogram({
      name: 'civitas_district_settle_milliseconds',
      help: 'Time to settle one tick, hash included.',
      labels: ['district'],
      buckets: TICK_BUCKETS_MS,
    }),
    system: metrics.histogram({
      name: 'civitas_district_system_milliseconds',
      help: 'Time that one system of the simulation took in one tick.',
      labels: ['district', 'system'],
      buckets: TICK_BUCKETS_MS,
    }),
    lag: metrics.histogram({
      name: 'civitas_district_lag_milliseconds',
      help: 'How late ticks started.',
      labels: ['district'],
      buckets: LAG_BUCKETS_MS,
    }),
    head: metrics.gauge({ name: 'civitas_district_tick', help: 'Newest committed tick.', labels: ['district'] }),
    residents: metrics.gauge({
      name: 'civitas_district_residents',
      help: 'Residents that live in the district.',
      labels: ['district'],
    }),
    inputs: metrics.counter({
      name: 'civitas_district_inputs_total',
      help: 'Journaled inputs by type and outcome.',
      labels: ['district', 'type', 'outcome'],
    }),
    intake: metrics.counter({
      name: 'civitas_district_intake_total',
      help: 'Actions that reached a district, by answer.',
      labels: ['district', 'answer'],
    }),
    commandsSent: metrics.counter({
      name: 'civitas_district_commands_sent_total',
      help: 'Commands that a district sent to others, by kind.',
      labels: ['district', 'kind'],
    }),
    lateArrivals: metrics.counter({
      name: 'civitas_district_late_arrivals_total',
      help: 'Agents that came over a border beyond the capacity, their reservation gone.',
      labels: ['district'],
    }),
    restarts: metrics.counter({
      name: 'civitas_district_restarts_total',
      help: 'Times a district was taken up again after it was lost.',
      labels: ['district', 'code'],
    }),
    skippedBatches: metrics.counter({
      name: 'civitas_district_minds_late_total',
      help: 'Ticks at which the built-in minds still thought about an earlier one.',
      labels: ['district'],
    }),
    pipeline: {
      commit: metrics.histogram({
        name: 'civitas_commit_milliseconds',
        help: 'Time of one transaction of ticks.',
        buckets: COMMIT_BUCKETS_MS,
      }),
      failures: metrics.counter({
        name: 'civitas_commit_failures_total',
        help: 'Transactions of ticks that failed or whose outcome was unknown.',
        labels: ['code'],
      }),
    },
  }
}
