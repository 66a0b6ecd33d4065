import { accountSchema, newAccountSchema } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { LOCAL_SIGN_UP_RATE, SIGN_UP_RATE } from '../gateway/limits.ts'
import { createRateLimiter } from '../gateway/rate-limiter.ts'
import type { App } from '../http/app.ts'
import { ownerOf, spend } from '../http/guard.ts'
import type { RestDeps } from './deps.ts'
import { isoTime, problems } from './shapes.ts'

const sessionListSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      created_at: z.iso.datetime(),
      expires_at: z.iso.datetime(),
      user_agent: z.string(),
      current: z.boolean(),
    }),
  ),
})

/** Sign-up, and what an owner may know of itself. [§9, §11] */
export function accountRoutes(app: App, { accounts, sessions, store, guard, clock, strict }: RestDeps): void {
  const signUps = createRateLimiter(clock, strict ? SIGN_UP_RATE : LOCAL_SIGN_UP_RATE)

  app.post('/accounts', {
    schema: {
      tags: ['accounts'],
      summary: 'Sign up',
      body: newAccountSchema,
      response: { 201: z.object({ account: accountSchema }), ...problems },
    },
    onRequest: async (request) => spend(signUps, request.ip),
    handler: async (request, reply) => {
      const account = await accounts.signUp(request.body)
      if (!account) throw new ProblemError('conflict', 'There is an account with this e-mail.')
      return reply
        .code(201)
        .send({ account: { id: account.id, email: account.email, display_name: account.displayName } })
    },
  })

  app.get('/accounts/me', {
    schema: {
      tags: ['accounts'],
      summary: 'The account behind the access token',
      response: { 200: z.object({ account: accountSchema }), ...problems },
    },
    onRequest: guard.owner,
    handler: async (request) => {
      const account = await store.accounts.byId(ownerOf(request).accountId)
      if (!account) throw new ProblemError('not_found', 'This account is gone.')
      return { account: { id: account.id, email: account.email, display_name: account.displayName } }
    },
  })

  app.get('/accounts/me/sessions', {
    schema: {
      tags: ['accounts'],
      summary: 'Open sessions of the account',
      response: { 200: sessionListSchema, ...problems },
    },
    onRequest: guard.owner,
    handler: async (request) => {
      const { accountId, sessionId } = ownerOf(request)
      const open = await sessions.list(accountId)
      return {
        sessions: open.map(({ id, createdMs, expiresMs, userAgent }) => ({
          id,
          created_at: isoTime(createdMs),
          expires_at: isoTime(expiresMs),
          user_agent: userAgent,
          current: id === sessionId,
        })),
      }
    },
  })
}
