import { createInProcessBus } from '@civitas/bus'
import { Presence } from '@civitas/bus/presence'
import { systemClock } from '@civitas/kit'
import { openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { afterEach, expect, it } from 'vitest'
import { composeOps } from '../src/ops.ts'

let stop = async () => {}
afterEach(() => stop())

/** @param broker whether the broker is there; absent: there is none */
async function startOps(broker?: { connected: boolean }) {
  const bus = Object.defineProperty(createInProcessBus(), 'connected', { get: () => broker?.connected })
  const lines: string[] = []
  const telemetry = quietTelemetry({ write: (line) => void lines.push(line) })
  const presence = new Presence({ bus, clock: systemClock }, ['orchestrator'])
  presence.describe(() => ({ leading: true, warnings: ['market has 7 coins, should have 9'] }))
  const ops = composeOps({ host: '127.0.0.1', port: 0 }, { store: openMemoryStore(), bus, presence, telemetry })
  presence.start()
  await ops.start(new AbortController().signal)
  stop = async () => {
    presence.stop()
    await ops.stop()
  }
  const port = /"port":(\d+)/.exec(lines.join('\n'))?.[1]
  return async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return { status: answer.status, body: await answer.json() }
  }
}

it('a process without a gateway tells whether it is ready, and what the city warns of', async () => {
  const get = await startOps()
  expect(await get('/health')).toEqual({ status: 200, body: { status: 'ok' } })
  const warnings = ['market has 7 coins, should have 9']
  expect(await get('/ready')).toEqual({ status: 200, body: { ready: true, reasons: [], warnings } })
  expect(await get('/other')).toMatchObject({ status: 404 })
})

it('it is not ready while its broker is away, and says so', async () => {
  const broker = { connected: false }
  const get = await startOps(broker)
  expect(await get('/ready')).toMatchObject({ status: 503, body: { reasons: ['bus: the broker is away'] } })
  broker.connected = true
  expect(await get('/ready')).toMatchObject({ status: 200, body: { reasons: [] } })
})
