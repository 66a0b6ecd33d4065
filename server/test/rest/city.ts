// A whole gateway over a memory store and a fake district, spoken to without a port.
import { createInProcessBus } from '@civitas/bus'
import { Presence } from '@civitas/bus/presence'
import { ManualClock, must } from '@civitas/kit'
import { type Scenario, scenarioSchema } from '@civitas/schema'
import { openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { composeServer } from '../../src/compose.ts'
import { readServerConfig } from '../../src/config.ts'
import type { App } from '../../src/http/app.ts'
import { FakeDistrict } from './fake-district.ts'

/** 2030-01-01 12:00 UTC. */
const NOON_MS = 1_893_499_200_000

/** Waits up to this long end at once: they gather work, they measure nothing. */
const SHORT_MS = 50

/** Stands still until a test moves it. */
class TestClock extends ManualClock {
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return ms <= SHORT_MS ? new Promise((resolve) => setImmediate(resolve)) : super.sleep(ms, signal)
  }
}

export interface Answer {
  status: number
  // Tests read fields of answers by name; the shapes themselves are what the tests judge.
  body: Record<string, unknown>
  headers: Record<string, unknown>
}

export const smallTown: Scenario = scenarioSchema.parse({
  name: 'test',
  title: 'Testopolis',
  size: [64, 64],
  items: [{ id: 'bread', name: 'Bread', filling: 30 }],
  districts: [
    {
      id: 'old-town',
      name: 'Old Town',
      accent: '#aa5533',
      at: [0, 0],
      size: [64, 64],
      spawn: [2, 2],
      neighborhoods: [{ id: 'mill-row', name: 'Mill Row', at: [0, 0], size: [64, 64] }],
      paths: [{ from: [0, 2], to: [60, 2] }],
      places: [{ id: 'gate', name: 'Gate', at: [2, 2], kind: 'gate' }],
      plots: [{ id: 'plot-1', at: [40, 40], size: [8, 8], price: 100 }],
      buildings: [
        {
          id: 'bakery-1',
          kind: 'bakery',
          name: 'Crumb',
          at: [10, 4],
          size: [8, 8],
          door: [14, 4],
          capacity: 10,
          sells: [{ item: 'bread', price: 3, stock: 10, restock: 10 }],
        },
      ],
      residents: 0,
    },
  ],
})

/** @param options.started `false`: the district has not run a tick */
export async function openCity(
  environment: Record<string, string> = {},
  options: { started?: boolean; pageFolder?: string } = {},
) {
  const clock = new TestClock(NOON_MS)
  const bus = createInProcessBus()
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const telemetry = quietTelemetry()
  const config = readServerConfig({ CIVITAS_TEST: '1', ...environment })
  const presence = new Presence({ bus, clock }, ['gateway'])
  const server = composeServer(config, {
    store,
    bus,
    presence,
    telemetry,
    scenario: smallTown,
    tickMs: 1000,
    clockRate: 20,
    clock,
    ...(options.pageFolder !== undefined && { pageFolder: options.pageFolder }),
  })
  const district = new FakeDistrict('old-town', bus, store)
  if (options.started !== false) await district.start()
  const app = await server.open()

  const call = callerOf(app)

  /** An owner who has signed up and logged in. */
  async function owner(email = 'ada@example.org') {
    await call('POST', '/accounts', { body: { email, password: 'correct horse', display_name: 'Ada' } })
    const session = await call('POST', '/sessions', { body: { email, password: 'correct horse' } })
    return { token: String(session.body['access_token']), refresh: String(session.body['refresh_token']) }
  }

  /** An agent with a key, living in the district. */
  async function agent(token: string, scopes?: string[]) {
    const made = await call('POST', '/agents', { token, body: { name: 'Bo' } })
    const { id } = made.body['agent'] as { id: string }
    const key = await call('POST', `/agents/${id}/keys`, { token, body: scopes ? { scopes } : {} })
    return { id, key: String(key.body['key']), keyId: String(key.body['key_id']) }
  }

  return {
    presence,
    call,
    owner,
    agent,
    clock,
    bus,
    store,
    district,
    server,
    app,
    async close() {
      await server.stop()
      await bus.close()
    },
  }
}

/** Speaks HTTP to the server without a port. */
function callerOf(app: App) {
  return async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    options: CallOptions = {},
  ): Promise<Answer> => {
    const { body, token, headers = {}, raw } = options
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const answer = await app.inject({
      method,
      url: options.root ? url : `/api/v1${url}`,
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    const read = isJson && answer.payload !== '' ? answer.json() : { text: answer.payload }
    return { status: answer.statusCode, body: read, headers: answer.headers }
  }
}

export type City = Awaited<ReturnType<typeof openCity>>

interface CallOptions {
  body?: unknown
  raw?: string
  token?: string
  headers?: Record<string, string>
  /** The path is not below `/api/v1`. */
  root?: boolean
}

/** A field of an answer that must be a text. */
export function textOf(answer: Answer, field: string): string {
  return String(must(answer.body[field], field))
}

/** Moves time on until the promise is settled. */
export async function passTime<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let settled = false
  const done = () => (settled = true)
  promise.then(done, done)
  while (!settled) await clock.advance(50)
  return promise
}

/** Lets what is under way run to its next wait. */
export async function soon(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
}
