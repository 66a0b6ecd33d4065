// `/health`, `/ready` and `/metrics` of a process without a gateway, on a port of their own. [§16]
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { Bus } from '@civitas/bus'
import type { Presence } from '@civitas/bus/presence'
import type { Service } from '@civitas/kit'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { brokerTrouble } from './bus-health.ts'
import { listen } from './listen.ts'
import { cityWarnings } from './warnings.ts'

/** How long the store may take to answer, in milliseconds. */
const STORE_WAIT_MS = 2_000

export interface OpsDeps {
  store: Store
  bus: Bus
  presence: Presence
  telemetry: Telemetry
}

/** `start` rejects with `PortBusyError` when the port is taken. */
export function composeOps(at: { host: string; port: number }, deps: OpsDeps): Service {
  const server = createServer((request, response) => {
    void answer(deps, request.url ?? '', response).catch(() => response.destroy())
  })
  return {
    id: 'ops',
    async start() {
      const port = await listen(server, at.host, { variable: 'OPS_PORT', wanted: at.port, standard: at.port })
      deps.telemetry.log.info({ port }, 'health, readiness and metrics')
    },
    stop: () => close(server),
  }
}

async function answer(deps: OpsDeps, url: string, response: ServerResponse): Promise<void> {
  switch (url.split('?')[0]) {
    case '/health':
      return json(response, 200, { status: 'ok' })
    case '/ready': {
      const reasons = await troubles(deps)
      const warnings = cityWarnings(deps.presence)
      return json(response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons, warnings })
    }
    case '/metrics': {
      const { contentType, body } = await deps.telemetry.metrics.page()
      response.writeHead(200, { 'content-type': contentType }).end(body)
      return
    }
    default:
      return json(response, 404, { code: 'not_found' })
  }
}

/** Ready = the store answers, and what this process says comes back over the bus. */
async function troubles({ store, bus, presence }: OpsDeps): Promise<string[]> {
  const own = presence.known().find(({ id }) => id === presence.id)
  const deaf = own?.status === 'lost' || !own ? ['bus: this process does not hear itself'] : []
  const away = brokerTrouble(bus)
  const heard = away.length > 0 ? away : deaf
  const late = new Promise<{ ok: boolean; detail?: string }>((resolve) =>
    setTimeout(resolve, STORE_WAIT_MS, { ok: false, detail: 'no answer within 2 s' }).unref(),
  )
  const asked = store.health().catch((error: unknown) => ({ ok: false, detail: String(error) }))
  const health = await Promise.race([asked, late])
  return health.ok ? heard : [...heard, `store: ${health.detail ?? 'not well'}`]
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
