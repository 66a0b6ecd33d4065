import type { ServerResponse } from 'node:http'
import type { Cursor } from '@civitas/schema'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import { agentOf } from '../http/guard.ts'
import type { RestDeps } from './deps.ts'
import { cursorOf } from './inbox.ts'
import { agentPath, problems } from './shapes.ts'

/** Milliseconds between comments that keep proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000
/** Open streams of one agent; the next is refused. */
const MAX_STREAMS = 8
/** Bytes that may wait for a slow reader; beyond it the stream is cut, and the reader resumes by cursor. */
const MAX_BACKLOG_BYTES = 1_048_576

/** Items and observations as server-sent events; `Last-Event-ID` resumes. [STR-2, STR-3] */
export function streamRoutes(app: App, deps: RestDeps): void {
  const open = new Map<number, number>()

  app.get('/agents/:id/stream', {
    schema: {
      tags: ['agent protocol'],
      summary: 'Live items and observations as server-sent events',
      description:
        'Events `result`, `message`, `fact`, `gap` carry a cursor as their id; `observation` is state and has none.',
      params: agentPath,
      querystring: z.object({ after: z.string().max(32).optional().describe('As `Last-Event-ID`.') }),
      response: problems,
    },
    onRequest: deps.guard.agent('observe'),
    handler: async (request, reply) => {
      const { resident } = agentOf(request)
      const last = request.headers['last-event-id']
      const after = typeof last === 'string' ? last : request.query.after
      const cursor = after === undefined ? undefined : cursorOf(after)
      const streams = open.get(resident) ?? 0
      if (streams >= MAX_STREAMS) throw new ProblemError('conflict', `This agent has ${MAX_STREAMS} open streams.`)
      open.set(resident, streams + 1)
      const ended = () => {
        const left = (open.get(resident) ?? 1) - 1
        if (left > 0) open.set(resident, left)
        else open.delete(resident)
      }
      void serve(deps, { request, reply, resident, cursor })
        .catch((error: unknown) => {
          deps.telemetry.log.warn({ err: error, resident }, 'a stream ended early')
          reply.raw.end()
        })
        .finally(ended)
    },
  })
}

/** Resolves when the reader is gone, too slow, or not welcome any more. */
async function serve(
  { hub, authenticator, clock }: RestDeps,
  at: { request: FastifyRequest; reply: FastifyReply; resident: number; cursor: Cursor | undefined },
): Promise<void> {
  const { request, reply, resident, cursor } = at
  const { principal } = request
  const over = new AbortController()
  const write = (text: string) => {
    if (over.signal.aborted) return
    reply.raw.write(text)
    if (reply.raw.writableLength > MAX_BACKLOG_BYTES) over.abort()
  }
  begin(reply)
  const session = hub.open(
    resident,
    {
      deliver: (item) => write(eventOf(kindOf(item.type), item, item.cursor)),
      observe: (seen) => write(eventOf('observation', seen)),
    },
    cursor,
  )
  const endKeys = authenticator.onKeyExpired((keyId) => {
    if (principal?.kind !== 'agent' || principal.keyId !== keyId) return
    write(eventOf('end', { code: 'key_expired' }))
    over.abort()
  })
  const gone = () => over.abort()
  reply.raw.once('close', gone)
  while (!over.signal.aborted) {
    await clock.sleep(HEARTBEAT_MS, over.signal)
    write(': still here\n\n')
  }
  endKeys()
  session.close()
  finish(reply.raw, gone)
}

function begin(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  reply.raw.write(': open\n\n')
}

function finish(response: ServerResponse, gone: () => void): void {
  response.off('close', gone)
  if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy()
  else response.end()
}

/** Facts have many types; on the stream they are one kind of event. */
function kindOf(type: string): string {
  return type === 'result' || type === 'message' || type === 'gap' ? type : 'fact'
}

function eventOf(event: string, data: object, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
