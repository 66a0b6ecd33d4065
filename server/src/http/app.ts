import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifySchemaCompiler, RawServerDefault } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'

/** The HTTP server with schemas that type their handlers. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

const byParts = validatorCompiler as FastifySchemaCompiler<unknown> // It is called with one part's schema at a time.

/** For routes whose body is documented here but judged elsewhere: path and query are checked, the body is taken as it is. */
export const unparsedBody: FastifySchemaCompiler<unknown> = (route) =>
  route.httpPart === 'body' ? (value) => ({ value }) : byParts(route)
