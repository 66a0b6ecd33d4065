// What agents send: actions into the chain, cursors into the replay. Judged after PUBACK, answered by `result`. [ACT-1]
import { type ActionChain, type ChainCode, MAX_PACKET_BYTES, parseCursor } from '@civitas/schema'
import type { Count } from '../../events.ts'
import type { Authenticator } from '../../ports.ts'
import { MAX_SUBMITS_UNDER_WAY } from './limits.ts'
import type { MqttSession } from './session.ts'

export interface InboundDeps {
  chain: ActionChain
  authenticator: Authenticator
  count: Count
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Handles one message of an authorised topic. Never rejects. */
export async function takeMessage(
  deps: InboundDeps,
  session: MqttSession,
  leaf: string,
  payload: string | Buffer,
): Promise<void> {
  if (leaf === 'status') return
  if (payload.length > MAX_PACKET_BYTES) return refuse(session, 'too_large', 'More than 64 KiB in one message.')
  const body = decode(payload)
  if (body === undefined) {
    deps.count('mqtt_malformed')
    return refuse(session, 'malformed_json', 'The message is not JSON.')
  }
  if (leaf === 'resume') resume(session, body)
  else await act(deps, session, body)
}

async function act(deps: InboundDeps, session: MqttSession, decision: unknown): Promise<void> {
  deps.count('mqtt_action')
  if (session.submitting >= MAX_SUBMITS_UNDER_WAY) {
    return session.refuse({ code: 'busy', reason: 'Too many actions under way.', retry_after_ms: 1_000 })
  }
  session.submitting++
  try {
    const standing = await deps.authenticator.key(session.key)
    if (!standing.ok) return session.dismiss({ code: standing.code, reason: 'The key is no longer valid.' })
    const { principal, agentId } = session
    const answer = await deps.chain.submit({ principal, agentId, decision, waitMs: 0 })
    if (answer.status === 'queued') return
    // A repeat of a key that is in the store: the acknowledgement again. [ACT-7]
    if ('cursor' in answer) session.deliver({ type: 'result', ...answer })
    else session.refuse(answer)
  } catch {
    session.refuse({ code: 'unavailable', reason: 'The city cannot answer now.', retry_after_ms: 1_000 })
  } finally {
    session.submitting--
  }
}

function resume(session: MqttSession, body: unknown): void {
  const text = typeof body === 'object' && body !== null && 'cursor' in body ? body.cursor : undefined
  const cursor = typeof text === 'string' ? parseCursor(text) : undefined
  if (cursor) session.resume(cursor)
  else refuse(session, 'invalid_cursor', 'Send {"cursor": "…"} as it came with an item or observation.')
}

function refuse(session: MqttSession, code: ChainCode, reason: string): void {
  session.refuse({ code, reason })
}

/** `undefined` when it is not JSON in UTF-8. */
function decode(payload: string | Buffer): unknown {
  try {
    return JSON.parse(typeof payload === 'string' ? payload : utf8.decode(payload))
  } catch {
    return undefined
  }
}
