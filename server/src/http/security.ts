// What the browser may do with our pages: everything comes from this server, sockets included.
import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { IncomingMessage } from 'node:http'

/** Sockets to the very host the page came from. Older browsers do not count them as 'self'. */
function ownSockets(request: IncomingMessage): string {
  const host = request.headers.host ?? ''
  return /^[\w.\-:[\]]{1,255}$/.test(host) ? `ws://${host} wss://${host}` : "'self'"
}

export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'self'"],
      connectSrc: ["'self'", ownSockets],
      fontSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // Positions of labels over the 3D picture are inline styles.
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
    },
  },
  // A city on a laptop is plain HTTP; whoever puts it behind TLS says so there.
  strictTransportSecurity: false,
  crossOriginResourcePolicy: { policy: 'same-site' },
}
