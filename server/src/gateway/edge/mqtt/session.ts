// One MQTT connection of an agent: what it subscribed to, and what the hub delivers to it. [STR-3]
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChainRefusal, Cursor, InboxItem, Observation, Principal } from '@civitas/schema'
import type { Client } from 'aedes'
import { generate } from 'mqtt-packet'
import type { Count } from '../../events.ts'
import type { AgentHub, AgentSession, OpenSession } from '../../ports.ts'
import { mayRead, type Reader, type Whereabouts } from './access.ts'
import { type EdgeTopics, STREAM_LEAVES } from './edge-topics.ts'
import { CUT_STREAM_BYTES, FAREWELL_MS, REPLAY_POLL_MS, REPLAY_WAIT_BYTES, SKIP_STATE_BYTES } from './limits.ts'

/** Packet ids are 16 bits wide and never 0. [MQTT-2.3.1-1] */
const MOST_PACKET_ID = 65_535

type AgentPrincipal = Principal & { kind: 'agent' }

export interface SessionDeps {
  hub: AgentHub
  topics: EdgeTopics
  count: Count
  whereabouts(resident: number): Whereabouts | undefined
}

export class MqttSession implements AgentSession, Reader {
  readonly principal: AgentPrincipal
  readonly resident: number
  /** As the client gave it: looked at again with every action, so that trust in it ends in time. [§11] */
  readonly key: string
  /** Actions under way in the chain. */
  submitting = 0
  private leaving = false
  /** Granted quality of service per filter; kept by `MqttSessions`. */
  readonly filters = new Map<string, number>()
  /** Topic and best granted quality per leaf of its own, as far as asked for since the filters changed. */
  private readonly outlets = new Map<string, Outlet | undefined>()
  /** Of the newest packet that asks for a receipt. The broker sends none of those itself to an agent. */
  private lastPacketId = 0
  private handle: OpenSession | undefined
  private readonly client: Client
  private readonly deps: SessionDeps

  constructor(client: Client, who: { principal: AgentPrincipal; resident: number; key: string }, deps: SessionDeps) {
    this.client = client
    this.principal = who.principal
    this.resident = who.resident
    this.key = who.key
    this.deps = deps
  }

  get agentId(): string {
    return this.principal.agentId
  }

  get observes(): boolean {
    return this.principal.scopes.includes('observe')
  }

  whereabouts(): Whereabouts | undefined {
    return this.deps.whereabouts(this.resident)
  }

  /** Live delivery begins; items reach the client once it has subscribed. */
  start(): void {
    this.handle = this.deps.hub.open(this.resident, this)
  }

  stop(): void {
    this.handle?.close()
    this.handle = undefined
  }

  resume(after: Cursor): void {
    this.handle?.resume(after)
  }

  /** May this message of the broker still leave to this client? Asked for every message. */
  admits(topic: string): boolean {
    if (!mayRead(this, this.deps.topics.parse(topic))) return false
    if (this.unsentBytes <= SKIP_STATE_BYTES) return true
    const own = topic.startsWith(this.own(''))
    if (!own) this.deps.count('mqtt_backlog_skipped')
    return own
  }

  deliver(item: InboxItem): void {
    const leaf =
      item['type'] === 'result' || item['type'] === 'message' ? STREAM_LEAVES[item['type']] : STREAM_LEAVES.fact
    if (this.unsentBytes > CUT_STREAM_BYTES) return this.cut()
    this.send(leaf, item, 1)
  }

  observe(observation: Observation): void {
    if (this.unsentBytes > SKIP_STATE_BYTES) this.deps.count('mqtt_backlog_skipped')
    else this.send('observation', observation, 0)
  }

  /** Also while it follows what happens in a place: where the agent is decides whether it may. */
  wantsObservation(): boolean {
    if (this.outlet('observation')) return true
    const kinds = [...this.filters.keys()].map((filter) => this.deps.topics.parse(filter)?.kind)
    return kinds.some((kind) => kind !== 'agent' && kind !== 'world')
  }

  /** The filters have changed. */
  refiltered(): void {
    this.outlets.clear()
    this.handle?.changed()
  }

  async ready(): Promise<void> {
    while (!this.client.closed && this.unsentBytes > REPLAY_WAIT_BYTES) await sleep(REPLAY_POLL_MS)
  }

  /** A refusal by the gateway: no cursor, not stored. [ACT-4] */
  refuse(refusal: Omit<ChainRefusal, 'status'>): void {
    this.send('result', { type: 'result', status: 'refused', ...refusal }, 1)
  }

  /** Sends a last refusal, then closes. Later calls do nothing. */
  dismiss(refusal: Omit<ChainRefusal, 'status'>): void {
    if (this.leaving || this.client.closed) return
    this.refuse(refusal)
    this.leaving = true
    this.stop()
    // What the broker sends leaves in a later turn of the loop: the end is queued behind it.
    setTimeout(() => this.client.conn.end(), 0)
    setTimeout(() => this.client.close(), FAREWELL_MS).unref()
  }

  get dismissed(): boolean {
    return this.leaving
  }

  private cut(): void {
    this.deps.count('mqtt_backlog_cut')
    this.stop()
    this.client.conn.destroy()
  }

  private get unsentBytes(): number {
    return this.client.conn.writableLength
  }

  private own(leaf: string): string {
    return this.deps.topics.of('agent', this.agentId, leaf)
  }

  /** Past the broker's own delivery: its bookkeeping serves sessions that outlive their connection, and ours are clean. */
  private send(leaf: string, body: object, mostQos: 0 | 1): void {
    if (this.leaving || this.client.closed) return
    const outlet = this.outlet(leaf)
    if (!outlet) return
    const { topic } = outlet
    const payload = JSON.stringify(body)
    const head = { cmd: 'publish', topic, payload, dup: false, retain: false } as const
    const asksReceipt = mostQos > 0 && outlet.qos > 0
    const packet = asksReceipt
      ? { ...head, qos: 1 as const, messageId: this.nextPacketId() }
      : { ...head, qos: 0 as const }
    this.client.conn.write(generate(packet))
  }

  private nextPacketId(): number {
    this.lastPacketId = (this.lastPacketId % MOST_PACKET_ID) + 1
    return this.lastPacketId
  }

  /** `undefined`: it did not subscribe to this leaf, or may not read it. */
  private outlet(leaf: string): Outlet | undefined {
    if (!this.outlets.has(leaf)) this.outlets.set(leaf, this.findOutlet(leaf))
    return this.outlets.get(leaf)
  }

  private findOutlet(leaf: string): Outlet | undefined {
    const topic = this.own(leaf)
    if (!mayRead(this, { kind: 'agent', id: this.agentId, leaf })) return undefined
    const granted = [topic, this.own('+'), this.own('#')].map((filter) => this.filters.get(filter) ?? -1)
    const qos = Math.max(...granted)
    return qos < 0 ? undefined : { topic, qos }
  }
}

interface Outlet {
  topic: string
  qos: number
}
