// Every refusal and fault of the REST interface as an RFC 9457 problem with a stable code. [ACT-8]
import { type ChainCode, chainCodes, type Problem } from '@civitas/schema'
import type { Logger } from '@civitas/telemetry'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PasswordsBusyError } from '../accounts/passwords.ts'
import { ProblemError } from '../errors.ts'
import { RETRY_MS } from '../gateway/limits.ts'

const PROBLEM_TYPE = 'application/problem+json'

/** Codes of other errors that reach the handler. */
const CODE_OF: Readonly<Record<string, ChainCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_json',
  FST_ERR_BAD_URL: 'not_found',
}

/** Our words for what the framework found out; the rest speaks for itself. */
const DETAIL_OF: Partial<Record<ChainCode, string>> = {
  too_large: 'A body may have 64 KiB.',
  malformed_json: 'The body is not JSON, or the content type is not application/json.',
}

export function problemOf(error: ProblemError): Problem {
  return {
    type: `urn:civitas:problem:${error.code}`,
    title: chainCodes[error.code].means,
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(error.retryAfterMs !== undefined && { retry_after_ms: error.retryAfterMs }),
  }
}

export function sendProblem(reply: FastifyReply, error: ProblemError): FastifyReply {
  const problem = problemOf(error)
  if (problem.retry_after_ms !== undefined) reply.header('retry-after', Math.ceil(problem.retry_after_ms / 1000))
  // Serialised here: a problem fits whatever the route promises for its successes.
  return reply.code(problem.status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(problem)
}

/** Turns whatever was thrown into a problem; faults of ours are logged with the request id. */
export function errorHandler(log: Logger, onProblem: (code: ChainCode) => void) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = asProblem(error)
    // "Not now" is counted, not logged: a busy city must not be busy with its log.
    if (problem.code === 'internal') {
      log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'request failed')
    }
    onProblem(problem.code)
    return sendProblem(reply, problem)
  }
}

function asProblem(error: FastifyError): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof PasswordsBusyError)
    return new ProblemError('busy', 'Too many log-ins at once.', { retryAfterMs: RETRY_MS })
  if (error.validation) return new ProblemError('invalid_shape', shapeDetail(error))
  const code = CODE_OF[error.code]
  if (code) return new ProblemError(code, DETAIL_OF[code] ?? error.message)
  if (UNAVAILABLE.has(error.code)) {
    return new ProblemError('unavailable', 'The city cannot answer now.', { retryAfterMs: RETRY_MS, cause: error })
  }
  return new ProblemError('internal', 'A fault of ours.', { cause: error })
}

/** Codes of the store, the bus and the hub that mean "not now". */
const UNAVAILABLE: ReadonlySet<string> = new Set([
  'store_unavailable',
  'no_responder',
  'request_timeout',
  'bus_closed',
  'unavailable',
])

/** `<where>.<field>: what is wrong`, for the first field. */
function shapeDetail({ validation, validationContext, message }: FastifyError): string {
  const first = validation?.[0]
  if (!first) return message
  const path = first.instancePath.split('/').filter(Boolean).join('.')
  const where = validationContext === 'body' ? path || 'body' : [validationContext, path].filter(Boolean).join('.')
  return `${where}: ${first.message ?? 'not valid'}`
}
