import { agentIdOf, publicAgentSchema, residentOf } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import type { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { ACTIVITY_TRUST_MS } from '../gateway/hub/limits.ts'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, problems } from './shapes.ts'

/** What anybody may know of a resident. [§9] */
export function publicAgentRoutes(app: App, { directory, guard }: RestDeps): void {
  app.get('/agents/:id/public', {
    schema: {
      tags: ['city'],
      summary: 'What anybody may know of a resident',
      params: agentPath,
      response: { 200: publicAgentSchema, ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(1),
    handler: async (request) => {
      const resident = residentOf(request.params.id)
      const agent = resident === undefined ? undefined : await directory.get(resident, ACTIVITY_TRUST_MS)
      if (!agent || agent.status === 'retired') {
        throw new ProblemError('not_found', `Nobody called ${request.params.id} lives here.`)
      }
      return publicBody(agent)
    },
  })
}

function publicBody(agent: AgentRecord): z.infer<typeof publicAgentSchema> {
  const { resident, name, district, mind, activity, building, home, job } = agent
  return {
    agent_id: agentIdOf(resident),
    name,
    district,
    mind,
    activity,
    ...(building !== undefined && { building }),
    ...(home !== undefined && { home }),
    ...(job !== undefined && { job }),
  }
}
