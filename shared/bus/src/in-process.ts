// The bus inside one process: objects go by reference, one queue keeps the order, and the event loop breathes in between.
import { assert } from '@civitas/kit'
import type { Bus, Delivery } from './bus.ts'
import { BusClosedError, NoResponderError, RequestTimeoutError, ResponderFailedError } from './errors.ts'
import { assertFilter, assertTopic, hasWildcard, matchesFilter } from './filter.ts'
import { MAX_WAITING_MESSAGES, SLICE_MESSAGES } from './limits.ts'

/** What goes wrong without anybody to tell: for a counter. */
export type BusFault = 'handler_failed' | 'dropped'

export interface BusOptions {
  log?: { error(fields: object, message: string): void }
  onFault?: (fault: BusFault, topic: string) => void
}

type Handler = Parameters<Bus['subscribe']>[1]
type Responder = Parameters<Bus['respond']>[1]

interface Subscription {
  filter: string
  handler: Handler
  active: boolean
}

/** Builds the bus of a single process. */
export function createInProcessBus(options: BusOptions = {}): Bus {
  return new InProcessBus(options)
}

class InProcessBus implements Bus {
  private readonly options: BusOptions
  private readonly exact = new Map<string, Set<Subscription>>()
  private readonly wild = new Set<Subscription>()
  private readonly responders = new Map<string, Responder>()
  private readonly waitingForAnswer = new Set<(error: Error) => void>()
  private waiting: (() => void)[] = []
  private next = 0
  private draining = false
  private closed = false

  constructor(options: BusOptions) {
    this.options = options
  }

  publish(topic: string, message: unknown, trace?: string): void {
    assertTopic(topic)
    const delivery = deliveryOf(topic, trace)
    for (const subscription of this.subscriptionsOf(topic)) {
      this.enqueue(topic, () => this.hand(subscription, message, delivery))
    }
  }

  subscribe(filter: string, handler: Handler): () => void {
    assertFilter(filter)
    const subscription = { filter, handler, active: true }
    const home = hasWildcard(filter) ? this.wild : this.exactSet(filter)
    home.add(subscription)
    return () => {
      subscription.active = false
      home.delete(subscription)
      if (home.size === 0 && home !== this.wild) this.exact.delete(filter)
    }
  }

  request(topic: string, message: unknown, options: { timeoutMs: number; trace?: string }): Promise<unknown> {
    assertTopic(topic)
    if (this.closed) return Promise.reject(new BusClosedError())
    if (!this.responders.has(topic)) return Promise.reject(new NoResponderError(topic))
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const settle = () => {
      clearTimeout(timer)
      this.waitingForAnswer.delete(fail)
    }
    const answer = (value: unknown) => {
      settle()
      resolve(value)
    }
    const fail = (error: Error) => {
      settle()
      reject(error)
    }
    const timer = setTimeout(() => fail(new RequestTimeoutError(topic, options.timeoutMs)), options.timeoutMs)
    this.waitingForAnswer.add(fail)
    const ask = () => void this.ask(message, deliveryOf(topic, options.trace), { answer, fail })
    if (!this.enqueue(topic, ask)) fail(new NoResponderError(topic))
    return promise
  }

  respond(topic: string, handler: Responder): () => void {
    assertTopic(topic)
    assert(!this.responders.has(topic), `two responders on ${topic}`)
    this.responders.set(topic, handler)
    return () => {
      if (this.responders.get(topic) === handler) this.responders.delete(topic)
    }
  }

  /** Drops what was not handed out yet and fails requests under way. */
  close(): Promise<void> {
    this.closed = true
    this.waiting = []
    this.next = 0
    this.exact.clear()
    this.wild.clear()
    this.responders.clear()
    for (const fail of this.waitingForAnswer) fail(new BusClosedError())
    return Promise.resolve()
  }

  private exactSet(topic: string): Set<Subscription> {
    const known = this.exact.get(topic)
    if (known) return known
    const created = new Set<Subscription>()
    this.exact.set(topic, created)
    return created
  }

  private *subscriptionsOf(topic: string): Iterable<Subscription> {
    yield* this.exact.get(topic) ?? []
    for (const subscription of this.wild) if (matchesFilter(subscription.filter, topic)) yield subscription
  }

  /** Queues a delivery; `false` when the bus is closed or too much waits already. */
  private enqueue(topic: string, deliver: () => void): boolean {
    if (this.closed) return false
    if (this.waiting.length - this.next >= MAX_WAITING_MESSAGES) {
      this.options.onFault?.('dropped', topic)
      return false
    }
    this.waiting.push(deliver)
    this.wake()
    return true
  }

  private wake(): void {
    if (this.draining) return
    this.draining = true
    setImmediate(() => this.drain())
  }

  private drain(): void {
    this.draining = false
    const end = Math.min(this.waiting.length, this.next + SLICE_MESSAGES)
    while (this.next < end) this.waiting[this.next++]?.()
    this.waiting = this.waiting.slice(this.next)
    this.next = 0
    if (this.waiting.length > 0) this.wake()
  }

  private async ask(
    message: unknown,
    delivery: Delivery,
    asker: { answer(value: unknown): void; fail(error: Error): void },
  ): Promise<void> {
    const responder = this.responders.get(delivery.topic)
    if (!responder) return asker.fail(new NoResponderError(delivery.topic))
    try {
      asker.answer(await responder(message, delivery))
    } catch (cause) {
      asker.fail(new ResponderFailedError(delivery.topic, cause))
    }
  }

  private hand(subscription: Subscription, message: unknown, delivery: Delivery): void {
    if (!subscription.active) return
    const failed = (error: unknown) => this.fault(delivery.topic, error)
    try {
      const outcome: unknown = subscription.handler(message, delivery)
      if (outcome instanceof Promise) outcome.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  private fault(topic: string, error: unknown): void {
    this.options.log?.error({ topic, err: error }, 'bus handler failed')
    this.options.onFault?.('handler_failed', topic)
  }
}

function deliveryOf(topic: string, trace: string | undefined): Delivery {
  return trace === undefined ? { topic } : { topic, trace }
}
