import { inboxItemSchema, parseCursor, STREAM_START, type Cursor } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { MAX_WAIT_MS } from '../gateway/limits.ts'
import type { App } from '../http/app.ts'
import { agentOf } from '../http/guard.ts'
import { waitSchema, whileWelcome } from '../http/long-poll.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, problems } from './shapes.ts'

/** Most items in one answer; `cursor` says where to go on. */
const MAX_ITEMS = 500

/** Everything that happened to an agent after a cursor, in order. [STR-2] */
export function inboxRoutes(app: App, { hub, guard, authenticator }: RestDeps): void {
  app.get('/agents/:id/inbox', {
    schema: {
      tags: ['agent protocol'],
      summary: 'Results, messages and facts of the agent, in order',
      params: agentPath,
      querystring: z.object({
        after: z.string().max(32).optional().describe('The last cursor you have seen; without it, from the start.'),
        wait: waitSchema,
        limit: z.coerce.number().int().min(1).max(MAX_ITEMS).default(100),
      }),
      response: { 200: z.object({ items: z.array(inboxItemSchema), cursor: z.string() }), ...problems },
    },
    onRequest: guard.agent('observe'),
    handler: async (request) => {
      const { after, wait, limit } = request.query
      const { resident } = agentOf(request)
      const options = { after: cursorOf(after), waitMs: Math.min(wait * 1000, MAX_WAIT_MS), limit }
      return whileWelcome(request, authenticator, (signal) => hub.inbox(resident, { ...options, signal }))
    },
  })
}

/** Reads a cursor of a client; without one, the start of the stream. */
export function cursorOf(text: string | undefined): Cursor {
  const cursor = text === undefined || text === '' ? STREAM_START : parseCursor(text)
  if (!cursor) throw new ProblemError('invalid_cursor', 'This cursor was not made by this city.')
  return cursor
}
