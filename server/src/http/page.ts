import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { App } from './app.ts'

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
