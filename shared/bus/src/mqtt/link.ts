// The connection to the broker: comes back by itself, never holds more than the outbox may, sends small packets at once.
import type { Socket } from 'node:net'
import type { MqttClient } from 'mqtt'
import {
  CLOSE_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS,
  FIRST_RECONNECT_MS,
  KEEPALIVE_S,
  MAX_RECONNECT_MS,
  MAX_SOCKET_BYTES,
} from '../limits.ts'
import { Outbox } from './outbox.ts'

export interface LinkOptions {
  url: string
  clientId: string
  /** Where the broker puts an empty retained message when this connection breaks. */
  willAddress: string
  onMessage(address: string, payload: Buffer): void
  /** The connection stands; what this sends goes out before what waited. */
  onUp(isFirst: boolean): void
  onDown(): void
  /** An attempt to connect failed, or the connection broke with this. */
  onError(error: Error): void
  onDropped(address: string): void
  onRefused(filters: readonly string[], error: Error): void
}

/** Begins to connect; `onUp` tells when it stands. */
export async function openLink(options: LinkOptions): Promise<Link> {
  // Loaded here: a city in one process needs none of it.
  const { connect } = await import('mqtt')
  const client = connect(options.url, {
    clientId: options.clientId,
    protocolVersion: 4,
    clean: true,
    keepalive: KEEPALIVE_S,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: FIRST_RECONNECT_MS,
    reconnectOnConnackError: true,
    resubscribe: false,
    queueQoSZero: false,
    will: { topic: options.willAddress, payload: Buffer.alloc(0), qos: 0, retain: true },
  })
  return new Link(client, options)
}

export class Link {
  private readonly client: MqttClient
  private readonly options: LinkOptions
  private readonly outbox: Outbox
  private wasUp = false
  private isDraining = false
  private closed = false

  constructor(client: MqttClient, options: LinkOptions) {
    this.client = client
    this.options = options
    this.outbox = new Outbox(options.onDropped)
    client.on('connect', () => this.up())
    client.on('close', () => this.down())
    client.on('reconnect', () => this.slowDown())
    client.on('message', (address, payload) => options.onMessage(address, payload))
    client.on('error', (error) => options.onError(error))
  }

  get isUp(): boolean {
    return this.client.connected && !this.closed
  }

  get waiting(): number {
    return this.outbox.size
  }

  /** Keeps the order per address. What cannot go out waits, until `expiresAtMs` on the clock of `performance.now()`. */
  send(address: string, payload: Buffer, expiresAtMs = Infinity): void {
    if (this.closed) return
    if (this.outbox.size === 0 && this.hasRoom()) this.sendNow(address, payload)
    else {
      this.outbox.push({ address, payload, expiresAtMs })
      this.flush()
    }
  }

  /** Goes out ahead of what waits; lost without a connection. */
  sendNow(address: string, payload: Buffer, retain = false): void {
    if (this.isUp) this.client.publish(address, payload, { qos: 0, retain })
  }

  /** In force once something sent afterwards has come back. Lost without a connection: subscribe again in `onUp`. */
  subscribe(filters: string[]): void {
    if (!this.isUp || filters.length === 0) return
    this.client.subscribe(filters, { qos: 0 }, (error) => {
      if (error && this.isUp) this.options.onRefused(filters, error)
    })
  }

  unsubscribe(filter: string): void {
    if (this.isUp) this.client.unsubscribe(filter)
  }

  /** Sends what is written already; gives up after `CLOSE_TIMEOUT_MS`. */
  async close(): Promise<void> {
    const isForced = !this.isUp
    this.closed = true
    this.outbox.clear()
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(() => this.client.end(true, () => resolve()), CLOSE_TIMEOUT_MS)
    this.client.end(isForced, () => resolve())
    await promise
    clearTimeout(timer)
  }

  private up(): void {
    const socket = this.client.stream as Partial<Socket>
    socket.setNoDelay?.(true)
    this.isDraining = false
    this.client.options.reconnectPeriod = FIRST_RECONNECT_MS
    this.options.onUp(!this.wasUp)
    this.wasUp = true
    this.flush()
  }

  private down(): void {
    if (this.wasUp && !this.closed) this.options.onDown()
  }

  private slowDown(): void {
    const doubled = Math.min((this.client.options.reconnectPeriod ?? FIRST_RECONNECT_MS) * 2, MAX_RECONNECT_MS)
    this.client.options.reconnectPeriod = doubled * (0.75 + Math.random() / 4)
  }

  private hasRoom(): boolean {
    return this.isUp && this.client.stream.writableLength < MAX_SOCKET_BYTES
  }

  private flush(): void {
    while (this.outbox.size > 0 && this.hasRoom()) {
      const message = this.outbox.shift(performance.now())
      if (message) this.sendNow(message.address, message.payload)
    }
    if (this.outbox.size > 0 && this.isUp) this.flushWhenDrained()
  }

  private flushWhenDrained(): void {
    if (this.isDraining) return
    this.isDraining = true
    const { stream } = this.client
    stream.once('drain', () => {
      if (this.client.stream !== stream) return
      this.isDraining = false
      this.flush()
    })
  }
}
