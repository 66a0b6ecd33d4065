// A request that waits: it ends early when its client goes away or its key dies. [§11]
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { MAX_WAIT_MS } from '../gateway/limits.ts'
import type { Authenticator } from '../gateway/ports.ts'

/** Seconds to wait at most, as a query parameter. */
export const waitSchema = z.coerce
  .number()
  .min(0)
  .max(MAX_WAIT_MS / 1000)
  .default(0)
  .describe('Seconds to wait for something new, at most 30.')

/** Runs `work`; throws `key_expired` when the caller's key died meanwhile, whatever `work` came to. */
export async function whileWelcome<T>(
  request: FastifyRequest,
  authenticator: Pick<Authenticator, 'onKeyExpired'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { principal } = request
  const over = new AbortController()
  const expired = Promise.withResolvers<never>()
  expired.promise.catch(() => {})
  const stopListening = authenticator.onKeyExpired((keyId) => {
    if (principal?.kind !== 'agent' || principal.keyId !== keyId) return
    over.abort()
    expired.reject(new ProblemError('key_expired', 'The key died while the request waited.'))
  })
  const gone = () => over.abort()
  request.raw.socket.once('close', gone)
  try {
    return await Promise.race([work(over.signal), expired.promise])
  } finally {
    stopListening()
    request.raw.socket.off('close', gone)
    over.abort()
  }
}
