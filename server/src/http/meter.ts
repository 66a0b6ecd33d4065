import type { ChainCode } from '@civitas/schema'
import type { Metrics } from '@civitas/telemetry'

const BUCKETS_SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]

/** Time by route and class of status, and every problem by its code. [ACT-8] */
export function httpMeter(metrics: Metrics) {
  const seconds = metrics.histogram({
    name: 'civitas_http_seconds',
    help: 'Time to answer by route and class of status, waiting included.',
    labels: ['route', 'status'],
    buckets: BUCKETS_SECONDS,
  })
  const problems = metrics.counter({
    name: 'civitas_http_problems_total',
    help: 'Problem documents by code.',
    labels: ['code'],
  })
  return {
    answered(route: string | undefined, status: number, elapsedMs: number): void {
      seconds.observe(elapsedMs / 1000, { route: route ?? 'none', status: `${Math.trunc(status / 100)}xx` })
    },
    problem: (code: ChainCode) => problems.add(1, { code }),
  }
}
