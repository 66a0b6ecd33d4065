// Bodies are JSON, or nothing. What an agent sent and nobody can read is kept for a while. [ACT-8]
import type { Clock } from '@civitas/kit'
import type { DeadLetters } from '@civitas/store'
import type { FastifyRequest } from 'fastify'
import { DEAD_LETTER_RATE } from '../gateway/limits.ts'
import { createRateLimiter } from '../gateway/rate-limiter.ts'
import type { App } from './app.ts'

/** An empty body is no body, whatever its type says. Names that reach into prototypes are refused. */
export function readJsonBodies(app: App, letters: DeadLetters, clock: Clock): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const rate = createRateLimiter(clock, DEAD_LETTER_RATE)

  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    void parse(request, body, (error, value) => {
      if (error && isAction(request) && rate.take('').ok) keep(letters, body)
      done(error, value)
    })
  })
}

/** Only actions: the bodies of other routes hold passwords. */
function isAction(request: FastifyRequest): boolean {
  return request.routeOptions.url?.endsWith('/actions') === true
}

function keep(letters: DeadLetters, body: string): void {
  const letter = { source: 'rest', code: 'malformed_json', detail: 'an action', payload: Buffer.from(body) }
  // The sender has its answer; a letter that cannot be kept is no reason to refuse anything.
  letters.add(letter).catch(() => {})
}
