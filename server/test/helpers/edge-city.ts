// A fake city with a real broker in front of it, on ports of its own.
import type { Server } from 'node:net'
import { systemClock } from '@civitas/kit'
import { type ActionAnswer, type ActionChain, type ActionRequest, agentIdOf } from '@civitas/schema'
import { quietTelemetry } from '@civitas/telemetry'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import type { Authenticator } from '../../src/gateway/ports.ts'
import { createMqttEdge, type MqttEdge, type MqttEdgeDeps } from '../../src/gateway/edge/mqtt/index.ts'
import { DISTRICT, FakeCity } from './fake-city.ts'

const place = (id: string, at: [number, number]) => ({ id, name: id, at })

/** Two neighborhoods of 100 m, one shop and one square. */
const scenario = {
  districts: [
    {
      id: DISTRICT,
      neighborhoods: [
        { id: 'west', at: [0, 0], size: [100, 100] },
        { id: 'east', at: [100, 0], size: [100, 100] },
      ],
      buildings: [place('bakery-3', [20, 20])],
      places: [place('square', [10, 10])],
      parks: [],
    },
  ],
}

/** Keys of tests are `key-<agent id>`; a suffix makes another key of the same agent. */
class FakeAuthenticator implements Authenticator {
  readonly expired = new Set<string>()
  private readonly listeners = new Set<(keyId: string) => void>()

  async key(text: string): ReturnType<Authenticator['key']> {
    const agentId = /^key-(a\d+)/.exec(text)?.[1]
    if (!agentId) return { ok: false, code: 'unauthenticated' }
    if (this.expired.has(text)) return { ok: false, code: 'key_expired' }
    const scopes = text.endsWith('-mute') ? ['act'] : ['observe', 'act', 'speak']
    return { ok: true, principal: { kind: 'agent', agentId, keyId: text, scopes } }
  }

  async token(): ReturnType<Authenticator['token']> {
    return { ok: false, code: 'session_expired' }
  }

  onKeyExpired(listener: (keyId: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  revoke(text: string): void {
    this.expired.add(text)
    for (const listener of this.listeners) listener(text)
  }
}

export interface Heard {
  topic: string
  body: Record<string, unknown>
  retain: boolean
}

export class EdgeCity {
  readonly authenticator = new FakeAuthenticator()
  readonly submitted: ActionRequest[] = []
  /** What the chain answers; default: the receipt. */
  answer: (request: ActionRequest) => ActionAnswer = () => RECEIPT
  readonly city: FakeCity
  edge: MqttEdge | undefined
  private readonly clients: MqttClient[] = []

  private constructor(city: FakeCity) {
    this.city = city
  }

  static async start(residents: readonly number[]): Promise<EdgeCity> {
    const made = new EdgeCity(await FakeCity.start(residents))
    const { bus, hub, counts } = made.city
    const chain: ActionChain = {
      submit: async (request) => {
        made.submitted.push(request)
        return made.answer(request)
      },
    }
    made.edge = await createMqttEdge({
      bus,
      hub,
      chain,
      authenticator: made.authenticator,
      clock: systemClock,
      log: quietTelemetry().log,
      count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
      scenario: scenario as unknown as MqttEdgeDeps['scenario'],
      topicRoot: '/',
    })
    await Promise.all(
      [made.edge.tcp, made.edge.web].map((server) => new Promise<void>((up) => server.listen(0, '127.0.0.1', up))),
    )
    return made
  }

  get port(): number {
    return portOf(this.edge?.tcp)
  }

  get webPort(): number {
    return portOf(this.edge?.web)
  }

  get connections(): number {
    return this.edge?.connections() ?? 0
  }

  /** A connected client of an agent that records what it hears. */
  async connect(resident: number, options: IClientOptions & { key?: string } = {}): Promise<Listener> {
    const agentId = agentIdOf(resident)
    const { key = `key-${agentId}`, ...more } = options
    const protocol = { protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 3_000 } as const
    const login = { username: agentId, password: key }
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${this.port}`, { ...protocol, ...login, ...more })
    this.clients.push(client)
    return new Listener(client, agentId)
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.end(true)
    await this.edge?.stop()
    await this.city.stop()
  }
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : 0
}

export const RECEIPT = { action_id: 'act_1', status: 'queued', idempotency_key: 'k1' } as const

export class Listener {
  readonly heard: Heard[] = []
  readonly client: MqttClient
  readonly agentId: string
  closed = false

  constructor(client: MqttClient, agentId: string) {
    this.client = client
    this.agentId = agentId
    client.on('message', (topic, payload, packet) => {
      this.heard.push({ topic, body: JSON.parse(payload.toString()) as Record<string, unknown>, retain: packet.retain })
    })
    client.on('close', () => (this.closed = true))
    client.on('error', () => undefined)
  }

  own(leaf: string): string {
    return `/agent/${this.agentId}/${leaf}`
  }

  /** Bodies heard on one of its own topics. */
  on(leaf: string): Record<string, unknown>[] {
    return this.heard.filter(({ topic }) => topic === this.own(leaf)).map(({ body }) => body)
  }

  async act(decision: unknown): Promise<void> {
    const payload = typeof decision === 'string' ? decision : JSON.stringify(decision)
    await this.client.publishAsync(this.own('action'), payload, { qos: 1 })
  }

  /** Granted qualities per filter; 128 is a refusal. */
  async subscribe(...filters: string[]): Promise<number[]> {
    return new Promise((resolve) => {
      this.client.subscribe(filters, { qos: 1 }, (_error, granted, packet) => {
        const codes: unknown[] = packet && 'granted' in packet ? packet.granted : (granted ?? []).map(({ qos }) => qos)
        resolve(codes.map(Number))
      })
    })
  }
}
