import { calendarOf, type ClockState, worldSchema } from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { RETRY_MS } from '../gateway/limits.ts'
import type { App } from '../http/app.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

const STEP_HZ = 10

const districtSchema = z.object({
  id: z.string(),
  name: z.string(),
  residents: z.number().int(),
  outdoors: z.number().int(),
  tick: z.number().int(),
  coins: z.number().int(),
  state_hash: z.string().optional(),
  neighborhoods: z.array(z.object({ id: z.string(), name: z.string() })),
})
type DistrictBody = z.infer<typeof districtSchema>

/** The city as a whole and its districts, as of the newest committed ticks. [§9] */
export function worldRoutes(app: App, deps: RestDeps): void {
  const { scenario, view, tickMs, clockRate, clock, guard } = deps
  const startedMs = clock.monotonicMs()
  const districts = () => scenario.districts.map(({ id }) => districtBody(deps, id))

  app.get('/world', {
    schema: { tags: ['city'], summary: 'The city now', response: { 200: worldSchema, ...problems } },
    onRequest: guard.visitor,
    handler: async () => {
      const now = view.newestClock()
      if (!now) throw new ProblemError('unavailable', 'The city is starting.', { retryAfterMs: RETRY_MS })
      const parts = districts()
      return {
        name: scenario.title,
        tick: now.tick,
        clock: clockBody(now),
        tick_ms: tickMs,
        step_hz: STEP_HZ,
        clock_rate: clockRate,
        districts: parts.map(({ id, name, residents }) => ({ id, name, residents })),
        residents: parts.reduce((sum, { residents }) => sum + residents, 0),
        incidents: incidentsNow(deps),
        uptime_s: Math.round((clock.monotonicMs() - startedMs) / 1000),
      }
    },
  })

  app.get('/districts', {
    schema: {
      tags: ['city'],
      summary: 'All districts',
      response: { 200: z.object({ districts: z.array(districtSchema) }), ...problems },
    },
    onRequest: guard.visitor,
    handler: async () => ({ districts: districts() }),
  })

  app.get('/districts/:id', {
    schema: {
      tags: ['city'],
      summary: 'One district',
      params: z.object({ id: z.string().max(64) }),
      response: { 200: z.object({ district: districtSchema }), ...problems },
    },
    onRequest: guard.visitor,
    handler: async (request) => {
      const { id } = request.params
      if (!scenario.districts.some((district) => district.id === id)) {
        throw new ProblemError('not_found', `There is no district "${id}".`)
      }
      return { district: districtBody(deps, id) }
    },
  })
}

function incidentsNow({ scenario, view }: Pick<RestDeps, 'scenario' | 'view'>) {
  return scenario.districts.flatMap(({ id: district }) => {
    const incidents = view.state(district)?.incidents ?? []
    return incidents.map(({ incident, kind, place, helpers }) => ({ incident, kind, place, district, helpers }))
  })
}

function districtBody({ scenario, view }: Pick<RestDeps, 'scenario' | 'view'>, id: string): DistrictBody {
  const district = scenario.districts.find((candidate) => candidate.id === id)
  const state = view.state(id)
  return {
    id,
    name: district?.name ?? id,
    residents: state?.residents ?? 0,
    outdoors: state?.outdoors ?? 0,
    tick: state?.tick ?? 0,
    coins: state?.coins ?? 0,
    ...(state?.state_hash !== undefined && { state_hash: state.state_hash }),
    neighborhoods: district?.neighborhoods.map(({ id, name }) => ({ id, name })) ?? [],
  }
}

function clockBody({ day, minute_of_day, rate, paused, weather }: ClockState) {
  const two = (value: number) => String(value).padStart(2, '0')
  const city_time = `day ${day} ${two(Math.trunc(minute_of_day / 60))}:${two(minute_of_day % 60)}`
  return { day, minute_of_day, city_time, ...calendarOf(day), weather, rate, paused }
}
