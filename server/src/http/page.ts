import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'

/** The page's first document. */
export const PAGE = 'index.html'

/** Paths that are never the page's own. */
const INTERFACES = /^\/(api|docs|test|matchmake|ws)(\/|$)/

/** A browser that follows a link into the page: it asks for a document, under a path without an extension. */
export function isPagePath({ method, url, headers, server }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? ''
  const wantsPage = method === 'GET' && headers.accept?.includes('text/html') === true
  return wantsPage && !path.includes('.') && !INTERFACES.test(path) && server.hasReplyDecorator('sendFile')
}

/** Names of built files carry a hash of their content, so they never change. */
const HASHED = /\/assets\//

/** Serves the built page; paths it does not know lead to its first document, so that links into the page work. */
export async function page(app: App, folder: string): Promise<void> {
  if (!existsSync(folder)) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/plain').send('The page is not built yet. The interface is described at /docs and /skill.md.\n'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    schemaHide: true,
    setHeaders: (reply, path) => {
      const forever = HASHED.test(path.replaceAll('\\', '/'))
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
