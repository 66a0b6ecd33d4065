import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { type ActionRequest, type ActionResult, type InboxRequest, topics } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChain } from './index.ts'

const agent: AgentRecord = {
  resident: 1_000_000,
  accountId: 'u1',
  name: 'Bo',
  mind: 'external',
  status: 'living',
  district: 'west',
  epoch: 1,
  activity: 'idle',
  createdMs: 0,
}
const request: ActionRequest = {
  principal: { kind: 'agent', agentId: 'a1000000', keyId: 'k1', scopes: ['act', 'speak'] },
  agentId: 'a1000000',
  decision: { action: 'wait' },
  waitMs: 0,
}

/** `records`: what the register holds, one read after the other, or by resident. */
function open(records: AgentRecord[] = [agent], order: 'by read' | 'by resident' = 'by read') {
  const bus = createInProcessBus()
  let reads = 0
  const directory = {
    get: async (resident: number) => {
      const at = order === 'by read' ? reads : resident - agent.resident
      return records[Math.min(at, records.length - 1)]
    },
    names: async () => new Map<number, string>(),
    forget: () => void reads++,
  }
  const hub = { result: async (): Promise<ActionResult | undefined> => undefined }
  const telemetry = quietTelemetry()
  const chain = createChain({ bus, clock: new ManualClock(), directory, hub, telemetry })
  return { bus, chain, hub }
}

test('[ACT hop 3] an agent that has moved on is found in its new district', async () => {
  const { bus, chain } = open([agent, { ...agent, district: 'east' }])
  const east: InboxRequest[] = []
  bus.respond(topics.districtInbox('west'), () => ({ status: 'unknown_agent' }))
  bus.respond(topics.districtInbox('east'), (message) => {
    east.push(message as InboxRequest)
    return { status: 'queued' }
  })
  expect(await chain.submit(request)).toMatchObject({ status: 'queued' })
  expect(east).toHaveLength(1)
})

test('[HND] the district that was left shows the way while the register still names it', async () => {
  const { bus, chain } = open()
  let asked = 0
  bus.respond(topics.districtInbox('west'), () => ({ status: 'moved', district: 'east' }))
  bus.respond(topics.districtInbox('east'), () => ({ status: asked++ === 0 ? 'unknown_agent' : 'queued' }))
  expect(await chain.submit(request)).toMatchObject({ status: 'refused', code: 'busy' })
  expect(await chain.submit(request)).toMatchObject({ status: 'queued' })
})

test('[ACT-4] an agent on its way in is busy, not refused for good', async () => {
  const { chain } = open([{ ...agent, status: 'spawning' }])
  const answer = await chain.submit({ ...request, decision: { action: 'wait', idempotency_key: 'k' } })
  expect(answer).toEqual({
    status: 'refused',
    code: 'busy',
    reason: expect.any(String),
    retry_after_ms: 1000,
    idempotency_key: 'k',
    action_id: expect.stringMatching(/^act_/),
  })
})

test.each(['tell', 'pay'] as const)(
  '[CMD-4] %s to an agent that left for good is refused at once, and nothing is sent',
  async (action) => {
    const { bus, chain } = open([agent, { ...agent, status: 'retired' }], 'by resident')
    const asked: unknown[] = []
    bus.respond(topics.districtInbox('west'), (message) => {
      asked.push(message)
      return { status: 'queued' }
    })
    const to = (id: string) => ({
      action,
      parameters: { agent: id, ...(action === 'tell' ? { text: 'Hello' } : { amount: 5 }) },
    })
    expect(await chain.submit({ ...request, decision: { ...to('a1000001'), idempotency_key: 'k' } })).toEqual({
      status: 'refused',
      code: 'gone',
      reason: 'Bo has left the city for good.',
      idempotency_key: 'k',
      action_id: expect.stringMatching(/^act_/),
    })
    expect(asked).toEqual([])
    expect(await chain.submit({ ...request, decision: to('a1000000') })).toMatchObject({ status: 'queued' })
  },
)

test('[ACT-7] a repeat gets its first result, though the one it was sent to has left since', async () => {
  const { chain, hub } = open([agent, { ...agent, status: 'retired' }], 'by resident')
  const result = { action_id: 'act_1', status: 'accepted', cursor: '1-1', tick: 4 } as unknown as ActionResult
  hub.result = async () => result
  const decision = { action: 'tell', parameters: { agent: 'a1000001', text: 'Hello' }, idempotency_key: 'k' }
  expect(await chain.submit({ ...request, decision })).toBe(result)
})

test('[ACT-4] the chain never rejects: a store that fails is `unavailable`, without a cursor', async () => {
  const { chain, hub } = open()
  hub.result = async () => {
    throw new Error('the store is away')
  }
  const answer = await chain.submit({ ...request, decision: { action: 'wait', idempotency_key: 'k' } })
  expect(answer).toMatchObject({ status: 'refused', code: 'unavailable', retry_after_ms: 1000 })
})

test('[§9] limit comes before parse: what nobody can read costs a credit too', async () => {
  const { chain } = open()
  for (let i = 0; i < 200; i++) {
    expect(await chain.submit({ ...request, decision: 'nonsense' })).toMatchObject({
      code: 'invalid_shape',
      reason: expect.stringMatching(/^body: /),
    })
  }
  expect(await chain.submit(request)).toMatchObject({ code: 'rate_limited', retry_after_ms: 600 })
})

test('[ACT-8] whatever JSON comes, the answer is a receipt or a refusal with a code', async () => {
  const shaped = fc.record(
    {
      action: fc.oneof(fc.constantFrom('say', 'move_to', '__proto__', 'toString'), fc.jsonValue()),
      parameters: fc.oneof(fc.record({ text: fc.jsonValue(), place: fc.jsonValue() }), fc.jsonValue()),
      idempotency_key: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(shaped, fc.jsonValue()), async (decision) => {
      const { chain, bus: own } = open()
      own.respond(topics.districtInbox('west'), () => ({ status: 'queued' }))
      const answer = await chain.submit({ ...request, decision })
      const code = 'code' in answer ? answer.code : 'none'
      expect(['none', 'invalid_shape', 'unknown_action']).toContain(code)
    }),
    { numRuns: 200 },
  )
})
