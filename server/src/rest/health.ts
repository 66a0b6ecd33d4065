import { z } from 'zod'
import { brokerTrouble } from '../bus-health.ts'
import type { App } from '../http/app.ts'
import { cityWarnings } from '../warnings.ts'
import type { RestDeps } from './deps.ts'

/** Ticks that may be missing before a district counts as standing still, and the least time in milliseconds. */
const STILL_TICKS = 5
const STILL_MS = 5_000
/** How long the store may take to answer, in milliseconds. */
const STORE_WAIT_MS = 2_000
/** How long its answer is good for, in milliseconds: whoever asks often does not burden it. */
const STORE_TRUST_MS = 1_000

const readySchema = z.object({
  ready: z.boolean(),
  reasons: z.array(z.string()),
  warnings: z
    .array(z.string())
    .describe('What does not add up in the city, and stores near their cap. It moves all the same.'),
})

/** `/health`: the process answers. `/ready`: the city moves. `/metrics`: for Prometheus. [§9] */
export function healthRoutes(app: App, deps: RestDeps): void {
  const storeTrouble = rememberedTrouble(deps)

  app.get('/health', {
    schema: {
      tags: ['operation'],
      summary: 'The process answers',
      response: { 200: z.object({ status: z.literal('ok') }) },
    },
    handler: async () => ({ status: 'ok' as const }),
  })

  app.get('/ready', {
    schema: {
      tags: ['operation'],
      summary: 'Clock, stream and store move',
      response: { 200: readySchema, 503: readySchema },
    },
    handler: async (_request, reply) => {
      const reasons = [...brokerTrouble(deps.bus), ...stillDistricts(deps), ...(await storeTrouble())]
      const ready = reasons.length === 0
      return reply.code(ready ? 200 : 503).send({ ready, reasons, warnings: cityWarnings(deps.presence) })
    },
  })

  app.get('/metrics', {
    schema: { tags: ['operation'], summary: 'Metrics in the text format of Prometheus' },
    handler: async (_request, reply) => {
      const { contentType, body } = await deps.telemetry.metrics.page()
      return reply.type(contentType).send(body)
    },
  })
}

/** A paused city is ready: it stands still because somebody said so. */
function stillDistricts({ scenario, view, tickMs }: RestDeps): string[] {
  const limitMs = Math.max(STILL_MS, STILL_TICKS * tickMs)
  return scenario.districts.flatMap(({ id }) => {
    const still = view.stillMs(id)
    if (!still) return [`district ${id}: no tick yet`]
    if (still.tick > limitMs) return [`district ${id}: no committed tick for ${Math.round(still.tick / 1000)} s`]
    if (still.clock > limitMs && !still.paused) return [`district ${id}: the clock stands still`]
    return []
  })
}

function rememberedTrouble(deps: RestDeps): () => Promise<string[]> {
  let asked: { atMs: number; trouble: Promise<string[]> } | undefined
  return () => {
    const nowMs = deps.clock.monotonicMs()
    if (!asked || nowMs - asked.atMs >= STORE_TRUST_MS) asked = { atMs: nowMs, trouble: storeTrouble(deps) }
    return asked.trouble
  }
}

async function storeTrouble({ store, clock }: RestDeps): Promise<string[]> {
  const over = new AbortController()
  const late = clock.sleep(STORE_WAIT_MS, over.signal).then(() => ({ ok: false, detail: 'no answer within 2 s' }))
  const asked = store.health().catch((error: unknown) => ({ ok: false, detail: String(error) }))
  const health: { ok: boolean; detail?: string } = await Promise.race([asked, late])
  over.abort()
  return health.ok ? [] : [`store: ${health.detail ?? 'not well'}`]
}
