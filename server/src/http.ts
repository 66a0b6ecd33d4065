// The HTTP server: REST, documentation, the page. Rooms and sockets are attached to it by the gateway's edge.
import { MAX_PACKET_BYTES } from '@civitas/schema'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { ProblemError } from './errors.ts'
import type { App } from './http/app.ts'
import { asyncDescription } from './http/asyncapi.ts'
import { documentation } from './http/docs.ts'
import { readJsonBodies } from './http/json-body.ts'
import { httpMeter } from './http/meter.ts'
import { isPagePath, page, PAGE } from './http/page.ts'
import { errorHandler, sendProblem } from './http/problems.ts'
import { securityHeaders } from './http/security.ts'
import { skillManual } from './http/skill.ts'
import { randomId } from './random-id.ts'
import type { RestDeps } from './rest/deps.ts'
import { healthRoutes } from './rest/health.ts'
import { resources } from './rest/index.ts'
import { testRoutes } from './rest/testing.ts'
import type { ServerUrls } from './urls.ts'

const REQUEST_ID_LETTERS = 16
/** Milliseconds for a client to send a whole request: a slow one is cut off. */
const REQUEST_TIMEOUT_MS = 30_000

export interface HttpOptions {
  /** Folder of the built page. Without it the server is an interface only. */
  pageFolder?: string
  /** Address that documents show, when another than where the server listens. */
  publicUrl?: string
  /** Where the city is reached, for the manual. */
  urls: () => ServerUrls
  topicRoot: string
}

/** Builds the server without listening. Credentials, limits and shapes are judged in the routes' own guards. */
export async function createHttp(deps: RestDeps, options: HttpOptions): Promise<App> {
  const app: App = Fastify({
    bodyLimit: MAX_PACKET_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Who stands behind a proxy is not told by headers that anybody can write.
    trustProxy: false,
    genReqId: () => `req_${randomId(REQUEST_ID_LETTERS)}`,
    logger: false,
  }).withTypeProvider<ZodTypeProvider>()
  const meter = httpMeter(deps.telemetry.metrics)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(errorHandler(deps.telemetry.log, meter.problem))
  app.setNotFoundHandler((request, reply) => {
    if (options.pageFolder !== undefined && isPagePath(request)) return reply.sendFile(PAGE)
    meter.problem('not_found')
    return sendProblem(
      reply,
      new ProblemError('not_found', `Nothing answers ${request.method} ${pathOf(request.url)}.`),
    )
  })
  readJsonBodies(app, deps.store.deadLetters, deps.clock)
  app.decorateRequest('principal', undefined)
  app.decorateRequest('agent', undefined)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  app.addHook('onResponse', async (request, reply) =>
    meter.answered(request.routeOptions.url, reply.statusCode, reply.elapsedTime),
  )
  app.addHook('preClose', async () => app.server.closeAllConnections())
  await app.register(helmet, securityHeaders)
  await documentation(app, options)
  skillManual(app, options.urls, options.topicRoot)
  asyncDescription(app, options.urls, options.topicRoot)
  await app.register(
    async (api: App) => {
      for (const routes of resources) routes(api, deps)
      healthRoutes(api, deps)
    },
    { prefix: '/api/v1' },
  )
  healthRoutes(app, deps)
  if (deps.test) await app.register(async (testing: App) => testRoutes(testing, deps), { prefix: '/test' })
  if (options.pageFolder !== undefined) await page(app, options.pageFolder)
  return app
}

/** The path without its query, short enough to be echoed. */
function pathOf(url: string): string {
  return (url.split('?')[0] ?? '').slice(0, 100)
}
