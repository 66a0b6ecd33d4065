import { connect } from 'mqtt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Gap } from '../src/bus.ts'
import { BusUnreachableError, NoResponderError, ResponderFailedError, ResponderLostError } from '../src/errors.ts'
import { createMqttBus, type MqttBus, type MqttBusOptions } from '../src/mqtt/bus.ts'
import { MAX_MESSAGE_BYTES, MAX_OUTBOX_MESSAGES } from '../src/limits.ts'
import { busContract } from './contracts/bus.suite.ts'
import { startBroker, type TestBroker } from './helpers/broker.ts'

const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined }
/** Reconnecting and marks take up to a few seconds. */
const WITHIN = { timeout: 10_000 }

vi.setConfig({ testTimeout: 30_000 })

let broker: TestBroker
let buses: MqttBus[]

beforeEach(async () => {
  buses = []
  broker = await startBroker()
})
afterEach(async () => {
  await Promise.all(buses.map((bus) => bus.close()))
  await broker.stop()
})

async function open(clientId: string, options: Partial<MqttBusOptions> = {}): Promise<MqttBus> {
  const bus = await createMqttBus({ url: broker.url, clientId, log: quiet, ...options })
  buses.push(bus)
  return bus
}

busContract('mqtt over an embedded broker', async ({ log }) => {
  const bus = await open('contract', { log: { ...quiet, ...log } })
  return { bus, settled: () => bus.settled() }
})

describe('messages between processes', () => {
  it('carry bytes at any depth, and undefined as a whole', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const heard = await listen(gateway, '/district/market/frames')
    const bytes = Uint8Array.of(0, 255, 128)
    host.publish('/district/market/frames', { tiles: [{ tile: 1, bytes }, { tile: 2 }], own: { $bytes: 7 } })
    host.publish('/district/market/frames', bytes)
    host.publish('/district/market/frames', undefined)
    await expect.poll(() => heard.length, WITHIN).toBe(3)
    expect(heard).toEqual([{ tiles: [{ tile: 1, bytes }, { tile: 2 }], own: { $bytes: 7 } }, bytes, undefined])
  })

  it('refuse what is no plain data', async () => {
    const host = await open('host')
    for (const message of [new Map(), new Date(0), { at: { list: [10n] } }, Number.NaN, () => 1]) {
      expect(() => host.publish('/world/tick', message)).toThrow('not a message')
    }
  })

  it('come once though filters overlap', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const heard = await listen(gateway, '/world/tick')
    const end = await listen(gateway, '/world/end')
    gateway.subscribe('/world/#', () => undefined)
    gateway.subscribe('/+/tick', () => undefined)
    await gateway.settled()
    for (let n = 1; n <= 50; n++) host.publish('/world/tick', n)
    host.publish('/world/end', 'end')
    await expect.poll(() => end, WITHIN).toEqual(['end'])
    expect(heard).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
  })

  it('that are none of ours are counted and change nothing', async () => {
    const onFault = vi.fn()
    const [host, gateway] = [await open('host'), await open('gateway', { onFault })]
    const heard = await listen(gateway, '/world/tick')
    const stranger = connect(broker.url)
    await stranger.publishAsync('civitas/topic//world/tick', 'no envelope')
    await stranger.endAsync()
    await expect.poll(() => onFault.mock.calls, WITHIN).toEqual([['undecodable', '/world/tick']])
    host.publish('/world/tick', 1)
    await expect.poll(() => heard, WITHIN).toEqual([1])
  })
})

describe('requests between processes', () => {
  it('are answered by another process, also when it began earlier', async () => {
    const host = await open('host')
    host.respond('/district/market/query', (message) => ({ heard: message }))
    await host.settled()
    const gateway = await open('gateway')
    await knows(gateway, '/district/market/query')
    expect(await gateway.request('/district/market/query', { a: 1 }, { timeoutMs: 5_000 })).toEqual({ heard: { a: 1 } })
  })

  it('tell what the responder threw', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    host.respond('/district/market/query', () => {
      throw Object.assign(new RangeError('too far'), { code: 'out_of_reach' })
    })
    await knows(gateway, '/district/market/query')
    const failed: unknown = await gateway.request('/district/market/query', {}, { timeoutMs: 5_000 }).catch((e) => e)
    expect(failed).toBeInstanceOf(ResponderFailedError)
    expect(failed).toMatchObject({ cause: { name: 'RangeError', message: 'too far', code: 'out_of_reach' } })
  })

  it('[CLK-2] go to the process that took the district over last', async () => {
    const [old, next, gateway] = [await open('old'), await open('next'), await open('gateway')]
    const wait = vi.spyOn(Date, 'now')
    wait.mockReturnValue(1_000)
    old.respond('/district/market/query', () => 'old')
    wait.mockReturnValue(2_000)
    next.respond('/district/market/query', () => 'next')
    wait.mockRestore()
    const ask = () => gateway.request('/district/market/query', {}, { timeoutMs: 5_000 }).catch(() => 'nobody')
    await expect.poll(ask, WITHIN).toBe('next')
    await next.close()
    await expect.poll(ask, WITHIN).toBe('old')
  })

  it('fail at once when the process that was to answer dies, and later ones find nobody', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const asked = vi.fn(() => new Promise(() => undefined))
    const end = host.respond('/district/market/inbox', asked)
    host.respond('/district/market/query', () => 1)
    await knows(gateway, '/district/market/query')
    const pending = gateway.request('/district/market/inbox', {}, { timeoutMs: 60_000 })
    const lost = expect(pending).rejects.toThrow(ResponderLostError)
    await expect.poll(() => asked.mock.calls.length, WITHIN).toBe(1)
    end()
    broker.cut('host')
    await lost
    await expect(gateway.request('/district/market/inbox', {}, { timeoutMs: 60_000 })).rejects.toThrow(NoResponderError)
    await knows(gateway, '/district/market/query')
  })

  it('carry bytes both ways', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    host.respond('/district/market/query', (message) => ({ back: message }))
    await knows(gateway, '/district/market/query')
    const bytes = Uint8Array.of(1, 2, 3)
    expect(await gateway.request('/district/market/query', { bytes }, { timeoutMs: 5_000 })).toEqual({
      back: { bytes },
    })
  })
})

describe('gaps', () => {
  it('are told before the message that follows them', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const story: unknown[] = []
    gateway.onGap((gap) => story.push(gap))
    gateway.subscribe('/district/+/streams', (message) => story.push(message))
    await gateway.settled()
    host.publish('/district/market/streams', 1)
    await expect.poll(() => story, WITHIN).toEqual([1])
    const endLoss = broker.swallow('/market/streams')
    host.publish('/district/market/streams', 2)
    await host.settled()
    endLoss()
    host.publish('/district/market/streams', 3)
    await expect.poll(() => story, WITHIN).toEqual([1, { topic: '/district/market/streams' }, 3])
  })

  it('at the end of a topic that fell silent are told too', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const gaps = gapsOf(gateway)
    const heard = await listen(gateway, '/district/market/streams')
    host.publish('/district/market/streams', 1)
    await expect.poll(() => heard, WITHIN).toEqual([1])
    const endLoss = broker.swallow('/market/streams')
    host.publish('/district/market/streams', 2)
    await host.settled()
    endLoss()
    await expect.poll(() => gaps, WITHIN).toEqual([{ topic: '/district/market/streams' }])
  })

  it('hold for who comes in the middle', async () => {
    const host = await open('host')
    host.publish('/district/market/streams', 1)
    await host.settled()
    const gateway = await open('gateway')
    const gaps = gapsOf(gateway)
    const heard = await listen(gateway, '/district/market/streams')
    host.publish('/district/market/streams', 2)
    await expect.poll(() => heard, WITHIN).toEqual([2])
    expect(gaps).toEqual([{ topic: '/district/market/streams' }])
  })

  it('are not told where nothing is missing', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const gaps = gapsOf(gateway)
    const heard = await listen(gateway, '/district/+/streams')
    for (let n = 1; n <= 100; n++) host.publish(`/district/${n % 3}/streams`, n)
    await expect.poll(() => heard.length, WITHIN).toBe(100)
    expect(gaps).toEqual([])
  })

  it('follow a message that is too large', async () => {
    const onFault = vi.fn()
    const [host, gateway] = [await open('host', { onFault }), await open('gateway')]
    const gaps = gapsOf(gateway)
    const heard = await listen(gateway, '/world/news')
    host.publish('/world/news', new Uint8Array(MAX_MESSAGE_BYTES))
    host.publish('/world/news', 'small')
    await expect.poll(() => heard, WITHIN).toEqual(['small'])
    expect(onFault.mock.calls).toEqual([['dropped', '/world/news']])
    expect(gaps).toEqual([{ topic: '/world/news' }])
  })
})

describe('a broker that goes away', () => {
  it('is no place to start without', async () => {
    await broker.stop()
    await expect(open('host', { connectWithinMs: 300 })).rejects.toThrow(BusUnreachableError)
    await broker.start()
  })

  it('comes back: what waited arrives, everybody is told, requests find their way again', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const gaps = gapsOf(gateway)
    const heard = await listen(gateway, '/world/tick')
    host.respond('/district/market/query', () => 'here')
    await knows(gateway, '/district/market/query')
    await broker.stop()
    await expect.poll(() => host.connected || gateway.connected, WITHIN).toBe(false)
    host.publish('/world/tick', 1)
    expect(host.waiting).toBe(1)
    await broker.start()
    await expect.poll(() => gaps, WITHIN).toContainEqual({})
    await knows(gateway, '/district/market/query')
    host.publish('/world/tick', 2)
    await expect.poll(() => heard.at(-1), WITHIN).toBe(2)
    expect(host.waiting).toBe(0)
  })

  it('does not let more wait than the limit: the oldest go, counted, and are missed', async () => {
    const onFault = vi.fn()
    const host = await open('host', { onFault })
    const heard = await listen(host, '/world/tick')
    const gaps = gapsOf(host)
    await broker.stop()
    await expect.poll(() => host.connected, WITHIN).toBe(false)
    for (let n = 1; n <= MAX_OUTBOX_MESSAGES + 2; n++) host.publish('/world/tick', n)
    expect(host.waiting).toBe(MAX_OUTBOX_MESSAGES)
    expect(onFault.mock.calls).toEqual([
      ['dropped', '/world/tick'],
      ['dropped', '/world/tick'],
    ])
    await broker.start()
    await expect.poll(() => heard.at(-1), WITHIN).toBe(MAX_OUTBOX_MESSAGES + 2)
    expect(heard[0]).toBe(3)
    expect(gaps).toContainEqual({ topic: '/world/tick' })
  })

  it('does not send a request that nobody waits for any more', async () => {
    const [host, gateway] = [await open('host'), await open('gateway')]
    const asked = vi.fn(() => 'late')
    host.respond('/district/market/query', asked)
    await knows(gateway, '/district/market/query')
    asked.mockClear()
    await broker.stop()
    await expect.poll(() => gateway.connected, WITHIN).toBe(false)
    await expect(gateway.request('/district/market/query', {}, { timeoutMs: 1 })).rejects.toThrow('no answer')
    await broker.start()
    await expect.poll(() => gateway.waiting, WITHIN).toBe(0)
    await gateway.settled()
    await host.settled()
    expect(asked).not.toHaveBeenCalled()
  })

  it('does not hold up closing', async () => {
    const host = await open('host')
    await broker.stop()
    await expect.poll(() => host.connected, WITHIN).toBe(false)
    host.publish('/world/tick', 1)
    const waiting = expect(host.settled()).rejects.toThrow('closed')
    await host.close()
    await waiting
    expect(host.waiting).toBe(0)
    await broker.start()
  })
})

async function listen(bus: MqttBus, filter: string): Promise<unknown[]> {
  const heard: unknown[] = []
  bus.subscribe(filter, (message) => heard.push(message))
  await bus.settled()
  return heard
}

function gapsOf(bus: MqttBus): Gap[] {
  const gaps: Gap[] = []
  bus.onGap((gap) => gaps.push(gap))
  return gaps
}

/** Resolves once `bus` knows who answers on `topic`. */
async function knows(bus: MqttBus, topic: string): Promise<void> {
  const isKnown = async () =>
    bus.request(topic, {}, { timeoutMs: 1_000 }).then(
      () => true,
      (error: unknown) => !(error instanceof NoResponderError || error instanceof ResponderLostError),
    )
  await expect.poll(isKnown, WITHIN).toBe(true)
}
