import { z } from 'zod'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

const point = z.array(z.number()).length(2)
const plotSchema = z.object({
  id: z.string(),
  district: z.string(),
  at: point,
  size: point,
  price: z.number().int(),
  status: z.literal('free'),
})

/** Land that nobody has built on. Claiming it is not offered yet. [§9] */
export function plotRoutes(app: App, { scenario, guard }: RestDeps): void {
  const plots = scenario.districts.flatMap((district) =>
    district.plots.map((plot) => ({ ...plot, district: district.id, status: 'free' as const })),
  )
  app.get('/plots', {
    schema: {
      tags: ['city'],
      summary: 'All plots',
      response: { 200: z.object({ plots: z.array(plotSchema) }), ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(60),
    handler: async () => ({ plots }),
  })
}
