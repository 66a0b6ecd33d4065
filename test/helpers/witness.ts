// Agents that act over MQTT all the time and remember what they were told, outside the city: witnesses of what it promised.
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { parseCursor } from '@civitas/schema'
import mqtt, { type MqttClient } from 'mqtt'
import { type Item, readInbox, type TestAgent } from './agents.ts'

const RECONNECT_MS = 200

export interface Witness {
  readonly agent: TestAgent
  /** Every item with a cursor, in the order in which it came, repeats included. */
  readonly received: readonly Item[]
  /** Of each acknowledged action, when it was sent and when its result came first, in milliseconds (monotonic). */
  readonly answered: readonly { sentMs: number; atMs: number }[]
  /** Connections that broke by themselves and were made again. */
  readonly reconnects: number
  /** Goes on at another gateway, from the newest cursor. */
  moveTo(mqttUrl: string): Promise<void>
  stop(): Promise<void>
}

/** Connects, and acts every `everyMs` milliseconds until it is stopped. */
export async function startWitness(agent: TestAgent, mqttUrl: string, everyMs: number): Promise<Witness> {
  const received: Item[] = []
  const sentMs = new Map<string, number>()
  const answered: { sentMs: number; atMs: number }[] = []
  const stopping = new AbortController()
  let reconnects = 0
  let client = await connect(mqttUrl)
  const acting = act()

  async function connect(url: string): Promise<MqttClient> {
    const options = { username: agent.id, password: agent.key, reconnectPeriod: RECONNECT_MS, queueQoSZero: false }
    const made = await mqtt.connectAsync(url, options)
    made.on('error', () => undefined)
    made.on('message', (_topic, payload) => {
      const item = JSON.parse(payload.toString()) as Item
      if (typeof item.cursor !== 'string') return
      received.push(item)
      if (item.type === 'result') note(item.idempotency_key ?? '')
    })
    made.on('connect', () => {
      reconnects++
      void subscribe(made)
    })
    await subscribe(made)
    return made
  }

  function note(key: string): void {
    const sent = sentMs.get(key)
    if (sent === undefined) return
    sentMs.delete(key)
    answered.push({ sentMs: sent, atMs: performance.now() })
  }

  async function subscribe(to: MqttClient): Promise<void> {
    const topics = ['result', 'facts', 'message'].map((topic) => `/agent/${agent.id}/${topic}`)
    await to.subscribeAsync(topics, { qos: 1 }).catch(() => undefined)
    const newest = newestOf(received)
    if (newest) to.publish(`/agent/${agent.id}/resume`, JSON.stringify({ cursor: newest.cursor }), { qos: 1 }, () => {})
  }

  async function act(): Promise<void> {
    for (let sent = 0; !stopping.signal.aborted; sent++) {
      const decision = { action: 'wait', parameters: { minutes: 1 }, idempotency_key: `k-${sent}` }
      sentMs.set(decision.idempotency_key, performance.now())
      if (client.connected) client.publish(`/agent/${agent.id}/action`, JSON.stringify(decision), { qos: 1 }, () => {})
      await sleep(everyMs)
    }
  }

  return {
    agent,
    received,
    answered,
    get reconnects() {
      return reconnects
    },
    async moveTo(url) {
      await client.endAsync(true).catch(() => undefined)
      client = await connect(url)
    },
    async stop() {
      stopping.abort()
      await acting
      await client.endAsync(true).catch(() => undefined)
    },
  }
}

/** What the city broke of its promises to the witness; empty when it kept them all. [ACT-4, STR-2] */
export async function brokenPromises(witness: Witness, url: string): Promise<string[]> {
  const { agent, received } = witness
  const stored = await readInbox(url, agent)
  const byCursor = new Map(stored.map((item) => [item.cursor, item]))
  const faults = received.flatMap((item) => {
    const kept = byCursor.get(item.cursor)
    if (kept === undefined) return [`${agent.id}: lost ${item.type} ${item.cursor}`]
    return isDeepStrictEqual(kept, item)
      ? []
      : [`${agent.id}: changed ${JSON.stringify(item)} into ${JSON.stringify(kept)}`]
  })
  stored.forEach((item, index) => {
    if (parseCursor(item.cursor)?.seq !== index + 1) faults.push(`${agent.id}: item ${index + 1} has ${item.cursor}`)
  })
  const results = stored.flatMap((item) => (item.type === 'result' ? [item.action_id] : []))
  if (new Set(results).size !== results.length) faults.push(`${agent.id}: an action has two results`)
  return faults
}

function newestOf(items: readonly Item[]): Item | undefined {
  const seqOf = (item: Item) => parseCursor(item.cursor)?.seq ?? 0
  return items.reduce<Item | undefined>(
    (newest, item) => (newest && seqOf(newest) >= seqOf(item) ? newest : item),
    undefined,
  )
}
