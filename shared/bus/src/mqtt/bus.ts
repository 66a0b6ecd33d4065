// The bus between processes: one MQTT broker that only the city's own processes reach. [§8]
import { assert } from '@civitas/kit'
import type { Bus, Delivery, Gap } from '../bus.ts'
import { BusClosedError, BusUnreachableError, NoResponderError, ResponderFailedError } from '../errors.ts'
import { assertTopic } from '../filter.ts'
import { GapListeners } from '../gaps.ts'
import { CONNECT_TIMEOUT_MS, MARK_EVERY_MS, MAX_MESSAGE_BYTES } from '../limits.ts'
import { type BusFault, type BusOptions, Subscriptions } from '../subscriptions.ts'
import { Addresses } from './addresses.ts'
import { Barriers } from './barriers.ts'
import { type Envelope, KIND, readEnvelope, renumber, writeEnvelope } from './envelope.ts'
import { type Link, openLink } from './link.ts'
import { Holders, readClaims } from './holders.ts'
import { Questions } from './questions.ts'
import { readFailure, Responders } from './responders.ts'
import { IncomingNumbers, OutgoingNumbers } from './sequences.ts'

type Handler = Parameters<Bus['subscribe']>[1]
type Responder = Parameters<Bus['respond']>[1]

export interface MqttBusOptions extends BusOptions {
  /** `mqtt://[user:password@]host:port`. */
  url: string
  /** Names the process for people: letters, digits, dots, dashes. Each life gets an ending of its own. */
  clientId: string
  /** First levels of all topics on the broker; `civitas` if not given. */
  root?: string
  /** How long the first connection is tried for. */
  connectWithinMs?: number
  log?: Record<'error' | 'warn' | 'info', (fields: object, message: string) => void>
}

export interface MqttBus extends Bus {
  /** Whether the broker is there now. */
  readonly connected: boolean
  /** Messages that wait for the broker, or for a connection that is slow. */
  readonly waiting: number
  /**
   * Resolves once every subscription and responder so far is in force, and this process knows who answers elsewhere; while
   * the broker is away it waits. Rejects with `BusClosedError`.
   */
  settled(): Promise<void>
}

/** Rejects with `BusUnreachableError` when the broker does not serve the first connection; later it is tried for ever. */
export async function createMqttBus(options: MqttBusOptions): Promise<MqttBus> {
  assert(/^[\w.-]{1,64}$/.test(options.clientId), `not a client id: ${options.clientId}`)
  const bus = new BusOverMqtt(options)
  await bus.open()
  return bus
}

class BusOverMqtt implements MqttBus {
  private readonly options: MqttBusOptions
  private readonly self: string
  private readonly addresses: Addresses
  private readonly subscriptions: Subscriptions
  private readonly gaps: GapListeners
  private readonly responders: Responders
  private readonly questions = new Questions()
  private readonly barriers = new Barriers()
  private readonly incoming = new IncomingNumbers()
  private readonly outgoing = new OutgoingNumbers()
  private readonly holders: Holders
  private link: Link | undefined
  private marking: NodeJS.Timeout | undefined
  /** The barrier behind which this process knows all others again. */
  private reunion: { barrier: number; isFirst: boolean } | undefined
  private lastError: Error | undefined
  private closing: Promise<void> | undefined

  constructor(options: MqttBusOptions) {
    this.options = options
    this.self = `${options.clientId}-${Math.random().toString(36).slice(2, 10)}`
    this.addresses = new Addresses(options.root ?? 'civitas')
    this.subscriptions = new Subscriptions(options)
    this.gaps = new GapListeners(options)
    this.responders = new Responders(this.self)
    this.holders = new Holders((peer) => {
      this.questions.lose(peer)
      this.incoming.forget(peer)
    })
  }

  get connected(): boolean {
    return this.link?.isUp ?? false
  }

  get waiting(): number {
    return this.link?.waiting ?? 0
  }

  async open(): Promise<void> {
    const { url } = this.options
    this.link = await openLink({
      url,
      clientId: this.self,
      willAddress: this.addresses.ofPeer(this.self),
      onMessage: (address, payload) => this.take(address, payload),
      onUp: (isFirst) => this.up(isFirst),
      onDown: () => this.options.log?.warn({ err: this.lastError }, 'the broker went away'),
      onError: (error) => (this.lastError = error),
      onDropped: (address) => this.fault('dropped', address),
      onRefused: (filters, error) =>
        this.options.log?.error({ filters, err: error }, 'the broker refused to subscribe'),
    })
    this.marking = setInterval(() => this.markSilent(), MARK_EVERY_MS)
    const deadline = setTimeout(() => void this.close(), this.options.connectWithinMs ?? CONNECT_TIMEOUT_MS)
    try {
      await this.settled()
    } catch {
      throw new BusUnreachableError(new URL(url).host, this.lastError)
    } finally {
      clearTimeout(deadline)
    }
  }

  publish(topic: string, message: unknown, trace?: string): void {
    assertTopic(topic)
    if (this.closing) return
    const head = { kind: KIND.message, number: 0, sender: this.self }
    const packet = writeEnvelope(trace === undefined ? head : { ...head, trace }, message)
    // Numbered even when it is too large: its receivers are to notice that it is missing.
    renumber(packet, this.outgoing.next(topic))
    const address = this.addresses.ofTopic(topic)
    if (packet.length > MAX_MESSAGE_BYTES) this.fault('dropped', address)
    else this.link?.send(address, packet)
  }

  subscribe(filter: string, handler: Handler): () => void {
    const isNew = !this.subscriptions.has(filter)
    const subscription = this.subscriptions.add(filter, handler)
    if (isNew) this.link?.subscribe([this.addresses.ofTopic(filter)])
    return () => {
      this.subscriptions.remove(subscription)
      if (!this.subscriptions.has(filter)) this.link?.unsubscribe(this.addresses.ofTopic(filter))
    }
  }

  request(topic: string, message: unknown, options: { timeoutMs: number; trace?: string }): Promise<unknown> {
    assertTopic(topic)
    if (this.closing) return Promise.reject(new BusClosedError())
    const { timeoutMs, trace } = options
    const peer = this.holders.of(topic)
    if (peer === undefined) return Promise.reject(new NoResponderError(topic))
    const head = { kind: KIND.request, number: 0, sender: this.self, topic }
    const packet = writeEnvelope(trace === undefined ? head : { ...head, trace }, message)
    assert(packet.length <= MAX_MESSAGE_BYTES, `a request of ${packet.length} bytes on ${topic}`)
    const question = this.questions.ask({ peer, topic, timeoutMs })
    renumber(packet, question.number)
    this.link?.send(this.addresses.direct(peer), packet, performance.now() + timeoutMs)
    return question.answer
  }

  respond(topic: string, handler: Responder): () => void {
    assertTopic(topic)
    this.responders.add(topic, handler)
    this.announce()
    return () => {
      if (this.responders.remove(topic, handler)) this.announce()
    }
  }

  onGap(listener: (gap: Gap) => void): () => void {
    return this.gaps.add(listener)
  }

  settled(): Promise<void> {
    return this.closing ? Promise.reject(new BusClosedError()) : this.barriers.passed(this.sendBarrier())
  }

  close(): Promise<void> {
    this.closing ??= this.shut()
    return this.closing
  }

  private async shut(): Promise<void> {
    clearInterval(this.marking)
    this.questions.failAll(new BusClosedError())
    this.barriers.close()
    this.subscriptions.clear()
    this.responders.clear()
    this.link?.sendNow(this.addresses.ofPeer(this.self), Buffer.alloc(0), true)
    await this.link?.close()
  }

  private up(isFirst: boolean): void {
    this.lastError = undefined
    this.holders.beginRound()
    const filters = this.subscriptions.filters().map((filter) => this.addresses.ofTopic(filter))
    this.link?.subscribe([this.addresses.direct(this.self), this.addresses.ofPeer('+'), ...filters])
    this.announce()
    this.reunion = { barrier: this.sendBarrier(), isFirst }
    this.outgoing.oweAll()
  }

  /** Tells the others who answers here; retained, so that those who come later hear it too. */
  private announce(): void {
    if (this.closing) return
    const claims = this.responders.claims()
    this.holders.set(this.self, claims)
    this.link?.sendNow(this.addresses.ofPeer(this.self), Buffer.from(JSON.stringify(claims)), true)
  }

  private sendBarrier(): number {
    const number = this.barriers.next()
    const packet = writeEnvelope({ kind: KIND.barrier, number, sender: this.self }, undefined)
    this.link?.sendNow(this.addresses.direct(this.self), packet)
    return number
  }

  private markSilent(): void {
    if (!this.connected || this.waiting > 0) return
    for (const { topic, number } of this.outgoing.takeSilent()) {
      const packet = writeEnvelope({ kind: KIND.mark, number, sender: this.self }, undefined)
      this.link?.send(this.addresses.ofTopic(topic), packet)
    }
  }

  private take(address: string, payload: Buffer): void {
    if (this.closing) return
    try {
      const peer = this.addresses.peerAt(address)
      if (peer !== undefined) return this.takeClaims(peer, payload)
      const envelope = readEnvelope(payload)
      const topic = this.addresses.topicAt(address)
      if (topic === undefined) this.takeDirect(envelope)
      else this.takeMessage(topic, envelope)
    } catch (error) {
      this.options.log?.error({ address, err: error }, 'a message on the bus cannot be read')
      this.fault('undecodable', address)
    }
  }

  private takeClaims(peer: string, payload: Buffer): void {
    if (peer === this.self) {
      // The will of an earlier connection of ours came late.
      if (payload.length === 0) this.announce()
    } else if (payload.length === 0) this.holders.lose(peer)
    else this.holders.set(peer, readClaims(payload.toString()))
  }

  private takeMessage(topic: string, { kind, sender, number, trace, body }: Envelope): void {
    const receivers = [...this.subscriptions.of(topic)]
    if (receivers.length === 0) return
    if (kind === KIND.mark) {
      if (this.incoming.mark(sender, topic, number)) this.gaps.tell({ topic })
      return
    }
    const place = this.incoming.take(sender, topic, number)
    // Filters that overlap: the broker may send it once for each.
    if (place === 'repeated') return
    if (place === 'gap') this.gaps.tell({ topic })
    const message = body()
    const delivery: Delivery = trace === undefined ? { topic } : { topic, trace }
    for (const receiver of receivers) this.subscriptions.hand(receiver, message, delivery)
  }

  private takeDirect(envelope: Envelope): void {
    const { kind, number, sender } = envelope
    switch (kind) {
      case KIND.request:
        return void this.responders.answer(envelope).then((packet) => {
          this.link?.send(this.addresses.direct(sender), packet)
        })
      case KIND.answer:
        return this.questions.answer(number, envelope.body())
      case KIND.absent:
        return this.questions.fail(number, new NoResponderError(this.questions.topicOf(number) ?? ''))
      case KIND.failed: {
        const cause = readFailure(envelope.body())
        return this.questions.fail(number, new ResponderFailedError(this.questions.topicOf(number) ?? '', cause))
      }
      case KIND.barrier:
        return this.takeBarrier(number)
      // These go to topics.
      case KIND.message:
      case KIND.mark:
        return undefined
    }
  }

  private takeBarrier(number: number): void {
    const { reunion } = this
    if (reunion && number >= reunion.barrier) {
      this.reunion = undefined
      this.holders.endRound()
      if (!reunion.isFirst) {
        this.options.log?.info({}, 'the broker is back')
        // Now, not earlier: what is read from the store from here on misses nothing that the subscriptions do not bring.
        this.gaps.tell({})
      }
    }
    this.barriers.back(number)
  }

  private fault(fault: BusFault, address: string): void {
    this.options.onFault?.(fault, this.addresses.topicAt(address) ?? address)
  }
}
