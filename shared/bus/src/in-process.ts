// The bus inside one process: objects go by reference, one queue keeps the order, and the event loop breathes in between.
import { assert } from '@civitas/kit'
import type { Bus, Delivery, Gap } from './bus.ts'
import { BusClosedError, NoResponderError, RequestTimeoutError, ResponderFailedError } from './errors.ts'
import { assertTopic } from './filter.ts'
import { GapListeners } from './gaps.ts'
import { MAX_WAITING_MESSAGES, SLICE_MESSAGES } from './limits.ts'
import { type BusOptions, Subscriptions } from './subscriptions.ts'

type Handler = Parameters<Bus['subscribe']>[1]
type Responder = Parameters<Bus['respond']>[1]

/** Builds the bus of a single process. */
export function createInProcessBus(options: BusOptions = {}): Bus {
  return new InProcessBus(options)
}

class InProcessBus implements Bus {
  private readonly options: BusOptions
  private readonly subscriptions: Subscriptions
  private readonly gaps: GapListeners
  private readonly responders = new Map<string, Responder>()
  private readonly waitingForAnswer = new Set<(error: Error) => void>()
  private readonly lossy = new Set<string>()
  private waiting: (() => void)[] = []
  private next = 0
  private draining = false
  private closed = false

  constructor(options: BusOptions) {
    this.options = options
    this.subscriptions = new Subscriptions(options)
    this.gaps = new GapListeners(options)
  }

  publish(topic: string, message: unknown, trace?: string): void {
    assertTopic(topic)
    const delivery = deliveryOf(topic, trace)
    for (const subscription of this.subscriptions.of(topic)) {
      const taken = this.enqueue(topic, () => this.subscriptions.hand(subscription, message, delivery))
      if (!taken) this.noteLoss(topic)
    }
  }

  subscribe(filter: string, handler: Handler): () => void {
    const subscription = this.subscriptions.add(filter, handler)
    return () => this.subscriptions.remove(subscription)
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

  onGap(listener: (gap: Gap) => void): () => void {
    return this.gaps.add(listener)
  }

  /** Drops what was not handed out yet and fails requests under way. */
  close(): Promise<void> {
    this.closed = true
    this.waiting = []
    this.next = 0
    this.subscriptions.clear()
    this.responders.clear()
    for (const fail of this.waitingForAnswer) fail(new BusClosedError())
    return Promise.resolve()
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

  private noteLoss(topic: string): void {
    if (this.closed) return
    if (this.lossy.size === 0) setImmediate(() => this.tellLosses())
    this.lossy.add(topic)
  }

  private tellLosses(): void {
    for (const topic of this.lossy) this.gaps.tell({ topic })
    this.lossy.clear()
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
}

function deliveryOf(topic: string, trace: string | undefined): Delivery {
  return trace === undefined ? { topic } : { topic, trace }
}
