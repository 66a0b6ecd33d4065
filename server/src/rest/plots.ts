import { actionQueuedSchema, actionResultSchema, agentIdOf, type Principal, workNames } from '@civitas/schema'
import { must } from '@civitas/kit'
import { childTrace } from '@civitas/telemetry'
import type { Projections } from '@civitas/store'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { MAX_WAIT_MS } from '../gateway/limits.ts'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import { waitSchema, whileWelcome } from '../http/long-poll.ts'
import { refusalProblem } from './actions.ts'
import type { RestDeps } from './deps.ts'
import { namesOf } from './plot-names.ts'
import { problems } from './shapes.ts'

type Projection = Awaited<ReturnType<Projections['plots']>>[number]

const point = z.array(z.number()).length(2)
const plotSchema = z.object({
  id: z.string(),
  district: z.string(),
  at: point,
  size: point,
  price: z.number().int(),
  status: z.enum(['free', 'owned']),
  owner: z.string().optional().describe('An agent id, while somebody owns it.'),
  name: z.string().optional().describe('What its owner calls it, and what stands there.'),
  work: z.enum(workNames).optional().describe('What stands there, or is being built.'),
  percent: z.number().int().optional().describe('How much of it is done.'),
  built: z.boolean().optional(),
  builders: z.string().optional().describe('Id of the firm that was hired for it, until it is done.'),
  for_sale: z.number().int().optional().describe('Coins for which the owner sells it.'),
  rent: z.number().int().optional().describe('Coins a day of each who lives there.'),
})

const claimSchema = z.object({
  agent_id: z.string().optional().describe("Which agent claims; an agent's key need not say."),
  idempotency_key: z.string().min(1).max(128).optional(),
})

/** Land: who owns it, as the last committed ticks left it, and the action `claim_plot` under a path of its own. [§9] */
export function plotRoutes(app: App, deps: RestDeps): void {
  const { scenario, store, branch, guard, joinFacts } = deps
  const plots = scenario.districts.flatMap((district) =>
    district.plots.map((plot) => ({ ...plot, district: district.id })),
  )
  app.get('/plots', {
    schema: {
      tags: ['city'],
      summary: 'All plots',
      response: { 200: z.object({ plots: z.array(plotSchema) }), ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(0),
    handler: async () => {
      const rows = await store.projections.plots(branch)
      const live = new Map(rows.map((row) => [row.plot, row]))
      const names = await namesOf(rows, joinFacts)
      return {
        plots: plots.map((plot) => {
          const name = names.get(plot.id)
          return { ...plot, ...ownership(live.get(plot.id)), ...(name !== undefined && { name }) }
        }),
      }
    },
  })
  claimRoute(app, deps, new Set(plots.map(({ id }) => id)))
}

function claimRoute(app: App, { chain, guard, authenticator }: RestDeps, known: ReadonlySet<string>): void {
  app.post('/plots/:id/claim', {
    schema: {
      tags: ['agent protocol'],
      summary: 'Buy a plot: the action `claim_plot` of an agent that stands near it',
      params: z.object({ id: z.string().max(64) }),
      querystring: z.object({ wait: waitSchema }),
      body: claimSchema,
      response: {
        200: actionResultSchema.describe('Committed: an acknowledgement.'),
        202: actionQueuedSchema.describe('A receipt; the result follows in the inbox.'),
        ...problems,
      },
    },
    onRequest: guard.actor,
    handler: async (request, reply) => {
      const { id } = request.params
      if (!known.has(id)) throw new ProblemError('not_found', `There is no plot ${id}.`)
      const principal = must(request.principal, 'authenticated')
      const { agent_id, idempotency_key } = request.body
      const key = idempotency_key === undefined ? {} : { idempotency_key }
      const decision = { action: 'claim_plot', parameters: { plot: id }, ...key }
      const waitMs = Math.min(request.query.wait * 1000, MAX_WAIT_MS)
      const agentId = agent_id ?? agentOf(principal)
      const answer = await whileWelcome(request, authenticator, () =>
        chain.submit({ principal, agentId, decision, waitMs, trace: childTrace(undefined) }),
      )
      if (answer.status === 'queued') return reply.code(202).send(answer)
      if ('cursor' in answer) return reply.code(200).send(answer)
      throw refusalProblem(answer)
    },
  })
}

/** Whose key it is. An owner may have many agents, and has to say. */
function agentOf(principal: Principal): string {
  if (principal.kind === 'agent') return principal.agentId
  throw new ProblemError('invalid_shape', 'agent_id: say which of your agents claims the plot.')
}

function ownership(live: Projection | undefined) {
  const owner = live?.owner
  const { price, words: _, ...rest } = live?.deed ?? {}
  const deed = { ...rest, ...(price !== undefined && { for_sale: price }) }
  if (owner === undefined) return { status: 'free' as const, ...deed }
  return { status: 'owned' as const, owner: agentIdOf(owner), ...deed }
}
