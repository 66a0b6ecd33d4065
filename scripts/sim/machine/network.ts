// The bus between simulated processes: messages are late, lost, told twice or overtaken, and a dead process hears nothing.
import { type Bus, type Delivery, NoResponderError, RequestTimeoutError, ResponderFailedError } from '@civitas/bus'
import type { Dice } from './dice.ts'
import type { Faults } from './faults.ts'
import type { SimProcess } from './sim-process.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Hooks of the run; `true` ends the way of the message. */
export interface NetworkHooks {
  published(from: SimProcess, topic: string, message: unknown): boolean
  asked(from: SimProcess, topic: string): boolean
  answered(by: SimProcess, topic: string, answer: unknown): boolean
}

interface Subscription {
  owner: SimProcess
  pattern: RegExp
  handler: (message: unknown, delivery: Delivery) => void
  /** A link keeps the order, but for what is overtaken. */
  lastDueMs: number
}

interface GapListener {
  owner: SimProcess
  listener: Parameters<Bus['onGap']>[0]
}

/** A topic that fell silent after a loss: so long until its listeners are told, in milliseconds. */
const GAP_TOLD_MS = 3_000

interface Responder {
  owner: SimProcess
  handler: (message: unknown, delivery: Delivery) => unknown
}

export class Network {
  faults: Faults
  private readonly time: VirtualTime
  private readonly dice: Dice
  private readonly hooks: NetworkHooks
  private subscriptions: Subscription[] = []
  /** Who hears a topic, until somebody comes or goes. */
  private hearers = new Map<string, Subscription[]>()
  private gapListeners: GapListener[] = []
  private readonly responders = new Map<string, Responder[]>()

  constructor(time: VirtualTime, dice: Dice, faults: Faults, hooks: NetworkHooks) {
    this.time = time
    this.dice = dice
    this.faults = faults
    this.hooks = hooks
  }

  /** The bus as one process sees it. */
  bus(owner: SimProcess): Bus {
    return {
      publish: (topic, message, trace) => this.publish(owner, message, deliveryOf(topic, trace)),
      subscribe: (filter, handler) => this.subscribe({ owner, pattern: patternOf(filter), handler, lastDueMs: 0 }),
      request: (topic, message, options) => owner.receive(this.request(owner, topic, message, options)),
      respond: (topic, handler) => this.respond(topic, { owner, handler }),
      onGap: (listener) => this.onGap({ owner, listener }),
      close: async () => this.forget(owner),
    }
  }

  /** A dead process is no subscriber any more. */
  forget(owner: SimProcess): void {
    this.subscribers(this.subscriptions.filter((subscription) => subscription.owner !== owner))
    this.gapListeners = this.gapListeners.filter((listener) => listener.owner !== owner)
    for (const [topic, list] of this.responders) {
      const others = list.filter((responder) => responder.owner !== owner)
      this.responders.set(topic, others)
    }
  }

  private publish(from: SimProcess, message: unknown, delivery: Delivery): void {
    if (!from.alive || this.hooks.published(from, delivery.topic, message)) return
    for (const subscription of this.hearersOf(delivery.topic)) this.send(subscription, message, delivery)
  }

  private send(to: Subscription, message: unknown, delivery: Delivery): void {
    const { lost, doubled, overtaken } = this.faults
    if (this.dice.chance(lost)) return this.tellGap(to.owner, delivery.topic)
    for (let copies = this.dice.chance(doubled) ? 2 : 1; copies > 0; copies--) {
      let dueMs = this.time.nowMs + this.wayMs()
      if (this.dice.chance(overtaken)) dueMs += this.wayMs()
      else to.lastDueMs = dueMs = Math.max(dueMs, to.lastDueMs)
      this.time.after(dueMs - this.time.nowMs, () => to.owner.when(() => this.hand(to, message, delivery)))
    }
  }

  private tellGap(owner: SimProcess, topic: string): void {
    this.time.after(this.dice.between(0, GAP_TOLD_MS), () =>
      owner.when(() => {
        for (const { listener } of this.gapListeners.filter((one) => one.owner === owner)) listener({ topic })
      }),
    )
  }

  private onGap(made: GapListener): () => void {
    this.gapListeners.push(made)
    return () => {
      this.gapListeners = this.gapListeners.filter((other) => other !== made)
    }
  }

  private hand(to: Subscription, message: unknown, delivery: Delivery): void {
    if (this.subscriptions.includes(to)) to.handler(message, delivery)
  }

  private subscribe(subscription: Subscription): () => void {
    this.subscribers([...this.subscriptions, subscription])
    return () => this.subscribers(this.subscriptions.filter((other) => other !== subscription))
  }

  private subscribers(now: Subscription[]): void {
    this.subscriptions = now
    this.hearers = new Map()
  }

  private hearersOf(topic: string): Subscription[] {
    let hearers = this.hearers.get(topic)
    if (!hearers) {
      hearers = this.subscriptions.filter(({ pattern }) => pattern.test(topic))
      this.hearers.set(topic, hearers)
    }
    return hearers
  }

  private respond(topic: string, responder: Responder): () => void {
    this.responders.set(topic, [...(this.responders.get(topic) ?? []), responder])
    return () => {
      const others = this.responders.get(topic) ?? []
      this.responders.set(
        topic,
        others.filter((other) => other !== responder),
      )
    }
  }

  /** The newest responder answers; a host that lost its district unknowingly may still be asked while it is the only one. */
  private request(
    from: SimProcess,
    topic: string,
    message: unknown,
    { timeoutMs, trace }: { timeoutMs: number; trace?: string },
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!from.alive) return
      const responder = this.responders.get(topic)?.at(-1)
      if (!responder) return reject(new NoResponderError(topic))
      const giveUp = this.time.after(timeoutMs, () => reject(new RequestTimeoutError(topic, timeoutMs)))
      const answer = (end: () => void, value?: unknown) => {
        if (this.hooks.answered(responder.owner, topic, value) || this.dice.chance(this.faults.lost)) return
        this.time.after(this.wayMs(), () => {
          giveUp()
          end()
        })
      }
      const ask = async () => {
        try {
          const value = await responder.handler(message, deliveryOf(topic, trace))
          answer(() => resolve(value), value)
        } catch (cause) {
          answer(() => reject(new ResponderFailedError(topic, cause)))
        }
      }
      if (this.dice.chance(this.faults.lost)) return
      for (let copies = this.dice.chance(this.faults.doubled) ? 2 : 1; copies > 0; copies--) {
        this.time.after(this.wayMs(), () => responder.owner.when(() => void ask()))
      }
      this.hooks.asked(from, topic)
    })
  }

  private wayMs(): number {
    return this.dice.between(0, this.faults.slowestMs)
  }
}

function deliveryOf(topic: string, trace: string | undefined): Delivery {
  return trace === undefined ? { topic } : { topic, trace }
}

function patternOf(filter: string): RegExp {
  const levels = filter.split('/').map((level) => (level === '+' ? '[^/]+' : level === '#' ? '.*' : level))
  return new RegExp(`^${levels.join('/')}$`)
}
