// Counters, gauges and histograms by name, with a guard against labels that take ever new values.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Different values one label may take before the rest is counted as `other`: a label is never an id. */
const MAX_LABEL_VALUES = 64

type Labels = Readonly<Record<string, string>>

export interface CounterMetric {
  add(count?: number, labels?: Labels): void
}
export interface GaugeMetric {
  set(value: number, labels?: Labels): void
}
export interface HistogramMetric {
  observe(value: number, labels?: Labels): void
}

/** `name` follows Prometheus: `civitas_<what>_<unit>`, counters end in `_total`. */
export interface MetricDescription {
  name: string
  help: string
  labels?: readonly string[]
}

/** Asking twice for a name gives the same metric. */
export interface Metrics {
  counter(of: MetricDescription): CounterMetric
  /** With `read` the value is asked for when the page is made. */
  gauge(of: MetricDescription & { read?: () => number }): GaugeMetric
  /** `buckets` are upper bounds in the unit of the name. */
  histogram(of: MetricDescription & { buckets: readonly number[] }): HistogramMetric
  /** Everything in the text format of Prometheus, with its content type. */
  page(): Promise<{ contentType: string; body: string }>
}

/** @param options.process also reports memory, CPU and event loop of this process */
export function createMetrics(options: { process: boolean }): Metrics {
  const registry = new Registry()
  if (options.process) collectDefaultMetrics({ register: registry })
  const made = new Map<string, unknown>()
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make())
    return made.get(name) as T // The name was stored by the same kind of maker; another kind is our bug and throws on use.
  }
  return {
    counter: (of) => once(of.name, () => counter(registry, of)),
    gauge: (of) => once(of.name, () => gauge(registry, of)),
    histogram: (of) => once(of.name, () => histogram(registry, of)),
    page: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}

function counter(registry: Registry, of: MetricDescription): CounterMetric {
  const metric = new Counter({ ...settings(of), registers: [registry] })
  const guard = labelGuard()
  return { add: (count = 1, labels = {}) => metric.inc(guard(labels), count) }
}

function gauge(registry: Registry, of: MetricDescription & { read?: () => number }): GaugeMetric {
  const { read } = of
  const metric = new Gauge({
    ...settings(of),
    registers: [registry],
    ...(read && {
      collect() {
        this.set(read())
      },
    }),
  })
  const guard = labelGuard()
  return { set: (value, labels = {}) => metric.set(guard(labels), value) }
}

function histogram(registry: Registry, of: MetricDescription & { buckets: readonly number[] }): HistogramMetric {
  const metric = new Histogram({ ...settings(of), buckets: [...of.buckets], registers: [registry] })
  const guard = labelGuard()
  return { observe: (value, labels = {}) => metric.observe(guard(labels), value) }
}

function settings(of: MetricDescription) {
  return { name: of.name, help: of.help, labelNames: [...(of.labels ?? [])] }
}

/** Passes label values through until there are too many of them. */
function labelGuard(): (labels: Labels) => Record<string, string> {
  const seen = new Map<string, Set<string>>()
  return (labels) => {
    const guarded: Record<string, string> = {}
    for (const [label, value] of Object.entries(labels)) {
      const values = seen.get(label) ?? new Set()
      seen.set(label, values)
      if (values.size < MAX_LABEL_VALUES) values.add(value)
      guarded[label] = values.has(value) ? value : 'other'
    }
    return guarded
  }
}
