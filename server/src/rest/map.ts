import { scenarioSchema } from '@civitas/schema'
import { z } from 'zod'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

const mapDistrictSchema = scenarioSchema.shape.districts.element.omit({ residents: true, treasury: true })
const mapSchema = scenarioSchema
  .pick({ name: true, title: true, size: true, items: true, water: true, roads: true, trams: true })
  .extend({ districts: z.array(mapDistrictSchema) })

/** How long a browser need not ask whether the map has changed, in seconds. It changes with a restart only. */
const MAX_AGE_SECONDS = 60

/** The static city for those who draw it: districts, paths, buildings, water, parks, plots. Metres, x east, y south. */
export function mapRoutes(app: App, { scenario, guard }: RestDeps): void {
  const map = JSON.stringify(mapSchema.parse(scenario))
  app.get('/map', {
    schema: { tags: ['city'], summary: 'The static map of the city', response: { 200: mapSchema, ...problems } },
    onRequest: guard.visitor,
    onSend: cacheable(MAX_AGE_SECONDS),
    serializerCompiler: () => (body) => String(body),
    handler: async (_request, reply) => {
      reply.type('application/json; charset=utf-8')
      return reply.serializer(String).send(map as never) // Serialised once, at the start.
    },
  })
}
