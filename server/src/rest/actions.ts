import {
  type ActionAnswer,
  actionQueuedSchema,
  actionResultSchema,
  type ChainCode,
  chainCodes,
  decisionSchema,
} from '@civitas/schema'
import { childTrace } from '@civitas/telemetry'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { must } from '@civitas/kit'
import { ProblemError } from '../errors.ts'
import { MAX_WAIT_MS } from '../gateway/limits.ts'
import { type App, unparsedBody } from '../http/app.ts'
import { agentOf } from '../http/guard.ts'
import { waitSchema, whileWelcome } from '../http/long-poll.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, problems } from './shapes.ts'

/** Act, and look an action up. [ACT-1, ACT-4, ACT-7] */
export function actionRoutes(app: App, { chain, hub, guard, authenticator }: RestDeps): void {
  app.post('/agents/:id/actions', {
    schema: {
      tags: ['agent protocol'],
      summary: 'Act',
      params: agentPath,
      querystring: z.object({ wait: waitSchema }),
      body: decisionSchema,
      response: {
        200: actionResultSchema.describe('Committed: an acknowledgement.'),
        202: actionQueuedSchema.describe('A receipt; the result follows in the inbox.'),
        ...problems,
      },
    },
    validatorCompiler: unparsedBody,
    onRequest: guard.actor,
    handler: async (request, reply) => {
      const answer = await whileWelcome(request, authenticator, () => chain.submit(requestOf(request)))
      if (answer.status === 'queued') return reply.code(202).send(answer)
      if ('cursor' in answer) return reply.code(200).send(answer)
      throw refusalProblem(answer)
    },
  })

  app.get('/agents/:id/actions/:action_id', {
    schema: {
      tags: ['agent protocol'],
      summary: 'What became of an action',
      params: agentPath.extend({ action_id: z.string().max(40) }),
      querystring: z.object({ wait: waitSchema }),
      response: { 200: actionResultSchema, ...problems },
    },
    onRequest: guard.agent('observe'),
    handler: async (request) => {
      const waitMs = Math.min(request.query.wait * 1000, MAX_WAIT_MS)
      const { resident } = agentOf(request)
      const { action_id } = request.params
      const result = await whileWelcome(request, authenticator, () => hub.result(resident, action_id, waitMs))
      if (!result) throw new ProblemError('not_found', 'No committed action of this agent has this id.')
      return result
    },
  })
}

function requestOf(request: FastifyRequest & { params: { id: string }; query: { wait: number } }) {
  const traceparent = request.headers['traceparent']
  return {
    principal: must(request.principal, 'authenticated'),
    agentId: request.params.id,
    decision: request.body ?? null,
    waitMs: Math.min(request.query.wait * 1000, MAX_WAIT_MS),
    trace: childTrace(typeof traceparent === 'string' ? traceparent : undefined),
  }
}

/** A refusal without a cursor becomes a problem with the same code. [ACT-4] */
export function refusalProblem(answer: Extract<ActionAnswer, { status: 'refused' | 'held' }>): ProblemError {
  const code = isChainCode(answer.code) ? answer.code : 'internal'
  const wait = 'retry_after_ms' in answer ? answer.retry_after_ms : undefined
  return new ProblemError(code, answer.reason ?? '', wait === undefined ? {} : { retryAfterMs: wait })
}

function isChainCode(code: string | undefined): code is ChainCode {
  return code !== undefined && code in chainCodes
}
