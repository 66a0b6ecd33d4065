// The answering side of a process: its responders, what it tells others of them, and the answer to a request.
import { assert } from '@civitas/kit'
import type { Bus } from '../bus.ts'
import { MAX_MESSAGE_BYTES } from '../limits.ts'
import { type Envelope, KIND, writeEnvelope } from './envelope.ts'
import type { Claims } from './holders.ts'

type Responder = Parameters<Bus['respond']>[1]

export class Responders {
  private readonly byTopic = new Map<string, { handler: Responder; since: number }>()
  private readonly self: string

  constructor(self: string) {
    this.self = self
  }

  add(topic: string, handler: Responder): void {
    assert(!this.byTopic.has(topic), `two responders on ${topic}`)
    this.byTopic.set(topic, { handler, since: Date.now() })
  }

  /** Whether it was there. */
  remove(topic: string, handler: Responder): boolean {
    return this.byTopic.get(topic)?.handler === handler && this.byTopic.delete(topic)
  }

  clear(): void {
    this.byTopic.clear()
  }

  claims(): Claims {
    return Object.fromEntries([...this.byTopic].map(([topic, { since }]) => [topic, since]))
  }

  /** The packet that answers `request`. Never rejects: a responder that throws is an answer too. */
  async answer(request: Envelope): Promise<Buffer> {
    const { number, topic = '', trace } = request
    const head = { number, sender: this.self }
    const responder = this.byTopic.get(topic)
    if (!responder) return writeEnvelope({ kind: KIND.absent, ...head }, undefined)
    try {
      const delivery = trace === undefined ? { topic } : { topic, trace }
      const answer = await responder.handler(request.body(), delivery)
      const packet = writeEnvelope({ kind: KIND.answer, ...head }, answer)
      assert(packet.length <= MAX_MESSAGE_BYTES, `an answer of ${packet.length} bytes`)
      return packet
    } catch (error) {
      return writeEnvelope({ kind: KIND.failed, ...head }, describe(error))
    }
  }
}

interface Failure {
  name: string
  message: string
  code?: string
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const code: unknown = 'code' in error ? error.code : undefined
  return { name: error.name, message: error.message, ...(typeof code === 'string' && { code }) }
}

/** What a responder in another process threw, as far as it travels: name, message, code. */
export function readFailure(body: unknown): Error {
  const { name, message, code } = body as Failure
  return Object.assign(new Error(message), { name }, code === undefined ? {} : { code })
}
