// The bus inside a process against the bus over Mosquitto: messages, their CPU, requests, and what bytes cost beside base64.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bus, createInProcessBus, createMqttBus, type MqttBus } from '@civitas/bus'
import { readEnvelope, writeEnvelope } from '@civitas/bus/mqtt/envelope'
import { findBinary } from '../scripts/services/packages.ts'
import { freePort } from '../scripts/services/servers.ts'
import { MESSAGE_TOPIC, QUERY_TOPIC, ROUND_TOPIC, type RoundHeard } from './cluster/bus-peer.ts'
import { cpuMsOf } from './cluster/cpu.ts'
import { type Bench, percentile } from './report.ts'

const BUDGET = { messages: 50_000, requests: 3_000 }
/** Published before the loop gets its turn: DESIGN §8 yields as often. */
const BURST = 20
/** Waiting for the broker at most, so that nothing is dropped. */
const WINDOW = 2_000
const REQUEST_TIMEOUT_MS = 10_000

type Figures = Record<string, number | string>

const SIZES = { '200B': messageOf(1), '2KB': messageOf(24) }

export const bench: Bench = async (options) => {
  const messages = options.number('messages', BUDGET.messages)
  const requests = options.number('requests', BUDGET.requests)
  const figures: Figures = { ...codecFigures(), ...(await inProcess(messages, requests)) }
  const notes = ['MQTT: publisher, broker and receiver are three processes on the same cores, which is what limits it.']
  const broker = await startBroker()
  if (broker) {
    try {
      Object.assign(figures, await overMqtt(broker, messages, requests))
    } finally {
      broker.stop()
    }
  } else notes.push('Skipped over MQTT: there is no mosquitto here ("node scripts/services.ts install").')
  return {
    name: 'bus',
    sizes: { messages, requests },
    atBudgetSize: messages === BUDGET.messages && requests === BUDGET.requests,
    verdicts: [],
    figures,
    notes,
  }
}

async function inProcess(messages: number, requests: number): Promise<Figures> {
  const bus = createInProcessBus()
  bus.respond(QUERY_TOPIC, (message) => message)
  const figures: Figures = {}
  for (const [size, message] of Object.entries(SIZES)) {
    let heard = 0
    const end = bus.subscribe(MESSAGE_TOPIC, () => heard++)
    const measure = startMeasure()
    for (let n = 0; n < messages; n++) {
      bus.publish(MESSAGE_TOPIC, message)
      if (n % BURST === 0) await turn()
    }
    while (heard < messages) await turn()
    const { wallMs, cpuMs } = measure()
    end()
    figures[`inProcess${size}PerSecond`] = (messages / wallMs) * 1_000
    figures[`inProcess${size}CpuMicros`] = (cpuMs / messages) * 1_000
  }
  return { ...figures, ...(await roundTrips('inProcess', bus, requests)) }
}

async function overMqtt(broker: Broker, messages: number, requests: number): Promise<Figures> {
  const peer = fork(new URL('cluster/bus-peer.ts', import.meta.url), [broker.url])
  await once(peer, 'message')
  const bus = await createMqttBus({ url: broker.url, clientId: 'bench' })
  try {
    const figures: Figures = {}
    // Once for warmth.
    await publishRound(bus, peer, broker, SIZES['200B'], messages / 5)
    for (const [size, message] of Object.entries(SIZES)) {
      const round = await publishRound(bus, peer, broker, message, messages)
      for (const [name, value] of Object.entries(round)) figures[`mqtt${size}${name}`] = value
    }
    return { ...figures, ...(await roundTrips('mqtt', bus, requests)) }
  } finally {
    await bus.close()
    peer.kill()
  }
}

async function publishRound(bus: MqttBus, peer: ChildProcess, broker: Broker, message: object, count: number) {
  await bus.request(ROUND_TOPIC, count, { timeoutMs: REQUEST_TIMEOUT_MS })
  const done = once(peer, 'message') as Promise<[RoundHeard]>
  const brokerBefore = broker.cpuMs()
  const measure = startMeasure()
  for (let n = 0; n < count; n++) {
    bus.publish(MESSAGE_TOPIC, message)
    if (n % BURST === 0) await turn()
    while (bus.waiting > WINDOW) await turn()
  }
  const [heard] = await done
  const { wallMs, cpuMs } = measure()
  const micros = (ms: number) => (ms / count) * 1_000
  return {
    PerSecond: (count / wallMs) * 1_000,
    PublisherCpuMicros: micros(cpuMs),
    BrokerCpuMicros: micros(broker.cpuMs() - brokerBefore),
    ReceiverCpuMicros: micros(heard.cpuMs),
  }
}

async function roundTrips(prefix: string, bus: Bus, count: number): Promise<Figures> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    await bus.request(QUERY_TOPIC, SIZES['200B'], { timeoutMs: REQUEST_TIMEOUT_MS })
    times.push(performance.now() - start)
  }
  const at = (share: number) => percentile(times, share) * 1_000
  return { [`${prefix}RequestP50Micros`]: at(0.5), [`${prefix}RequestP95Micros`]: at(0.95) }
}

/** A round of keyframes, 64 tiles of 300 bytes, there and back; and the same with its bytes as base64. */
function codecFigures(): Figures {
  const tiles = Array.from({ length: 64 }, (_, tile) => ({
    tile,
    keyframe: true,
    bytes: new Uint8Array(300).fill(tile),
  }))
  const frame = { district: 'market', index: 1, epoch: 1, step: 1, sequence: 1, tiles }
  const head = { kind: 1, number: 1, sender: 'bench' } as const
  const packed = writeEnvelope(head, frame)
  const text = (value: object) =>
    Buffer.from(JSON.stringify(value, (_, held: unknown) => (held instanceof Uint8Array ? toBase64(held) : held)))
  const inText = text(frame)
  return {
    frameBytes: packed.length,
    frameMicros: microsOf(() => readEnvelope(writeEnvelope(head, frame)).body()),
    frameAsBase64Bytes: inText.length,
    frameAsBase64Micros: microsOf(() => {
      const read = JSON.parse(text(frame).toString()) as { tiles: { bytes: string }[] }
      for (const tile of read.tiles) Buffer.from(tile.bytes, 'base64')
    }),
    ...Object.fromEntries(
      Object.entries(SIZES).flatMap(([size, message]) => [
        [`codec${size}Micros`, microsOf(() => readEnvelope(writeEnvelope(head, message)).body())],
        [`json${size}Micros`, microsOf(() => JSON.parse(Buffer.from(JSON.stringify(message)).toString()))],
      ]),
    ),
  }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}

/** The best of five rounds. */
function microsOf(work: () => unknown): number {
  const ROUND = 2_000
  const rounds = Array.from({ length: 5 }, () => {
    const start = performance.now()
    for (let n = 0; n < ROUND; n++) work()
    return ((performance.now() - start) / ROUND) * 1_000
  })
  return Math.min(...rounds)
}

function startMeasure(): () => { wallMs: number; cpuMs: number } {
  const start = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return { wallMs: performance.now() - start, cpuMs: (user + system) / 1_000 }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function messageOf(items: number): object {
  const item = (n: number) => ({
    resident: 1_000_000 + n,
    item: { type: 'agent_moved', seq: 4_000 + n, x: 12.5, y: 80.25 },
  })
  const list = Array.from({ length: items }, (_, n) => item(n))
  return {
    district: 'old-town',
    epoch: 12,
    tick: 86_400,
    items: list,
    texts: [{ id: 't_0123456789abcdef', kind: 'speech' }],
  }
}

interface Broker {
  url: string
  cpuMs(): number
  stop(): void
}

async function startBroker(): Promise<Broker | undefined> {
  const binary = findBinary('mosquitto')
  if (binary === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'civitas-bench-bus-'))
  const port = await freePort()
  const config = join(folder, 'mosquitto.conf')
  writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type error\n`)
  const child = spawn(binary, ['-c', config], { stdio: 'ignore' })
  return {
    url: `mqtt://127.0.0.1:${port}`,
    cpuMs: () => cpuMsOf(child.pid),
    stop() {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
