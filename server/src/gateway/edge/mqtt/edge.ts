// The broker for agents, on TCP and WebSocket, fed from the hub. Listening is left to whoever composes the gateway. [§8]
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import type { ActionChain, Scenario } from '@civitas/schema'
import type { Logger } from '@civitas/telemetry'
import { Aedes, type Client } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { Count } from '../../events.ts'
import type { DistrictHub } from '../../hub/hub.ts'
import type { AgentHub, Authenticator } from '../../ports.ts'
import { createRateLimiter, type RateLimiter } from '../../rate-limiter.ts'
import type { Whereabouts } from './access.ts'
import { EdgeTopics } from './edge-topics.ts'
import { guardFrames } from './frame-guard.ts'
import { edgeHooks } from './hooks.ts'
import {
  CONNECT_TIMEOUT_MS,
  DRAIN_TIMEOUT_MS,
  MAX_CONNECTIONS,
  MAX_DECLARED_BYTES,
  MAX_WS_MESSAGE_BYTES,
  PACKET_RATE,
} from './limits.ts'
import { Places } from './places.ts'
import { feedPublicTopics } from './public-topics.ts'
import { MqttSessions } from './sessions.ts'

export interface MqttEdgeDeps {
  bus: Bus
  hub: AgentHub & Pick<DistrictHub, 'locationOf' | 'locate'>
  chain: ActionChain
  authenticator: Authenticator
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  count: Count
  scenario: Pick<Scenario, 'districts'>
  /** What stands before every topic; begins and ends with a slash. */
  topicRoot: string
}

/** The same, with what the edge makes of it. */
export interface EdgeDeps extends MqttEdgeDeps {
  topics: EdgeTopics
  places: Places
  /** Where an agent with an open session is, as its newest observation says. */
  whereabouts(resident: number): Whereabouts | undefined
  /** Makes sure that `whereabouts` knows the agent, if it is anywhere. Never rejects. */
  locate(resident: number): Promise<void>
}

export interface MqttEdge {
  /** Not listening yet. */
  readonly tcp: TcpServer
  readonly web: HttpServer
  /** Agents’ connections that are logged in. */
  connections(): number
  stop(): Promise<void>
}

const PUBACK = 4

/** Builds the broker. Agents are served once `tcp` and `web` listen. */
export async function createMqttEdge(options: MqttEdgeDeps): Promise<MqttEdge> {
  const deps = withPlaces(options)
  const sessions: MqttSessions = new MqttSessions((agentId, count) => publishStatus(agentId, count))
  const broker = await Aedes.createBroker({
    ...edgeHooks(deps, sessions),
    // 0: one reader that stands still does not hold up the others.
    concurrency: 0,
    drainTimeout: DRAIN_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
  })
  const publish = (topic: string, body: object, retain: boolean) =>
    broker.publish(
      { cmd: 'publish', topic, payload: JSON.stringify(body), qos: 0, dup: false, retain },
      () => undefined,
    )
  const publishStatus = (agentId: string, count: number) => {
    const status = { agent_id: agentId, status: count > 0 ? 'online' : 'offline', sessions: count }
    publish(deps.topics.of('agent', agentId, 'status'), status, true)
  }
  watchBroker(broker, deps, sessions)
  const endFeeds = feedPublicTopics(deps, publish, (topic) => sessions.wants(topic))
  const endKeys = deps.authenticator.onKeyExpired((keyId) => {
    for (const session of sessions.withKey(keyId)) {
      deps.count('mqtt_key_expired')
      session.dismiss({ code: 'key_expired', reason: 'The key was revoked or rotated away.' })
    }
  })
  const listeners = createListeners(deps, broker, sessions)
  return {
    tcp: listeners.tcp,
    web: listeners.web,
    connections: () => sessions.size,
    async stop() {
      endFeeds()
      endKeys()
      listeners.close()
      await new Promise<void>((resolve) => broker.close(resolve))
    },
  }
}

function watchBroker(broker: Aedes, deps: EdgeDeps, sessions: MqttSessions): void {
  broker.on('client', (client) => {
    // Messages of both qualities go to one reader: the broker's own duplicate filter would lose some of them.
    Object.assign(client, { duplicates: NEVER_SEEN })
  })
  broker.on('clientDisconnect', (client) => sessions.remove(client))
  broker.on('unsubscribe', (filters, client) => {
    const session = sessions.of(client)
    if (session) for (const filter of filters) sessions.unsubscribe(session, filter)
  })
  broker.on('clientError', (client, error) =>
    deps.log.info({ client: client.id, reason: error.message }, 'an agent’s connection failed'),
  )
  broker.on('connectionError', (_client, error) =>
    deps.log.info({ reason: error.message }, 'a connection failed before it had a name'),
  )
}

/** A memory of duplicates that forgets at once. */
const NEVER_SEEN = new Proxy({}, { get: () => 0, set: () => true, deleteProperty: () => true })

function createListeners(deps: EdgeDeps, broker: Aedes, sessions: MqttSessions) {
  const take = (stream: Duplex, request?: Parameters<Aedes['handle']>[1]) => {
    const limiter = createRateLimiter(deps.clock, PACKET_RATE)
    let client: Client | undefined
    guardFrames(stream, {
      onPacket: (type, bytes) => judgePacket({ type, bytes }, { deps, sessions, limiter, stream, client }),
    })
    const handled = broker.handle(stream, request)
    client = handled
    // The broker forgets to tell of connections that end before they are registered.
    stream.once('close', () => sessions.remove(handled))
  }
  const tcp = createTcpServer({ noDelay: true }, (socket) => take(socket))
  tcp.maxConnections = MAX_CONNECTIONS
  const web = createHttpServer((_request, response) => response.writeHead(426).end())
  web.maxConnections = MAX_CONNECTIONS
  const sockets = new WebSocketServer({
    server: web,
    maxPayload: MAX_WS_MESSAGE_BYTES,
    handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false),
  })
  sockets.on('connection', (socket, request) => take(createWebSocketStream(socket), request))
  return {
    tcp,
    web,
    close() {
      tcp.close()
      sockets.close()
      web.close()
      web.closeAllConnections()
    },
  }
}

/** Size and rate of packets, before the broker parses them. `false` ends the connection. */
function judgePacket(
  { type, bytes }: { type: number; bytes: number },
  at: { deps: EdgeDeps; sessions: MqttSessions; limiter: RateLimiter; stream: Duplex; client: Client | undefined },
): boolean {
  const { deps, sessions, limiter, stream, client } = at
  const tooLarge = bytes > MAX_DECLARED_BYTES
  const verdict = tooLarge || type === PUBACK ? undefined : limiter.take('')
  if (!tooLarge && (!verdict || verdict.ok)) return true
  deps.count(tooLarge ? 'mqtt_too_large' : 'mqtt_flood')
  const session = sessions.of(client ?? null)
  if (!session) stream.destroy()
  else if (tooLarge) session.dismiss({ code: 'too_large', reason: 'More than 64 KiB in one message.' })
  else session.dismiss({ code: 'rate_limited', reason: 'Ten times the rate of actions.', retry_after_ms: 60_000 })
  return false
}

function withPlaces(options: MqttEdgeDeps): EdgeDeps {
  const { hub, scenario, topicRoot } = options
  const places = new Places(scenario)
  return {
    ...options,
    topics: new EdgeTopics(topicRoot),
    places,
    whereabouts(resident) {
      const location = hub.locationOf(resident)
      if (!location) return undefined
      const { district, building, x, y } = location
      return { district, building, neighborhood: places.neighborhoodAt(district, x, y) }
    },
    async locate(resident) {
      await hub.locate(resident)
    },
  }
}
