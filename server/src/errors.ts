// Every error this workspace gives on purpose. `code` is stable.
import { type ChainCode, chainCodes } from '@civitas/schema'

/** A request that is answered with a problem document. Thrown by routes, turned into RFC 9457 in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ChainCode
  readonly status: number
  readonly retryAfterMs: number | undefined

  constructor(code: ChainCode, detail: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = chainCodes[code].status
    this.retryAfterMs = options.retryAfterMs
  }
}

/** A port that was asked for by name is taken by another program. */
export class PortBusyError extends Error {
  override readonly name = 'PortBusyError'
  readonly code = 'port_busy'
  readonly variable: string

  constructor(variable: string, port: number, options?: ErrorOptions) {
    super(
      `${variable}=${port}: the port is in use. Stop what listens there, or set ${variable} to another one.`,
      options,
    )
    this.variable = variable
  }
}
