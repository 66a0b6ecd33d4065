// One round of the kill -9 proof: load a real city, kill it at a random moment, start it again, compare with what the clients were told.
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { parseCursor } from '@civitas/schema'
import mqtt from 'mqtt'
import { call, type Item, makeAgents, readInbox, type TestAgent } from './agents.ts'
import { type CityProcess, startCity } from './city-process.ts'

/** Below this the round proves too little and fails. */
export const LEAST_ACKNOWLEDGEMENTS = 500

const AGENTS = 120
/** Each agent sends this many actions a second: together about 300. One in SPEECH_EVERY is heard by all the others. */
const ACTIONS_PER_AGENT_SECOND = 2.5
const SPEECH_EVERY = 16
/** The kill falls at a random moment after enough was acknowledged, or after this long. */
const LATEST_KILL_MS = 3_000
const GIVE_UP_MS = 30_000
const LOOK_MS = 50

/** What one client knows: its own list, kept outside the city. */
interface Client {
  agent: TestAgent
  received: Item[]
  sent: number
  stop(): Promise<void>
}

export interface RoundReport {
  acknowledged: number
  seconds: number
  /** Each line is one broken promise; empty when all were kept. */
  faults: string[]
}

/** Runs one round on a data directory and leaves the city stopped. `random` is in [0, 1). */
export async function killRound(dataDir: string, random: () => number): Promise<RoundReport> {
  const city = await startCity({ dataDir, env: TEST_ENV })
  let clients: Client[] = []
  let seconds = 0
  try {
    const agents = await makeAgents(city, AGENTS)
    clients = await Promise.all(agents.map((agent) => connect(city, agent)))
    const startMs = performance.now()
    const ended = new AbortController()
    const load = Promise.all(clients.map((client) => act(client, random, ended.signal)))
    await untilAcknowledged(clients, startMs + GIVE_UP_MS)
    await sleep(random() * LATEST_KILL_MS)
    await city.kill()
    seconds = (performance.now() - startMs) / 1000
    ended.abort()
    await load
  } finally {
    await city.kill()
    await Promise.all(clients.map((client) => client.stop()))
  }
  return { ...(await checkAfterwards(dataDir, clients)), seconds }
}

const TEST_ENV = { LOG_LEVEL: 'warn' }

const publishers = new WeakMap<Client, mqtt.MqttClient>()

async function connect(city: CityProcess, agent: TestAgent): Promise<Client> {
  const connection = await mqtt.connectAsync(city.mqttUrl, {
    username: agent.id,
    password: agent.key,
    reconnectPeriod: 0,
  })
  const client: Client = { agent, received: [], sent: 0, stop: () => connection.endAsync(true) }
  connection.on('error', () => undefined)
  connection.on('message', (_topic, payload) => {
    const item = JSON.parse(payload.toString()) as Item
    if (typeof item.cursor === 'string') client.received.push(item)
  })
  await connection.subscribeAsync(
    ['result', 'facts', 'message'].map((topic) => `/agent/${agent.id}/${topic}`),
    { qos: 1 },
  )
  publishers.set(client, connection)
  return client
}

async function untilAcknowledged(clients: readonly Client[], deadlineMs: number): Promise<void> {
  while (acknowledgements(clients) < LEAST_ACKNOWLEDGEMENTS && performance.now() < deadlineMs) await sleep(LOOK_MS)
}

/** Results with a cursor, in the clients' own lists. [ACT-4] */
function acknowledgements(clients: readonly Client[]): number {
  return clients.reduce((sum, { received }) => sum + received.filter(({ type }) => type === 'result').length, 0)
}

async function act(client: Client, random: () => number, signal: AbortSignal): Promise<void> {
  const topic = `/agent/${client.agent.id}/action`
  while (!signal.aborted) {
    const key = `k-${client.sent++}`
    const decision =
      client.sent % SPEECH_EVERY === 0
        ? { action: 'say', parameters: { text: `Word ${client.sent}` }, idempotency_key: key }
        : { action: 'wait', parameters: { minutes: 1 }, idempotency_key: key }
    publishers.get(client)?.publish(topic, JSON.stringify(decision), { qos: 1 }, () => undefined)
    await sleep((1000 / ACTIONS_PER_AGENT_SECOND) * (0.5 + random()))
  }
}

async function checkAfterwards(dataDir: string, clients: Client[]): Promise<Omit<RoundReport, 'seconds'>> {
  const faults: string[] = []
  const acknowledged = acknowledgements(clients)
  const city = await startCity({ dataDir, env: TEST_ENV })
  try {
    for (const client of clients) {
      const stored = await readInbox(city.url, client.agent)
      faults.push(...compare(client, stored))
    }
    faults.push(...(await repeatNewest(city.url, clients)))
  } finally {
    await city.stop()
  }
  if (acknowledged < LEAST_ACKNOWLEDGEMENTS) faults.push(`only ${acknowledged} acknowledgements before the kill`)
  return { acknowledged, faults }
}

/** Every item that the client saw is stored unchanged; numbers are 1, 2, 3 …; no action has two results. [ACT-4, STR-2] */
function compare(client: Client, stored: Item[]): string[] {
  const faults: string[] = []
  const { id } = client.agent
  const byCursor = new Map(stored.map((item) => [item.cursor, item]))
  for (const item of client.received) {
    const kept = byCursor.get(item.cursor)
    if (kept === undefined) faults.push(`${id}: lost ${item.type} ${item.cursor}`)
    else if (!isDeepStrictEqual(kept, item)) {
      faults.push(`${id}: changed ${JSON.stringify(item)} into ${JSON.stringify(kept)}`)
    }
  }
  stored.forEach((item, index) => {
    if (parseCursor(item.cursor)?.seq !== index + 1) faults.push(`${id}: item ${index + 1} has cursor ${item.cursor}`)
  })
  const results = stored.flatMap((item) => (item.type === 'result' ? [item.action_id] : []))
  if (new Set(results).size !== results.length) faults.push(`${id}: an action has two results`)
  return faults
}

/** A repeat of an acknowledged key gets the first result again. [ACT-7] */
async function repeatNewest(url: string, clients: Client[]): Promise<string[]> {
  const faults: string[] = []
  for (const { agent, received } of clients.slice(0, 10)) {
    const first = received.findLast((item) => item.type === 'result')
    if (!first) continue
    const body = { action: 'wait', parameters: { minutes: 1 }, idempotency_key: first.idempotency_key }
    const again = await call(url, 'POST', `/agents/${agent.id}/actions?wait=5`, { token: agent.key, body })
    if (again.cursor !== first.cursor) faults.push(`${agent.id}: a repeat of ${first.action_id} ran anew`)
  }
  return faults
}
