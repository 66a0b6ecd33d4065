import { privateFacts, wireFactSchema } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

/** Ticks per district in one answer. */
const TICKS_PER_PAGE = 120
/** Ticks back from now where a feed without cursor begins. */
const RECENT_TICKS = 60

type Position = Record<string, number>

const positionSchema = z.record(z.string().max(64), z.number().int().min(0))

/** The public feed: committed facts of all districts, names and texts joined. The cursor is a vector of ticks. [§9] */
export function eventRoutes(app: App, { store, branch, scenario, view, joinFacts, guard }: RestDeps): void {
  const districts = scenario.districts.map(({ id }) => id)
  const recent = () =>
    Object.fromEntries(districts.map((id) => [id, Math.max(0, (view.state(id)?.tick ?? 0) - RECENT_TICKS)]))

  app.get('/events', {
    schema: {
      tags: ['city'],
      summary: 'What happened in public',
      querystring: z.object({
        after: z.string().max(4096).optional().describe('The cursor of the last answer; without it, the last minute.'),
      }),
      response: { 200: z.object({ events: z.array(wireFactSchema), cursor: z.string() }), ...problems },
    },
    onRequest: guard.visitor,
    handler: async (request) => {
      const { after } = request.query
      const start = after === undefined ? recent() : { ...startOf(districts), ...readPosition(after, districts) }
      const { facts, position } = await store.facts.read(branch, start, TICKS_PER_PAGE)
      const open = facts.filter(({ fact }) => !privateFacts.has(fact.type))
      const events = await joinFacts(open)
      return { events, cursor: writePosition({ ...start, ...position }) }
    },
  })
}

function startOf(districts: readonly string[]): Position {
  return Object.fromEntries(districts.map((id) => [id, 0]))
}

function writePosition(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Districts that this city does not have are left out. */
function readPosition(cursor: string, districts: readonly string[]): Position {
  const read = positionSchema.safeParse(jsonIn(cursor))
  if (!read.success) throw new ProblemError('invalid_cursor', 'after: this cursor was not made by this city.')
  return Object.fromEntries(Object.entries(read.data).filter(([id]) => districts.includes(id)))
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
