// An MQTT connection of an agent that a test listens to: what came, and whether it is still open.
import mqtt, { type MqttClient } from 'mqtt'
import type { TestAgent } from './agents.ts'

const ANSWER_WITHIN_MS = 10_000

export interface MqttProbe {
  client: MqttClient
  agent: TestAgent
  /** Sends a payload as it is to one of the agent's own topics. */
  send(leaf: string, payload: string | Buffer): void
  /** The next message without a cursor on the agent's `result` topic, as the refusals page writes it. */
  refusal(): Promise<string>
  /** Resolves once the connection has ended. */
  closed: Promise<'closed'>
  end(): Promise<void>
}

/** Connects and subscribes to the agent's own topics. */
export async function connectMqtt(url: string, agent: TestAgent): Promise<MqttProbe> {
  const client = await mqtt.connectAsync(url, { username: agent.id, password: agent.key, reconnectPeriod: 0 })
  client.on('error', () => undefined)
  const refusals: string[] = []
  let wake = () => {}
  client.on('message', (topic, payload) => {
    if (!topic.endsWith('/result')) return
    const { status, code, cursor } = JSON.parse(payload.toString()) as Record<string, unknown>
    if (cursor !== undefined) return
    refusals.push(`MQTT result ${String(status)} ${String(code)}`)
    wake()
  })
  const closed = new Promise<'closed'>((resolve) => client.once('close', () => resolve('closed')))
  await client.subscribeAsync(`/agent/${agent.id}/#`, { qos: 1 })
  return {
    client,
    agent,
    send: (leaf, payload) => client.publish(`/agent/${agent.id}/${leaf}`, payload, { qos: 1 }, () => undefined),
    refusal: () =>
      within(
        new Promise<string>((resolve) => {
          wake = () => {
            const first = refusals.shift()
            if (first !== undefined) resolve(first)
          }
          wake()
        }),
        'a refusal',
      ),
    closed,
    end: () => client.endAsync(true),
  }
}

/** `promise`, or an error that names what did not come. */
export function within<T>(promise: Promise<T>, what: string, ms = ANSWER_WITHIN_MS): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
