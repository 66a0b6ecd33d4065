// What every adapter of the bus port must do. An adapter's test file calls this with a way to open a fresh bus.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bus, Delivery } from '../../src/bus.ts'
import { BusClosedError, NoResponderError, RequestTimeoutError, ResponderFailedError } from '../../src/errors.ts'

/** Opens a fresh bus; `settled` resolves once subscriptions made so far are in force. */
export type OpenBus = (options: { log: { error(fields: object, message: string): void } }) => Promise<{
  bus: Bus
  settled(): Promise<void>
}>

export function busContract(name: string, open: OpenBus): void {
  describe(`bus contract: ${name}`, () => {
    const log = { error: vi.fn() }
    let bus: Bus
    let settled: () => Promise<void>

    beforeEach(async () => {
      log.error.mockClear()
      ;({ bus, settled } = await open({ log }))
    })
    afterEach(() => bus.close())

    it('hands a message and its topic to every subscriber of the topic', async () => {
      const first = collect(bus, '/world/clock')
      const second = collect(bus, '/world/clock')
      await settled()
      bus.publish('/world/clock', { tick: 7 })
      await expect.poll(() => [first.messages, second.messages]).toEqual([[{ tick: 7 }], [{ tick: 7 }]])
      expect(first.deliveries[0]?.topic).toBe('/world/clock')
    })

    it('never calls a handler inside the stack of the publisher', async () => {
      const seen = collect(bus, '/world/tick')
      await settled()
      bus.publish('/world/tick', 1)
      expect(seen.messages).toEqual([])
      await expect.poll(() => seen.messages).toEqual([1])
    })

    it('keeps the order of publishing on a topic, also when a handler publishes', async () => {
      const seen = collect(bus, '/world/tick')
      bus.subscribe('/world/news', () => bus.publish('/world/tick', 'from a handler'))
      await settled()
      bus.publish('/world/tick', 1)
      bus.publish('/world/news', 'go')
      for (let n = 2; n <= 500; n++) bus.publish('/world/tick', n)
      await expect.poll(() => seen.messages.length).toBe(501)
      expect(seen.messages.filter((m) => typeof m === 'number')).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
    })

    it('matches + to one level and # to this level and all below', async () => {
      const states = collect(bus, '/district/+/state')
      const everything = collect(bus, '/district/#')
      await settled()
      bus.publish('/district/market/state', 'a')
      bus.publish('/district/market/events', 'b')
      bus.publish('/district/market/state/deep', 'c')
      bus.publish('/world/clock', 'd')
      await expect.poll(() => everything.messages).toEqual(['a', 'b', 'c'])
      expect(states.messages).toEqual(['a'])
    })

    it('hands nothing more to a subscription that ended', async () => {
      const seen: unknown[] = []
      const end = bus.subscribe('/world/tick', (message) => seen.push(message))
      const witness = collect(bus, '/world/tick')
      await settled()
      bus.publish('/world/tick', 1)
      await expect.poll(() => seen).toEqual([1])
      end()
      await settled()
      bus.publish('/world/tick', 2)
      await expect.poll(() => witness.messages).toEqual([1, 2])
      expect(seen).toEqual([1])
    })

    it('logs a handler that throws or rejects, and still serves the others', async () => {
      bus.subscribe('/world/tick', () => {
        throw new Error('handler broke')
      })
      bus.subscribe('/world/tick', () => Promise.reject(new Error('handler broke later')))
      const seen = collect(bus, '/world/tick')
      await settled()
      bus.publish('/world/tick', 1)
      await expect.poll(() => seen.messages).toEqual([1])
      await expect.poll(() => log.error.mock.calls.length).toBe(2)
    })

    it('carries the trace of a message and of a request', async () => {
      const seen = collect(bus, '/world/news')
      const asked = vi.fn((_message: unknown, delivery: Delivery) => delivery.trace)
      bus.respond('/district/market/query', asked)
      await settled()
      bus.publish('/world/news', {}, '00-aa-bb-01')
      expect(await bus.request('/district/market/query', {}, { timeoutMs: 2_000, trace: '00-cc-dd-01' })).toBe(
        '00-cc-dd-01',
      )
      await expect.poll(() => seen.deliveries[0]?.trace).toBe('00-aa-bb-01')
    })

    it('answers a request with what the responder returned or resolved', async () => {
      bus.respond('/district/market/inbox', (message) => Promise.resolve({ echo: message }))
      await settled()
      expect(await bus.request('/district/market/inbox', { n: 1 }, { timeoutMs: 2_000 })).toEqual({ echo: { n: 1 } })
    })

    it('refuses a request at once when nobody answers, and after the responder left', async () => {
      await expect(bus.request('/district/moon/inbox', {}, { timeoutMs: 60_000 })).rejects.toThrow(NoResponderError)
      const end = bus.respond('/district/market/inbox', () => 'here')
      await settled()
      end()
      await settled()
      await expect(bus.request('/district/market/inbox', {}, { timeoutMs: 60_000 })).rejects.toThrow(NoResponderError)
    })

    it('gives up on a responder that stays silent', async () => {
      bus.respond('/district/market/inbox', () => new Promise(() => {}))
      await settled()
      await expect(bus.request('/district/market/inbox', {}, { timeoutMs: 20 })).rejects.toThrow(RequestTimeoutError)
    })

    it('tells the asker when the responder fails', async () => {
      bus.respond('/district/market/inbox', () => {
        throw new Error('no')
      })
      await settled()
      await expect(bus.request('/district/market/inbox', {}, { timeoutMs: 2_000 })).rejects.toThrow(
        ResponderFailedError,
      )
    })

    it('fails requests under way and later ones when it closes', async () => {
      bus.respond('/district/market/inbox', () => new Promise(() => {}))
      await settled()
      const pending = bus.request('/district/market/inbox', {}, { timeoutMs: 60_000 })
      const refused = expect(pending).rejects.toThrow(BusClosedError)
      await bus.close()
      await refused
      await expect(bus.request('/district/market/inbox', {}, { timeoutMs: 60_000 })).rejects.toThrow(BusClosedError)
    })

    it('refuses topics with wildcards and filters that are none', () => {
      expect(() => bus.publish('/district/+/state', {})).toThrow('not a topic')
      expect(() => bus.subscribe('/district/#/state', () => {})).toThrow('not a topic filter')
      expect(() => bus.subscribe('/district/a+/state', () => {})).toThrow('not a topic filter')
    })
  })
}

function collect(bus: Bus, filter: string) {
  const messages: unknown[] = []
  const deliveries: Delivery[] = []
  bus.subscribe(filter, (message, delivery) => {
    messages.push(message)
    deliveries.push(delivery)
  })
  return { messages, deliveries }
}
