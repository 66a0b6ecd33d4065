import { agentChangeSchema, agentIdOf, agentSchema, newAgentSchema } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import { agentOf, ownerOf } from '../http/guard.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, nothing, problems } from './shapes.ts'

type MindType = z.infer<typeof newAgentSchema>['mind']['type']
type Agent = z.infer<typeof agentSchema>

const oneAgent = z.object({ agent: agentSchema })

/** Agents of an owner. [§9] */
export function agentRoutes(app: App, deps: RestDeps): void {
  registerRoutes(app, deps)
  recordRoutes(app, deps)
}

function registerRoutes(app: App, { agents, guard, scenario }: RestDeps): void {
  app.get('/agents', {
    schema: {
      tags: ['agents'],
      summary: 'Your living agents',
      response: { 200: z.object({ agents: z.array(agentSchema) }), ...problems },
    },
    onRequest: guard.owner,
    handler: async (request) => ({ agents: (await agents.ofAccount(ownerOf(request).accountId)).map(agentBody) }),
  })

  app.post('/agents', {
    schema: {
      tags: ['agents'],
      summary: 'Let a new agent move into the city',
      body: newAgentSchema,
      response: { 201: oneAgent, ...problems },
    },
    onRequest: guard.owner,
    handler: async (request, reply) => {
      const { name, persona, home_district, mind } = request.body
      const district = scenario.districts.find(({ id }) => home_district === undefined || id === home_district)
      if (!district) throw new ProblemError('invalid_shape', `home_district: there is no district "${home_district}".`)
      const about = {
        name,
        ...(persona !== undefined && { persona }),
        district: district.id,
        mind: offeredMind(mind.type),
      }
      const agent = await agents.create(ownerOf(request).accountId, about)
      if (!agent) throw new ProblemError('forbidden', 'Your plan allows no more agents. Retire one first.')
      return reply.code(201).send({ agent: agentBody(agent) })
    },
  })
}

function recordRoutes(app: App, { agents, keys, guard }: RestDeps): void {
  app.get('/agents/:id', {
    schema: {
      tags: ['agents'],
      summary: 'One of your agents; with a key, the agent itself',
      params: agentPath,
      response: { 200: oneAgent, ...problems },
    },
    onRequest: guard.agent('observe'),
    handler: async (request) => ({ agent: agentBody(agentOf(request)) }),
  })

  app.patch('/agents/:id', {
    schema: {
      tags: ['agents'],
      summary: 'Change name, persona or mind',
      params: agentPath,
      body: agentChangeSchema,
      response: { 200: oneAgent, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request) => {
      const { name, persona, mind } = request.body
      const agent = living(agentOf(request))
      const change = {
        ...(name !== undefined && { name }),
        ...(persona !== undefined && { persona }),
        ...(mind !== undefined && { mind: offeredMind(mind.type) }),
      }
      return { agent: agentBody(await agents.change(agent, change)) }
    },
  })

  app.delete('/agents/:id', {
    schema: {
      tags: ['agents'],
      summary: 'Let an agent leave the city for good; its keys die with it',
      params: agentPath,
      response: { 204: nothing, ...problems },
    },
    onRequest: guard.ownerOfAgent,
    handler: async (request, reply) => {
      const agent = agentOf(request)
      if (agent.status !== 'retired') await agents.retire(agent)
      await keys.revokeAll(agent.resident)
      return reply.code(204).send(null)
    },
  })
}

export function agentBody({ resident, name, persona, district, status, mind }: AgentRecord): Agent {
  return {
    id: agentIdOf(resident),
    name,
    ...(persona !== undefined && { persona }),
    district,
    status,
    mind: { type: mind as MindType }, // The register holds what this schema let in.
  }
}

/** Refuses changes to who has left the city. */
export function living(agent: AgentRecord): AgentRecord {
  if (agent.status === 'retired') throw new ProblemError('conflict', 'This agent is retired.')
  return agent
}

function offeredMind(type: MindType): 'external' | 'routine' {
  if (type === 'external' || type === 'routine') return type
  throw new ProblemError('not_available', `mind.type: "${type}" is not available yet. Choose "external" or "routine".`)
}
