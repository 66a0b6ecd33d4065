// Rooms on Fastify's own server: matchmaking as a route, sockets through its upgrade event. Colyseus never listens itself.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { createAuthContext, matchMaker, type Room, Server } from '@colyseus/core'
import { WebSocketTransport } from '@colyseus/ws-transport'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** Bytes of one message from a viewer: a camera of 32 districts is below 4 KiB. Beyond: the socket closes with 1009. */
const MAX_VIEWER_MESSAGE_BYTES = 16 * 1_024
/** Path of the agents' own WebSocket. */
export const AGENT_SOCKET_PATH = '/ws/agent'
/** Milliseconds between pings of viewers; two unanswered ones end the connection. */
const PING_MS = 3_000

export interface RoomDefinition {
  name: string
  room: new () => Room
  /** Passed to `onCreate`; a client's options of the same name are ignored. */
  options: object
}

export interface Rooms {
  /** Closes all rooms and their sockets. Call it before the HTTP server closes. */
  stop(): Promise<void>
}

const parametersSchema = z.object({
  method: z.enum(['join', 'joinOrCreate', 'joinById', 'reconnect']),
  room: z.string().regex(/^[\w:-]{1,80}$/),
})
const bodySchema = z.object({ reconnectionToken: z.string().max(64).optional() }).nullish()

/**
 * Defines the rooms, creates one of each, and answers matchmaking and upgrades on `app`, which must not listen yet.
 * Clients join what is there: nobody creates rooms from outside.
 * @param agentSocket takes over upgrades of `AGENT_SOCKET_PATH`; without it they are refused
 */
export async function attachRooms(
  app: FastifyInstance,
  definitions: readonly RoomDefinition[],
  agentSocket?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Promise<Rooms> {
  const transport = new WebSocketTransport({
    noServer: true,
    maxPayload: MAX_VIEWER_MESSAGE_BYTES,
    pingInterval: PING_MS,
  })
  const colyseus = new Server({ transport, greet: false, gracefullyShutdown: false })
  // The signature ties options to one class; a list of several classes can only be taken on trust.
  for (const { name, room, options } of definitions) colyseus.define(name, room, options as never)
  await matchMaker.accept()
  for (const { name } of definitions) await matchMaker.createRoom(name, {})
  answerMatchmaking(app)
  transport.attachToServer(app.server, { filter: isRoomSocket })
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isRoomSocket(request)) return
    if (pathOf(request) === AGENT_SOCKET_PATH && agentSocket) agentSocket(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  return {
    async stop() {
      await matchMaker.gracefullyShutdown()
      transport.shutdown()
    },
  }
}

function answerMatchmaking(app: FastifyInstance): void {
  app.post('/matchmake/:method/:room', { schema: { hide: true } }, async (request, reply) => {
    const parameters = parametersSchema.safeParse(request.params)
    const body = bodySchema.safeParse(request.body)
    if (!parameters.success || !body.success) return reply.code(400).send(refusal(400, 'Not a matchmaking request.'))
    const { method, room } = parameters.data
    const { headers, ip, raw } = request
    const context = createAuthContext({ headers: headers as Record<string, string>, remoteAddress: ip, req: raw })
    try {
      const how = method === 'joinOrCreate' ? 'join' : method
      return await matchMaker.controller.invokeMethod(how, room, body.data ?? {}, context)
    } catch (error) {
      const { code, message } = error as { code?: number; message: string }
      return reply.code(code && code >= 400 && code < 600 ? code : 500).send(refusal(code ?? 500, message))
    }
  })
}

function refusal(code: number, error: string): { code: number; error: string } {
  return { code, error }
}

/** `/processId/roomId?sessionId=…` */
function isRoomSocket(request: IncomingMessage): boolean {
  const url = request.url ?? ''
  return /^\/[\w-]+\/[\w:-]+\?/.test(url) && !url.startsWith('/ws/')
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? ''
}
