// The bus over the broker that a cluster uses.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { must } from '@civitas/kit'
import { afterEach, describe, expect, it } from 'vitest'
import { NoResponderError, ResponderLostError } from '../../src/errors.ts'
import { createMqttBus, type MqttBus } from '../../src/mqtt/bus.ts'
import { busContract } from '../contracts/bus.suite.ts'

const url = must(process.env['SERVICES_MQTT_URL'], 'SERVICES_MQTT_URL: run `npm run test:services`')
const TOPIC = '/district/market/query'
const WITHIN = { timeout: 20_000 }

let roots = 0
const newRoot = () => `test-${process.pid}-${++roots}`

busContract('mqtt over Mosquitto', async ({ log }) => {
  const quiet = { warn: () => undefined, info: () => undefined }
  const bus = await createMqttBus({ url, root: newRoot(), clientId: 'contract', log: { ...quiet, ...log } })
  return { bus, settled: () => bus.settled() }
})

describe('a process killed with -9', () => {
  let bus: MqttBus
  afterEach(() => bus.close())

  it('[CLK-2] takes its requests down at once, and the next life answers', async () => {
    const root = newRoot()
    bus = await createMqttBus({ url, root, clientId: 'gateway' })
    const ask = (message: unknown) => bus.request(TOPIC, message, { timeoutMs: 60_000 })
    const start = async () => {
      const child = fork(new URL('../helpers/responder-process.ts', import.meta.url), [url, root, TOPIC])
      await once(child, 'message')
      return child
    }
    const first = await start()
    await expect.poll(() => ask(1).catch(() => undefined), WITHIN).toEqual({ echo: 1 })
    const lost = expect(ask('never')).rejects.toThrow(ResponderLostError)
    first.kill('SIGKILL')
    await lost
    await expect(ask(2)).rejects.toThrow(NoResponderError)
    const second = await start()
    await expect.poll(() => ask(3).catch(() => undefined), WITHIN).toEqual({ echo: 3 })
    second.kill('SIGKILL')
  })

  it('leaves nothing behind in the broker', async () => {
    const root = newRoot()
    const passing = await createMqttBus({ url, root, clientId: 'passing' })
    passing.respond(TOPIC, () => 1)
    await passing.settled()
    await passing.close()
    bus = await createMqttBus({ url, root, clientId: 'gateway' })
    await expect(bus.request(TOPIC, {}, { timeoutMs: 60_000 })).rejects.toThrow(NoResponderError)
  })
})

describe('a tick of observations', () => {
  let bus: MqttBus
  afterEach(() => bus.close())

  it('of several megabytes comes whole', async () => {
    bus = await createMqttBus({ url, root: newRoot(), clientId: 'large' })
    const heard: unknown[] = []
    bus.subscribe('/district/+/observations', (message) => heard.push(message))
    await bus.settled()
    const message = {
      observations: Array.from({ length: 4_000 }, (_, resident) => ({ resident, text: 'x'.repeat(500) })),
    }
    bus.publish('/district/market/observations', message)
    await expect.poll(() => heard.length, WITHIN).toBe(1)
    expect(heard[0]).toEqual(message)
  })
})
