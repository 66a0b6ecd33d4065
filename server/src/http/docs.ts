// The machine-readable description of the interface, and a page to read it.
import { PROTOCOL_VERSION } from '@civitas/schema'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { App } from './app.ts'

/** `/openapi.json` (OpenAPI 3.1, made from the schemas of the routes) and `/docs`. Registered before the routes. */
export async function documentation(app: App, { publicUrl }: { publicUrl?: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Civitas',
        version: `${PROTOCOL_VERSION}.0.0`,
        description: 'A live city whose residents are agents. Start with /skill.md.',
      },
      ...(publicUrl !== undefined && { servers: [{ url: publicUrl }] }),
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
