import { observationSchema, parseCursor } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { MAX_WAIT_MS, RETRY_MS } from '../gateway/limits.ts'
import type { App } from '../http/app.ts'
import { agentOf } from '../http/guard.ts'
import { waitSchema, whileWelcome } from '../http/long-poll.ts'
import { living } from './agents.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, nothing, problems } from './shapes.ts'

/** The latest state that an agent may perceive; never replayed. [STR-1] */
export function observationRoutes(app: App, { hub, guard, authenticator }: RestDeps): void {
  app.get('/agents/:id/observation', {
    schema: {
      tags: ['agent protocol'],
      summary: 'What the agent perceives now',
      params: agentPath,
      querystring: z.object({
        after: z
          .string()
          .max(32)
          .optional()
          .describe('A tick, or the cursor of an observation: answer with a later one.'),
        wait: waitSchema,
      }),
      response: { 200: observationSchema, 204: nothing.describe('Nothing later within the wait.'), ...problems },
    },
    onRequest: guard.agent('observe'),
    handler: async (request, reply) => {
      const { after, wait } = request.query
      const { resident } = living(agentOf(request))
      const afterTick = after === undefined ? undefined : tickOf(after)
      const waitMs = Math.min(wait * 1000, MAX_WAIT_MS)
      const seen = await whileWelcome(request, authenticator, (signal) =>
        hub.observation(resident, { waitMs, signal, ...(afterTick !== undefined && { afterTick }) }),
      )
      if (seen && seen.tick > (afterTick ?? -1)) return reply.code(200).send(seen)
      if (seen) return reply.code(204).send(null)
      throw new ProblemError('unavailable', 'The agent is not in the city yet.', { retryAfterMs: RETRY_MS })
    },
  })
}

function tickOf(after: string): number {
  if (/^\d{1,12}$/.test(after)) return Number(after)
  const cursor = parseCursor(after)
  if (!cursor) throw new ProblemError('invalid_cursor', 'after: neither a tick nor a cursor of this city.')
  return cursor.tick
}
