import pino from 'pino'
import { formatLine } from './line.ts'
import { redact, redactText } from './redact.ts'

/** Log objects, not sentences: `log.info({ agentId, tick }, 'action refused')`. */
export type Logger = pino.Logger

/** Bytes of log that may wait for a reader that does not read; the newest lines are dropped beyond it. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024

/** Where finished lines go. */
export interface LogSink {
  write(line: string): void
  /** Writes out what still waits. */
  flushSync?(): void
}

/** Readable lines on a terminal, JSON elsewhere; never waits for whoever reads the output. */
export function standardOutput(): LogSink {
  const out = pino.destination({ fd: 1, sync: false, maxLength: MAX_WAITING_BYTES })
  if (!process.stdout.isTTY) return out
  return { write: (line) => out.write(formatLine(line)), flushSync: () => out.flushSync() }
}

export function createLogger(level: string, sink: LogSink): Logger {
  const log = pino(
    {
      level,
      base: null,
      formatters: { log: redact },
      hooks: { streamWrite: redactText },
      // `redact` has already made plain fields of errors.
      serializers: { err: (error: unknown) => error },
    },
    sink,
  )
  return redactChildren(log)
}

/** Fields given to a child pass no formatter of pino's: they are redacted on the way in, in every generation. */
function redactChildren(log: Logger): Logger {
  const child: unknown = log.child
  const make = child as (this: Logger, bindings: Record<string, unknown>, options?: object) => Logger
  return Object.assign(log, {
    child(this: Logger, bindings: Record<string, unknown>, options?: object) {
      return make.call(this, redact(bindings), options)
    },
  })
}
