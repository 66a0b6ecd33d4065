// The broker's hooks: identity, access and size, nothing else. Rules for actions are the chain's. [§8]
import { residentOf } from '@civitas/schema'
import type { AedesOptions, Client, Subscription } from 'aedes'
import { mayRead } from './access.ts'
import { AGENT_IN } from './edge-topics.ts'
import type { EdgeDeps } from './edge.ts'
import { takeMessage } from './inbound.ts'
import { MAX_SESSIONS_PER_AGENT } from './limits.ts'
import { MqttSession } from './session.ts'
import type { MqttSessions } from './sessions.ts'

type Hooks = Required<
  Pick<
    AedesOptions,
    'preConnect' | 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward' | 'published'
  >
>

/** CONNACK codes of MQTT 3.1.1. */
const IDENTIFIER_REJECTED = 2
const SERVER_UNAVAILABLE = 3
const BAD_CREDENTIALS = 4

export function edgeHooks(deps: EdgeDeps, sessions: MqttSessions): Hooks {
  const nameless = new WeakSet<Client>()
  return {
    preConnect(client, packet, done) {
      // Nameless sessions cannot be kept; all others are clean too, resuming is by cursor. [MQTT-3.1.3-8]
      if (!packet.clientId && !packet.clean) nameless.add(client)
      packet.clean = true
      done(null, true)
    },

    authenticate(client, username, password, done) {
      const answer = (returnCode: number) => {
        if (returnCode === 0) return done(null, true)
        deps.count('mqtt_refused')
        done(Object.assign(new Error('refused'), { returnCode }), null)
      }
      if (nameless.has(client)) answer(IDENTIFIER_REJECTED)
      else void openSession(deps, sessions, client, username, password?.toString(), answer)
    },

    authorizePublish(client, packet, done) {
      const session = sessions.of(client)
      const topic = deps.topics.parse(packet.topic)
      // A last will comes here after its connection has ended: it is only a hint, the gateway knows better.
      if (!client || client.closed || !session || session.dismissed) return done(new Error('nobody to speak for'))
      if (topic?.kind === 'agent' && topic.id === session.agentId && AGENT_IN.has(topic.leaf)) {
        packet.retain = false
        return done(null)
      }
      deps.count('mqtt_foreign_topic')
      session.dismiss({ code: 'forbidden', reason: 'Publish to the topics of your own agent only.' })
      // Not acknowledged and not passed on; an error here would close the connection before the answer is out.
    },

    authorizeSubscribe(client, subscription, done) {
      const session = sessions.of(client)
      if (!session) return done(null, null)
      void judgeSubscription(deps, sessions, session, subscription, (granted) => done(null, granted))
    },

    authorizeForward(client, packet) {
      return sessions.of(client)?.admits(packet.topic) ? packet : null
    },

    published(packet, client, done) {
      const session = sessions.of(client)
      const topic = session && deps.topics.parse(packet.topic)
      if (session && topic) void takeMessage(deps, session, topic.leaf, packet.payload)
      done(null)
    },
  }
}

async function judgeSubscription(
  deps: EdgeDeps,
  sessions: MqttSessions,
  session: MqttSession,
  subscription: Subscription,
  answer: (granted: Subscription | null) => void,
): Promise<void> {
  const topic = deps.topics.parse(subscription.topic)
  if (topic && topic.kind !== 'agent' && topic.kind !== 'world') await deps.locate(session.resident)
  const granted = mayRead(session, topic) && sessions.subscribe(session, subscription.topic, subscription.qos)
  if (!granted) deps.count('mqtt_subscription_refused')
  answer(granted ? subscription : null)
}

/** Checks credentials, makes the session and answers with the CONNACK code. Never rejects. */
async function openSession(
  deps: EdgeDeps,
  sessions: MqttSessions,
  client: Client,
  username: string | undefined,
  key: string | undefined,
  answer: (returnCode: number) => void,
): Promise<void> {
  try {
    answer(await admit(deps, sessions, client, username, key))
  } catch (error) {
    deps.log.warn({ err: error }, 'a key could not be checked')
    answer(SERVER_UNAVAILABLE)
  }
}

async function admit(
  deps: EdgeDeps,
  sessions: MqttSessions,
  client: Client,
  username: string | undefined,
  key: string | undefined,
): Promise<number> {
  const resident = residentOf(username ?? '')
  if (resident === undefined || !key) return BAD_CREDENTIALS
  const answer = await deps.authenticator.key(key)
  if (!answer.ok || answer.principal.kind !== 'agent' || answer.principal.agentId !== username) return BAD_CREDENTIALS
  if (sessions.ofAgent(username) >= MAX_SESSIONS_PER_AGENT) return SERVER_UNAVAILABLE
  if (client.closed) return SERVER_UNAVAILABLE
  // Client ids are each agent's own: nobody can take over a stranger's connection by naming its id.
  Object.assign(client, { id: `${username}/${client.id}` })
  const session = new MqttSession(client, { principal: answer.principal, resident, key }, deps)
  session.start()
  sessions.add(client, session)
  deps.count('mqtt_connected')
  return 0
}
