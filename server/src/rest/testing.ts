import {
  buildingKinds,
  type ClockRecordMessage,
  incidentKinds,
  type PositionsAnswer,
  type PositionsQuery,
  topics,
} from '@civitas/schema'
import { z } from 'zod'
import { ProblemError } from '../errors.ts'
import type { App } from '../http/app.ts'
import type { RestDeps } from './deps.ts'
import { problems } from './shapes.ts'

/** How long a district may take to answer, in milliseconds. */
const ANSWER_MS = 2_000

const positionsSchema = z.object({
  district: z.string(),
  oldest: z.number().int(),
  newest: z.number().int(),
  step: z.number().int(),
  positions: z.array(z.object({ resident: z.number(), x: z.number(), y: z.number(), pose: z.string() })),
})

/** What only tests may see. Present with CIVITAS_TEST=1 on loopback; otherwise there is no such path. [§16] */
export function testRoutes(app: App, deps: RestDeps): void {
  positionRoutes(app, deps)
  clockRoutes(app, deps)
  incidentRoutes(app, deps)
}

function positionRoutes(app: App, { bus, scenario }: RestDeps): void {
  app.get('/positions', {
    schema: {
      hide: true,
      querystring: z.object({ district: z.string().optional(), step: z.coerce.number().int().min(0).optional() }),
      response: { 200: positionsSchema, ...problems },
    },
    handler: async (request) => {
      const { district = scenario.districts[0]?.id ?? '', step } = request.query
      if (!scenario.districts.some(({ id }) => id === district))
        throw new ProblemError('not_found', `No district "${district}".`)
      const query: PositionsQuery = step === undefined ? {} : { step }
      const answer = (await bus.request(topics.districtPositions(district), query, {
        timeoutMs: ANSWER_MS,
      })) as PositionsAnswer
      const { positions, oldest, newest } = answer
      if (!positions)
        throw new ProblemError('not_found', `Step ${answer.step} is not kept; ${oldest} to ${newest} are.`)
      return { district, oldest, newest, step: answer.step, positions }
    },
  })
}

function clockRoutes(app: App, deps: RestDeps): void {
  const { scenario, view } = deps

  app.post('/speed', {
    schema: {
      hide: true,
      body: z.object({ speed: z.number().min(0.1).max(1000) }),
      response: { 200: z.object({ tick0: z.number().int(), speed: z.number() }), ...problems },
    },
    handler: async (request) => setSpeed(deps, request.body.speed),
  })

  app.get('/hash', {
    schema: {
      hide: true,
      response: {
        200: z.object({ districts: z.record(z.string(), z.object({ tick: z.number(), state_hash: z.string() })) }),
      },
    },
    handler: async () => ({
      districts: Object.fromEntries(
        scenario.districts.flatMap(({ id }) => {
          const state = view.state(id)
          return state?.state_hash === undefined ? [] : [[id, { tick: state.tick, state_hash: state.state_hash }]]
        }),
      ),
    }),
  })
}

/** As the calendar would: it is queued, and handed over at the next look. [CMD-1] */
function incidentRoutes(app: App, { branch, scenario, store }: RestDeps): void {
  const incidentSchema = z.object({
    id: z.string().min(1).max(64).describe('Its name; a repeat changes nothing.'),
    incident: z.enum(incidentKinds),
    place: z.string(),
    hours: z.number().int().min(1).max(24),
    hidden: z.string().optional(),
    trade: z.enum(buildingKinds).optional(),
  })
  app.post('/incidents', {
    schema: { hide: true, body: incidentSchema, response: { 200: z.object({ incident: z.string() }), ...problems } },
    handler: async ({ body }) => {
      const { id, incident, place, hours, hidden, trade } = body
      const details = { ...(hidden !== undefined && { hidden }), ...(trade && { trade }) }
      const event = { kind: 'incident', incident, place, hours, ...details } as const
      await store.worldEvents.add(branch, [{ id, dueMs: 0, targets: scenario.districts.map((one) => one.id), event }])
      return { incident: id }
    },
  })
}

/** Ticks from now until another speed holds: all districts must hear of it before. */
const NOTICE_TICKS = 5

/** From a tick a little ahead on, the city runs at another speed. [CLK-1] */
async function setSpeed({ store, branch, bus, view, tickMs, clockRate }: RestDeps, speed: number) {
  const now = await store.city.latestClock(branch)
  const newest = view.newestClock()
  if (!now || !newest || now.speed === 0) throw new ProblemError('unavailable', 'The clock does not run.')
  const tick0 = newest.tick + NOTICE_TICKS
  const wall0Ms = now.wall0Ms + ((tick0 - now.tick0) * tickMs) / now.speed
  const record: ClockRecordMessage = { tick0, wall0Ms, speed, rate: clockRate }
  await store.city.addClock(branch, record)
  bus.publish(topics.worldClockRecord(), record)
  return { tick0, speed }
}
