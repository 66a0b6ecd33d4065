// Who wants which topics, and handing a message to them without letting one handler's fault reach the others.
import type { Bus, Delivery } from './bus.ts'
import { assertFilter, hasWildcard, matchesFilter } from './filter.ts'

/** What goes wrong without anybody to tell: for a counter. */
export type BusFault = 'handler_failed' | 'dropped' | 'undecodable'

export interface BusOptions {
  log?: { error(fields: object, message: string): void }
  onFault?: (fault: BusFault, topic: string) => void
}

type Handler = Parameters<Bus['subscribe']>[1]

export interface Subscription {
  readonly filter: string
  readonly handler: Handler
  active: boolean
}

export class Subscriptions {
  private readonly options: BusOptions
  private readonly exact = new Map<string, Set<Subscription>>()
  private readonly wild = new Map<string, Set<Subscription>>()

  constructor(options: BusOptions) {
    this.options = options
  }

  /** Throws when `filter` is none. */
  add(filter: string, handler: Handler): Subscription {
    assertFilter(filter)
    const subscription = { filter, handler, active: true }
    const home = this.homeOf(filter)
    const sharers = home.get(filter)
    if (sharers) sharers.add(subscription)
    else home.set(filter, new Set([subscription]))
    return subscription
  }

  remove(subscription: Subscription): void {
    subscription.active = false
    const home = this.homeOf(subscription.filter)
    const sharers = home.get(subscription.filter)
    if (sharers?.delete(subscription) && sharers.size === 0) home.delete(subscription.filter)
  }

  clear(): void {
    this.exact.clear()
    this.wild.clear()
  }

  has(filter: string): boolean {
    return this.homeOf(filter).has(filter)
  }

  filters(): string[] {
    return [...this.exact.keys(), ...this.wild.keys()]
  }

  *of(topic: string): Iterable<Subscription> {
    yield* this.exact.get(topic) ?? []
    for (const [filter, sharers] of this.wild) if (matchesFilter(filter, topic)) yield* sharers
  }

  hand(subscription: Subscription, message: unknown, delivery: Delivery): void {
    if (!subscription.active) return
    const failed = (error: unknown) => this.fault(delivery.topic, error)
    try {
      const outcome: unknown = subscription.handler(message, delivery)
      if (outcome instanceof Promise) outcome.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  private homeOf(filter: string): Map<string, Set<Subscription>> {
    return hasWildcard(filter) ? this.wild : this.exact
  }

  private fault(topic: string, error: unknown): void {
    this.options.log?.error({ topic, err: error }, 'bus handler failed')
    this.options.onFault?.('handler_failed', topic)
  }
}
