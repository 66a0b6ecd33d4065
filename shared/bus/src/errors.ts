// What a request on the bus can fail with. Codes are stable.

/** Nobody answers on that topic: the part of the city is not here, or not up yet. */
export class NoResponderError extends Error {
  readonly code = 'no_responder'
  override readonly name = 'NoResponderError'

  constructor(topic: string) {
    super(`nobody answers on ${topic}`)
  }
}

/** The responder did not answer in time; whether it acted is unknown. */
export class RequestTimeoutError extends Error {
  readonly code = 'request_timeout'
  override readonly name = 'RequestTimeoutError'

  constructor(topic: string, timeoutMs: number) {
    super(`no answer on ${topic} within ${timeoutMs} ms`)
  }
}

/** The responder's process went away before it answered; whether it acted is unknown. */
export class ResponderLostError extends Error {
  readonly code = 'responder_lost'
  override readonly name = 'ResponderLostError'

  constructor(topic: string) {
    super(`the process that was to answer on ${topic} went away`)
  }
}

/** The responder threw; `cause` is what it threw. */
export class ResponderFailedError extends Error {
  readonly code = 'responder_failed'
  override readonly name = 'ResponderFailedError'

  constructor(topic: string, cause: unknown) {
    super(`the responder on ${topic} failed`, { cause })
  }
}

/** The bus was closed before an answer came. */
export class BusClosedError extends Error {
  readonly code = 'bus_closed'
  override readonly name = 'BusClosedError'

  constructor() {
    super('the bus is closed')
  }
}

/** The broker did not take the first connection. `address` names no user and no password. */
export class BusUnreachableError extends Error {
  readonly code = 'bus_unreachable'
  override readonly name = 'BusUnreachableError'

  constructor(address: string, cause: unknown) {
    super(`the broker at ${address} cannot be reached`, { cause })
  }
}
