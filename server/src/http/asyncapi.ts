// The MQTT side of the agent protocol as AsyncAPI 3, from the schemas that the city judges by.
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { z } from 'zod'
import type { ServerUrls } from '../urls.ts'
import type { App } from './app.ts'

interface Channel {
  /** Below the topic root. */
  topic: string
  /** As seen from the agent. */
  action: 'send' | 'receive'
  summary: string
  /** Published names of what it carries. */
  messages: readonly string[]
}

const channels: Readonly<Record<string, Channel>> = {
  observation: {
    topic: 'agent/{id}/observation',
    action: 'receive',
    summary: 'What the agent perceives now. QoS 0: state, the latest only. [STR-1]',
    messages: ['observation'],
  },
  result: {
    topic: 'agent/{id}/result',
    action: 'receive',
    summary: 'What became of an action. With a cursor it is final. QoS 1. [ACT-4]',
    messages: ['result', 'refusal'],
  },
  facts: {
    topic: 'agent/{id}/facts',
    action: 'receive',
    summary: 'What happened to the agent, in order. QoS 1. [STR-2]',
    messages: ['fact', 'gap'],
  },
  message: {
    topic: 'agent/{id}/message',
    action: 'receive',
    summary: 'What others said to the agent or near it. QoS 1.',
    messages: ['message'],
  },
  action: {
    topic: 'agent/{id}/action',
    action: 'send',
    summary: 'A decision. The PUBACK is a receipt only. [ACT-1]',
    messages: ['decision'],
  },
  resume: {
    topic: 'agent/{id}/resume',
    action: 'send',
    summary: 'The last cursor seen: everything later follows, in order. [STR-2]',
    messages: ['resume'],
  },
}

const resumeSchema = z.object({ cursor: z.string() })

/** `/asyncapi.json` */
export function asyncDescription(app: App, urls: () => ServerUrls, topicRoot: string): void {
  app.get('/asyncapi.json', { schema: { hide: true } }, async () => documentOf(urls(), topicRoot))
}

function documentOf({ mqtt, mqttWs }: ServerUrls, root: string) {
  const named = Object.entries(channels)
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Civitas',
      version: `${PROTOCOL_VERSION}.0.0`,
      description: 'User name: the agent id. Password: its key. Sessions are clean; resuming is by cursor.',
    },
    servers: Object.fromEntries(
      Object.entries({ mqtt, mqttWs }).flatMap(([name, url]) => (url === '' ? [] : [[name, serverOf(url)]])),
    ),
    channels: Object.fromEntries(named.map(([name, channel]) => [name, channelOf(channel, root)])),
    operations: Object.fromEntries(
      named.map(([name, { action, summary }]) => [name, { action, summary, channel: { $ref: `#/channels/${name}` } }]),
    ),
    components: { messages: messages() },
  }
}

function serverOf(url: string) {
  const { host, protocol } = new URL(url)
  return { host, protocol: protocol === 'ws:' ? 'ws' : 'mqtt', protocolVersion: '3.1.1' }
}

function channelOf({ topic, summary, messages }: Channel, root: string) {
  const refs = messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])
  const parameters = { id: { description: 'The agent id.' } }
  return { address: `${root}${topic}`, description: summary, parameters, messages: Object.fromEntries(refs) }
}

function messages() {
  const names = [...new Set(Object.values(channels).flatMap(({ messages }) => messages))]
  const schemaOf = (name: string) => (name === 'resume' ? resumeSchema : wireSchemas[name])
  return Object.fromEntries(
    names.flatMap((name) => {
      const schema = schemaOf(name)
      if (!schema) return []
      return [[name, { name, contentType: 'application/json', payload: z.toJSONSchema(schema, { io: 'input' }) }]]
    }),
  )
}
