import type { TelemetryConfig } from './config.ts'
import { createLogger, type Logger, type LogSink, standardOutput } from './logger.ts'
import { createMetrics, type Metrics } from './metrics.ts'

/** How a part of the program is seen from outside; passed by parameter, never reached for. */
export interface Telemetry {
  readonly log: Logger
  readonly metrics: Metrics
  /** The same metrics, and a log whose lines carry the part's name. */
  child(part: string): Telemetry
  /** Writes out lines that still wait; for the moment before an exit. */
  flush(): void
}

/** The telemetry of a process: build it once, in its `main`. */
export function createTelemetry(config: TelemetryConfig): Telemetry {
  return telemetryOf(config.level, standardOutput(), createMetrics({ process: true }))
}

/** Telemetry that prints nothing, for tests; with a sink it logs everything there, as lines of JSON. */
export function quietTelemetry(sink?: LogSink): Telemetry {
  const level = sink ? 'trace' : 'silent'
  return telemetryOf(level, sink ?? { write: () => {} }, createMetrics({ process: false }))
}

function telemetryOf(level: string, sink: LogSink, metrics: Metrics): Telemetry {
  const withLog = (log: Logger): Telemetry => ({
    log,
    metrics,
    child: (part) => withLog(log.child({ part })),
    flush: () => sink.flushSync?.(),
  })
  return withLog(createLogger(level, sink))
}
