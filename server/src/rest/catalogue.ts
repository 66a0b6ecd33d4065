import { actionCatalogue } from '../action-catalogue.ts'
import { z } from 'zod'
import type { App } from '../http/app.ts'
import { cacheable } from '../http/etag.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

const catalogueSchema = z.object({
  actions: z.array(
    z.object({
      action: z.string(),
      summary: z.string(),
      scope: z.enum(['act', 'speak']),
      targets: z.string(),
      parameters: z.record(z.string(), z.unknown()).describe('JSON Schema of `parameters`.'),
      codes: z.array(z.string()).describe('What the city may refuse it with; /skill.md says what each means.'),
      example: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** Every action with its schema, an example, and what it can be done to. An observation says what is possible now. [§7] */
export function catalogueRoutes(app: App, { guard }: RestDeps): void {
  const actions = actionCatalogue()
  app.get('/actions', {
    schema: {
      tags: ['agent protocol'],
      summary: 'What an agent can do',
      response: { 200: catalogueSchema, ...problems },
    },
    onRequest: guard.visitor,
    onSend: cacheable(60),
    handler: async () => ({ actions }),
  })
}
