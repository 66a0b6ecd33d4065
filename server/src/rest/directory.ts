import { z } from 'zod'
import type { App } from '../http/app.ts'
import type { RestDeps } from './deps.ts'
import { isoTime, problems } from './shapes.ts'

const heldSchema = z.object({ district: z.string(), epoch: z.number().int(), tick: z.number().int() })

const serviceSchema = z.object({
  id: z.string(),
  roles: z.array(z.string()),
  status: z.enum(['live', 'leaving', 'lost']),
  heartbeat_age_ms: z.number().int(),
  started_at: z.string(),
  /** Of orchestrators: whether it acts or stands by. */
  leading: z.boolean().optional(),
  /** Of the one that acts: promises of the city that did not hold when it last looked. */
  warnings: z.array(z.string()).optional(),
  url: z.string().optional(),
  /** Not in public mode. */
  host: z.string().optional(),
  pid: z.number().int().optional(),
  districts: z.array(heldSchema),
})

const placedSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['running', 'still', 'unknown']),
  /** Whose host it is; absent while nobody holds it. */
  service: z.string().optional(),
  epoch: z.number().int().optional(),
  tick: z.number().int().optional(),
  /** Since its newest committed tick was heard of. */
  tick_age_ms: z.number().int().optional(),
})

/** Ticks without a commit after which a district counts as standing still, and the least time in milliseconds. */
const STILL_TICKS = 3
const STILL_MS = 3_000

/** Which processes there are, how they are, and where each district runs. [CLK-2] */
export function directoryRoutes(app: App, deps: RestDeps): void {
  app.get('/directory', {
    schema: {
      tags: ['operation'],
      summary: 'Services and districts, with their health',
      response: { 200: z.object({ services: z.array(serviceSchema), districts: z.array(placedSchema) }), ...problems },
    },
    onRequest: deps.guard.visitor,
    handler: async () => ({
      services: deps.presence.known().map((seen) => serviceBody(seen, deps.strict)),
      districts: deps.scenario.districts.map((district) => districtBody(deps, district)),
    }),
  })
}

type Seen = ReturnType<RestDeps['presence']['known']>[number]

function serviceBody(seen: Seen, strict: boolean): z.infer<typeof serviceSchema> {
  const { id, roles, status, ageMs, startedMs, leading, warnings = [], url, host, pid, districts } = seen
  return {
    id,
    roles: [...roles],
    status,
    heartbeat_age_ms: ageMs,
    started_at: isoTime(startedMs),
    ...(leading !== undefined && { leading }),
    ...(warnings.length > 0 && { warnings: [...warnings] }),
    ...(url !== undefined && { url }),
    ...(!strict && { host, pid }),
    districts: [...districts],
  }
}

function districtBody(
  { presence, view, tickMs }: RestDeps,
  { id, name }: { id: string; name: string },
): z.infer<typeof placedSchema> {
  const holders = presence.known().filter(({ status, districts }) => status !== 'lost' && holds(districts, id))
  const epochOf = (seen: Seen) => seen.districts.find(({ district }) => district === id)?.epoch ?? 0
  const holder = holders.toSorted((a, b) => epochOf(b) - epochOf(a))[0]
  const state = view.state(id)
  const still = view.stillMs(id)
  const isStill = still !== undefined && still.tick > Math.max(STILL_MS, STILL_TICKS * tickMs)
  return {
    id,
    name,
    status: still === undefined ? 'unknown' : isStill ? 'still' : 'running',
    ...(holder && { service: holder.id }),
    ...(state && { epoch: state.epoch, tick: state.tick }),
    ...(still && { tick_age_ms: Math.round(still.tick) }),
  }
}

function holds(districts: Seen['districts'], id: string): boolean {
  return districts.some(({ district }) => district === id)
}
