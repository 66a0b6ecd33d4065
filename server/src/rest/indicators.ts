import { indicatorsSchema } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import { daysOf } from '../indicators/days.ts'
import { indicators } from '../indicators/indicators.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

/** Days of an answer where nobody says from when. */
const DAYS_DEFAULT = 30
/** Most days of an answer: more than three years of the city, less than 100 KB. */
const DAYS_MAX = 400
/** A city day lasts for minutes: an answer half a minute old is new enough. */
const MAX_AGE_SECONDS = 30

const dayInQuery = z.coerce.number().int().min(1).max(1_000_000)
const querySchema = z.object({
  from: dayInQuery.optional().describe(`First city day; without it the last ${DAYS_DEFAULT}.`),
  to: dayInQuery.optional().describe('Last city day; without it the newest that is over.'),
  district: z.string().max(64).optional().describe('Only this one.'),
})

const described = Object.entries(indicators).map(([id, { unit, means }]) => ({ id, unit, means }))

/** The city in figures, a row for each day that is over. */
export function indicatorRoutes(app: App, { scenario, store, branch, guard }: RestDeps): void {
  app.get('/indicators', {
    schema: {
      tags: ['city'],
      summary: 'How the city fares, day by day',
      querystring: querySchema,
      response: { 200: indicatorsSchema, ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(MAX_AGE_SECONDS),
    handler: async ({ query }) => {
      const ids = scenario.districts.map(({ id }) => id).filter((id) => id === (query.district ?? id))
      if (ids.length === 0) throw new ProblemError('not_found', `There is no district "${query.district}".`)
      const to = query.to ?? Math.max((await store.digests.newestDay(branch)) ?? 1, query.from ?? 1)
      const from = query.from ?? Math.max(1, to - DAYS_DEFAULT + 1)
      if (from > to || to - from >= DAYS_MAX) {
        throw new ProblemError('invalid_shape', `from, to: the earlier one first, and ${DAYS_MAX} days at most.`)
      }
      const digests = await store.digests.read(branch, from, to)
      return { from, to, indicators: described, days: daysOf(digests, ids) }
    },
  })
}
