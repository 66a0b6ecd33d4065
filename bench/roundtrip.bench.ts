// Budget: action to result within 100 ms beyond the tick boundary at a thousand outside agents, none lost, none doubled; our edge against bare aedes.
import { type ChildProcess, fork } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeAgents, type TestAgent } from '../test/helpers/agents.ts'
import { type CityProcess, startCity } from '../test/helpers/city-process.ts'
import { type Bench, percentile } from './report.ts'
import { chainMicros } from './roundtrip-chain.ts'
import { LeanClient } from './lean-client.ts'

const BUDGET_AGENTS = 1_000
const TICK_MS = 1_000
const SPREAD_SECONDS = 30
const BURSTS = 3
const AFTERMATH_MS = 4_000
/** Agents that act one after the other when the thousand have acted, so that its boundary is seen to within this many milliseconds. */
const SENTINELS = 60
const SENTINEL_MS = 20
const CONNECTS_AT_ONCE = 50
/** Longer than the answers of a tick take to come, shorter than the time to the next tick. */
const READ_LATER_MS = 300
const ECHO_AGENTS = 200
const ECHO_ROUNDS = 100

interface Sent {
  agent: number
  atMs: number
  kind: 'spread' | 'burst' | 'sentinel'
  answers: { atMs: number; tick: number; status: string }[]
}

interface LoadRun {
  sent: Sent[]
  /** Of the whole city, while one action a second comes from every agent. */
  cpuMicrosPerAction: number
  /** Of a transaction, in the same time. */
  commitMeanMs: number
}

export const bench: Bench = async (options) => {
  const agents = options.number('agents', BUDGET_AGENTS)
  const city = await startCity({ env: { LOG_LEVEL: 'warn' } })
  try {
    const run = await loadCity(city, agents)
    const bare = await echoMicros('bare')
    const edge = await echoMicros('edge')
    const chain = await chainMicros()
    const answered = run.sent.filter(({ answers }) => answers.length > 0)
    const lateness = beyondBoundary(answered)
    const accepted = answered.filter(({ answers }) => answers[0]?.status === 'accepted').length
    return {
      name: 'roundtrip',
      sizes: { agents },
      atBudgetSize: agents === BUDGET_AGENTS,
      verdicts: [
        {
          what: 'beyond the boundary, spread, p95',
          reached: percentile(lateness.spread, 0.95),
          limit: 100,
          unit: 'ms',
        },
        {
          what: 'beyond the boundary, all in one tick, p95',
          reached: percentile(lateness.burst, 0.95),
          limit: 100,
          unit: 'ms',
        },
        { what: 'lost', reached: run.sent.length - answered.length, limit: 0, unit: '' },
        { what: 'doubled', reached: answered.filter(({ answers }) => answers.length > 1).length, limit: 0, unit: '' },
        { what: 'our edge ÷ bare aedes, CPU per action', reached: edge / bare, limit: 2, unit: '×' },
      ],
      figures: {
        actions: run.sent.length,
        accepted,
        spreadP50Ms: percentile(lateness.spread, 0.5),
        burstP50Ms: percentile(lateness.burst, 0.5),
        cityCpuMicrosPerAction: run.cpuMicrosPerAction,
        commitMeanMs: run.commitMeanMs,
        loadAverage: loadavg()[0] ?? Number.NaN,
        edgeEchoMicros: edge,
        bareEchoMicros: bare,
        chainMeanMicros: chain.meanMicros,
        chainP99WallMicros: chain.p99WallMicros,
      },
    }
  } finally {
    await city.stop()
  }
}

/** A thousand agents act once a second, then all at once. */
async function loadCity(city: CityProcess, count: number): Promise<LoadRun> {
  const agents = await makeAgents(city, count + SENTINELS)
  const sent = new Map<string, Sent>()
  const clients: LeanClient[] = []
  for (let first = 0; first < agents.length; first += CONNECTS_AT_ONCE) {
    const batch = agents.slice(first, first + CONNECTS_AT_ONCE)
    clients.push(...(await Promise.all(batch.map((agent) => connect(city, agent, sent)))))
  }
  const act = (index: number, round: string, kind: Sent['kind']) => {
    const key = `${round}-${index}`
    sent.set(key, { agent: index, atMs: performance.now(), kind, answers: [] })
    const body = { action: 'wait', parameters: { minutes: 1 }, idempotency_key: key }
    clients[index]?.publish(`/agent/${agents[index]?.id}/action`, JSON.stringify(body))
  }
  const watchBoundary = async (round: string) => {
    for (let sentinel = 0; sentinel < SENTINELS; sentinel++) {
      await sleep(SENTINEL_MS)
      act(count + sentinel, round, 'sentinel')
    }
  }
  const before = await metersOf(city)
  const startMs = performance.now()
  for (let step = 0; step < SPREAD_SECONDS * count; step++) {
    const dueMs = startMs + (step * TICK_MS) / count
    const waitMs = dueMs - performance.now()
    if (waitMs >= 1) await sleep(waitMs)
    act(step % count, `s${Math.floor(step / count)}`, 'spread')
  }
  await watchBoundary('s')
  await sleep(AFTERMATH_MS)
  const after = await metersOf(city)
  const cpuMicrosPerAction = ((after.cpuS - before.cpuS) * 1e6) / (SPREAD_SECONDS * count)
  const commitMeanMs = (after.commitMs - before.commitMs) / (after.commits - before.commits)
  for (let burst = 0; burst < BURSTS; burst++) {
    for (let index = 0; index < count; index++) act(index, `b${burst}`, 'burst')
    await watchBoundary(`b${burst}`)
    await sleep(AFTERMATH_MS)
  }
  for (const client of clients) client.close()
  return { sent: [...sent.values()], cpuMicrosPerAction, commitMeanMs }
}

function connect(city: CityProcess, agent: TestAgent, sent: Map<string, Sent>): Promise<LeanClient> {
  const login = { username: agent.id, password: agent.key }
  const onMessage = (payload: string, atMs: number) => {
    const { idempotency_key, tick, status } = JSON.parse(payload) as Record<string, string | number>
    sent.get(String(idempotency_key))?.answers.push({ atMs, tick: Number(tick), status: String(status) })
  }
  return LeanClient.open(city.mqttUrl, login, `/agent/${agent.id}/result`, onMessage, READ_LATER_MS)
}

/** Totals of the city's own meters. */
async function metersOf(city: CityProcess): Promise<{ cpuS: number; commits: number; commitMs: number }> {
  const text = await (await fetch(`${city.url}/metrics`)).text()
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)`, 'gm'))].reduce(
      (total, [, value]) => total + Number(value),
      0,
    )
  return {
    cpuS: sum('process_cpu_seconds_total'),
    commits: sum('civitas_commit_milliseconds_count'),
    commitMs: sum('civitas_commit_milliseconds_sum'),
  }
}

/**
 * Milliseconds from the boundary to the answer. The boundary of a tick is taken as the last moment at which an action
 * that got into it was sent: a little earlier than the true one, so the figure is too high rather than too low.
 */
function beyondBoundary(sent: Sent[]): { spread: number[]; burst: number[] } {
  const boundary = new Map<number, number>()
  for (const { atMs, answers } of sent) {
    const tick = answers[0]?.tick ?? 0
    boundary.set(tick, Math.max(boundary.get(tick) ?? 0, atMs))
  }
  const late = ({ answers: [answer] }: Sent) => (answer ? answer.atMs - (boundary.get(answer.tick) ?? 0) : Number.NaN)
  return {
    spread: sent.filter(({ kind }) => kind === 'spread').map(late),
    burst: sent.filter(({ kind }) => kind === 'burst').map(late),
  }
}

/** CPU of a broker process per action that it echoes, in microseconds. */
async function echoMicros(mode: 'bare' | 'edge'): Promise<number> {
  const child = fork(join(import.meta.dirname, 'roundtrip-broker.ts'), [mode, String(ECHO_AGENTS)])
  try {
    const { port } = (await nextMessage(child)) as { port: number }
    let echoes = 0
    const clients = await Promise.all(
      Array.from({ length: ECHO_AGENTS }, (_, index) => echoClient(port, index + 1, () => echoes++)),
    )
    const round = async (name: string) => {
      const wanted = echoes + clients.length
      for (const [index, client] of clients.entries()) {
        const body = { action: 'wait', parameters: { minutes: 1 }, idempotency_key: `${name}-${index}` }
        client.publish(`/agent/a${index + 1}/action`, JSON.stringify(body))
      }
      while (echoes < wanted) await sleep(1)
    }
    // Within the burst of our own limits per connection.
    for (let warm = 0; warm < ECHO_ROUNDS / 5; warm++) await round(`w${warm}`)
    const before = await cpuOf(child)
    for (let count = 0; count < ECHO_ROUNDS; count++) await round(`r${count}`)
    const micros = ((await cpuOf(child)) - before) / (ECHO_ROUNDS * ECHO_AGENTS)
    for (const client of clients) client.close()
    return micros
  } finally {
    child.kill('SIGKILL')
  }
}

function echoClient(port: number, resident: number, onEcho: () => void): Promise<LeanClient> {
  const id = `a${resident}`
  const login = { username: id, password: `key-${id}` }
  return LeanClient.open(`mqtt://127.0.0.1:${port}`, login, `/agent/${id}/result`, onEcho)
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const { user, system } = (await nextMessage(child)) as NodeJS.CpuUsage
  return user + system
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('message', resolve))
}
