import { keySchema, newKeySchema, scopes } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import { agentOf } from '../http/guard.ts'
import { living } from './agents.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, isoTime, nothing, problems } from './shapes.ts'

const keyPath = agentPath.extend({ key_id: z.string().max(16) })
const keyListSchema = z.object({
  keys: z.array(
    z.object({
      key_id: z.string(),
      scopes: z.array(z.enum(scopes)),
      created_at: z.iso.datetime(),
      expires_at: z.iso.datetime().optional(),
    }),
  ),
})

/** Keys of an agent: shown once, stored hashed, rotated with an overlap of ten minutes. [§9, §11] */
export function keyRoutes(app: App, { keys, guard }: RestDeps): void {
  app.get('/agents/:id/keys', {
    schema: {
      tags: ['keys'],
      summary: 'Living keys of an agent, without their secrets',
      params: agentPath,
      response: { 200: keyListSchema, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request) => {
      const held = await keys.living(agentOf(request).resident)
      return {
        keys: held.map((key) => ({
          key_id: key.id,
          scopes: scopes.filter((scope) => key.scopes.includes(scope)),
          created_at: isoTime(key.createdMs),
          ...(key.expiresMs !== undefined && { expires_at: isoTime(key.expiresMs) }),
        })),
      }
    },
  })

  app.post('/agents/:id/keys', {
    schema: {
      tags: ['keys'],
      summary: 'Make a key; it is shown this once',
      params: agentPath,
      body: newKeySchema,
      response: { 201: keySchema, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request, reply) => {
      const made = await keys.create(living(agentOf(request)).resident, request.body.scopes)
      if (!made) throw new ProblemError('conflict', 'This agent has 20 living keys. Revoke one first.')
      return reply.code(201).send(made)
    },
  })

  app.post('/agents/:id/keys/:key_id/rotate', {
    schema: {
      tags: ['keys'],
      summary: 'Replace a key; the old one works for ten more minutes',
      params: keyPath,
      response: { 201: keySchema, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request, reply) => {
      const made = await keys.rotate(living(agentOf(request)).resident, request.params.key_id)
      if (!made) throw new ProblemError('not_found', 'This agent has no such living key.')
      return reply.code(201).send(made)
    },
  })

  app.delete('/agents/:id/keys/:key_id', {
    schema: {
      tags: ['keys'],
      summary: 'Revoke a key at once; its sessions are cut',
      params: keyPath,
      response: { 204: nothing, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request, reply) => {
      const revoked = await keys.revoke(agentOf(request).resident, request.params.key_id)
      if (!revoked) throw new ProblemError('not_found', 'This agent has no such key.')
      return reply.code(204).send(null)
    },
  })
}
