// W3C trace context as a text (`traceparent`), carried by requests, bus messages and inputs.
import { randomBytes } from 'node:crypto'

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/
const NO_TRACE = '0'.repeat(32)

/** A new trace, sampled. */
export function newTrace(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`
}

/** A new span in the trace of `parent`; a new trace when there is no parent or it is not a valid `traceparent`. */
export function childTrace(parent: string | undefined): string {
  const match = TRACEPARENT.exec(parent ?? '')
  if (!match || match[1] === NO_TRACE) return newTrace()
  return `00-${match[1]}-${randomBytes(8).toString('hex')}-${match[2]}`
}
