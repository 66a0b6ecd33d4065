import {
  agentIdOf,
  type DistrictQuery,
  type DistrictQueryAnswer,
  publicAgentSchema,
  residentOf,
  topics,
} from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import type { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { ACTIVITY_TRUST_MS } from '../gateway/hub/limits.ts'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { agentPath, problems } from './shapes.ts'

/** A panel that is open asks every few seconds: better without a profile than late. */
const PROFILE_TIMEOUT_MS = 1_000

/** What anybody may know of a resident. [§9] */
export function publicAgentRoutes(app: App, deps: RestDeps): void {
  const { directory, guard } = deps
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
      return { ...publicBody(agent), ...(await profileBody(deps, agent)) }
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

/** What its district tells; nothing when that does not answer, or has just let it go. */
async function profileBody(
  { bus, directory, telemetry }: RestDeps,
  { resident, district }: AgentRecord,
): Promise<Partial<z.infer<typeof publicAgentSchema>>> {
  const query: DistrictQuery = { kind: 'profile', resident }
  const asked = bus.request(topics.districtQuery(district), query, { timeoutMs: PROFILE_TIMEOUT_MS })
  const answer = await asked.catch((error: unknown) => {
    telemetry.log.debug({ err: error, resident }, 'no profile from the district')
  })
  const { profile } = (answer ?? {}) as Partial<DistrictQueryAnswer>
  if (!profile) return {}
  const { household, friends, at_odds, ...rest } = profile
  const ids = [...household, ...friends, ...at_odds]
  const names = await directory.names(ids.flatMap((id) => residentOf(id) ?? []))
  const named = (list: readonly string[]) =>
    list.map((id) => ({ agent_id: id, name: names.get(residentOf(id) ?? 0) ?? id }))
  return { ...rest, household: named(household), friends: named(friends), at_odds: named(at_odds) }
}
