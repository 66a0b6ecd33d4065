// Public answers may be kept: by whoever asked, for a while, and asked for again by their tag.
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Letters of a tag: 22 hold 132 bits. */
const TAG_LENGTH = 22

/** An `onSend` hook: tags the body, and answers 304 when the client has it. @param maxAgeSeconds how long nobody need ask again */
export function cacheable(maxAgeSeconds: number) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, TAG_LENGTH)}"`
    reply.header('etag', tag)
    reply.header('cache-control', maxAgeSeconds > 0 ? `public, max-age=${maxAgeSeconds}` : 'no-cache')
    const known = request.headers['if-none-match']?.split(',').map((part) => part.trim().replace(/^W\//, ''))
    if (!known?.includes(tag)) return payload
    reply.code(304)
    reply.removeHeader('content-length')
    return ''
  }
}
