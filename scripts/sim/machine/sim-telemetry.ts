// Telemetry of simulated processes: nothing is printed or added up; the counters that a run watches are passed on.
import { type Metrics, quietTelemetry, type Telemetry } from '@civitas/telemetry'

/** Told of every count, by the metric's name. */
export type OnCount = (metric: string, labels: Readonly<Record<string, string>>) => void

const { log } = quietTelemetry()
const nothing = () => {}

export function simTelemetry(onCount: OnCount = nothing): Telemetry {
  const metrics: Metrics = {
    counter: ({ name }) => ({ add: (_count, labels = {}) => onCount(name, labels) }),
    gauge: () => ({ set: nothing }),
    histogram: () => ({ observe: nothing }),
    page: async () => ({ contentType: 'text/plain', body: '' }),
  }
  const telemetry: Telemetry = { log, metrics, child: () => telemetry, flush: nothing }
  return telemetry
}
