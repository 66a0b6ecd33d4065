import { newSessionSchema, sessionSchema } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { LOG_IN_ADDRESS_RATE, LOG_IN_RATE } from '../gateway/limits.ts'
import { createRateLimiter } from '../gateway/rate-limiter.ts'
import type { App } from '../http/app.ts'
import { ownerOf, spend } from '../http/guard.ts'
import type { RestDeps } from './deps.ts'
import { nothing, problems } from './shapes.ts'

const refreshSchema = z.object({ refresh_token: z.string().max(200) })

/** Logging in, going on, logging out. A refresh token works once; used twice, it ends the session. [§11] */
export function sessionRoutes(app: App, { accounts, sessions, guard, clock }: RestDeps): void {
  const logIns = createRateLimiter(clock, LOG_IN_RATE)
  const perAddress = createRateLimiter(clock, LOG_IN_ADDRESS_RATE)
  const fromAddress = async (request: { ip: string }) => spend(perAddress, request.ip)

  app.post('/sessions', {
    schema: {
      tags: ['sessions'],
      summary: 'Log in',
      body: newSessionSchema,
      response: { 201: sessionSchema, ...problems },
    },
    onRequest: fromAddress,
    handler: async (request, reply) => {
      const { email, password } = request.body
      spend(logIns, `${request.ip} ${email.toLowerCase()}`)
      const account = await accounts.logIn(email, password)
      if (!account) throw new ProblemError('unauthenticated', 'E-mail or password is wrong.')
      return reply.code(201).send(await sessions.open(account.id, request.headers['user-agent'] ?? ''))
    },
  })

  app.post('/sessions/refresh', {
    schema: {
      tags: ['sessions'],
      summary: 'New tokens for a refresh token',
      body: refreshSchema,
      response: { 200: sessionSchema, ...problems },
    },
    onRequest: fromAddress,
    handler: async (request) => {
      const fresh = await sessions.refresh(request.body.refresh_token)
      if (!fresh)
        throw new ProblemError('session_expired', 'The refresh token is not valid, or was used before. Log in again.')
      return fresh
    },
  })

  app.delete('/sessions/current', {
    schema: { tags: ['sessions'], summary: 'Log out', response: { 204: nothing, ...problems } },
    onRequest: guard.owner,
    handler: async (request, reply) => {
      await sessions.close(ownerOf(request).sessionId)
      return reply.code(204).send(null)
    },
  })
}
