import { must } from '@civitas/kit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, passTime, soon, textOf } from './city.ts'

let city: City
let token: string
let id: string
let key: string
beforeEach(async () => {
  city = await openCity()
  token = (await city.owner()).token
  const agent = await city.agent(token)
  id = agent.id
  key = agent.key
})
afterEach(() => city.close())

const act = (body: unknown, wait = '', credentials = key) =>
  city.call('POST', `/agents/${id}/actions${wait}`, { token: credentials, body })

test('[ACT-4] a refusal by the district is committed: it has a cursor and comes with 200', async () => {
  const result = await act({ action: 'eat', idempotency_key: 'meal' }, '?wait=5')
  expect(result.status).toBe(200)
  expect(result.body).toEqual({
    action_id: expect.stringMatching(/^act_[\w-]{22}$/),
    status: 'refused',
    code: 'nothing_to_eat',
    reason: 'No food at hand.',
    tick: expect.any(Number),
    idempotency_key: 'meal',
    cursor: expect.any(String),
  })
})

test('[ACT-7] the same key gives the same receipt, and later the first result without acting again', async () => {
  city.district.eager = false
  const body = { action: 'wait', idempotency_key: 'once' }
  const first = await act(body)
  const second = await act(body)
  expect(second.body).toEqual(first.body)
  await city.district.runTick()
  await soon()
  const taken = city.district.taken.length
  const repeat = await act(body)
  expect(repeat).toMatchObject({ status: 200, body: { action_id: first.body['action_id'], status: 'accepted' } })
  expect(city.district.taken).toHaveLength(taken)
})

test('[ACT-7] a key is good for 24 hours, over midnight too', async () => {
  const body = { action: 'wait', idempotency_key: 'late' }
  const first = await act(body, '?wait=5')
  await city.clock.advance(13 * 3_600_000)
  const fresh = await city.call('POST', '/sessions', { body: { email: 'ada@example.org', password: 'correct horse' } })
  const repeat = await act(body, '?wait=5', textOf(fresh, 'access_token'))
  expect(repeat.body).toEqual(first.body)
  expect(city.district.taken).toHaveLength(1)
})

test('[ACT-1] without wait the answer is a receipt; the action can be looked up', async () => {
  city.district.eager = false
  const receipt = await act({ action: 'wait' })
  expect(receipt.status).toBe(202)
  const path = `/agents/${id}/actions/${textOf(receipt, 'action_id')}`
  expect((await city.call('GET', path, { token: key })).body['code']).toBe('not_found')
  await city.district.runTick()
  await soon()
  const found = await city.call('GET', path, { token: key })
  expect(found).toMatchObject({ status: 200, body: { ...receipt.body, status: 'accepted' } })
})

test('[ACT-1] a wait that ends before the tick gives the receipt', async () => {
  city.district.eager = false
  const answer = await passTime(city.clock, act({ action: 'wait' }, '?wait=2'))
  expect(answer).toMatchObject({ status: 202, body: { status: 'queued' } })
})

test('[DET-5] words and reasoning leave the action and travel beside it', async () => {
  await act({ action: 'say', parameters: { text: '  Good day  ' }, reasoning: 'I am polite.' }, '?wait=5')
  const { input, texts, trace } = must(city.district.taken[0], 'taken')
  expect(texts).toEqual([
    { id: input.reasoning_id, kind: 'reasoning', text: 'I am polite.' },
    { id: expect.stringMatching(/^t_\w{16}$/), kind: 'speech', text: 'Good day' },
  ])
  expect(input.action).toEqual({ name: 'say', parameters: { words: { text_id: texts[1]?.id } } })
  expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})

test('a trace that a client began goes on', async () => {
  const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
  await city.call('POST', `/agents/${id}/actions`, { token: key, body: { action: 'wait' }, headers: { traceparent } })
  expect(city.district.taken[0]?.trace).toContain('ab'.repeat(16))
})

test.each([
  ['malformed_json', 400, '{"action":', ''],
  ['invalid_shape', 400, 'null', 'body'],
  ['invalid_shape', 400, '{"parameters":{}}', 'action'],
  ['invalid_shape', 400, '{"action":"say","parameters":{"text":7}}', 'parameters.text'],
  ['invalid_shape', 400, '{"action":"move_to","parameters":[]}', 'parameters'],
  ['invalid_shape', 400, '{"action":"wait","confidence":2}', 'confidence'],
  ['unknown_action', 422, '{"action":"fly"}', 'fly'],
  ['unknown_action', 422, '{"action":"constructor"}', 'constructor'],
])('[ACT-8] %s answers %i for %s', async (code, status, raw, named) => {
  const answer = await city.call('POST', `/agents/${id}/actions`, { token: key, raw })
  expect(answer).toMatchObject({ status, body: { code, status, detail: expect.stringContaining(named) } })
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('[ACT-8] an action that nobody can read is kept among the dead letters', async () => {
  await city.call('POST', `/agents/${id}/actions`, { token: key, raw: '{"action":' })
  await city.call('POST', '/sessions', { raw: '{"password":' })
  expect(await city.store.deadLetters.count()).toBe(1)
})

test('[ACT-8] 64 KiB is the most that a body may have', async () => {
  const raw = JSON.stringify({ action: 'say', parameters: { text: 'x'.repeat(70_000) } })
  const answer = await city.call('POST', `/agents/${id}/actions`, { token: key, raw })
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large' } })
})

test('[§9] another agent is out of reach, and one that is not there is not found', async () => {
  const other = await city.agent((await city.owner('eve@example.org')).token)
  expect((await act({ action: 'wait' }, '', other.key)).body['code']).toBe('forbidden')
  const nobody = await city.call('POST', '/agents/a99/actions', { token, body: { action: 'wait' } })
  expect(nobody).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await act({ action: 'wait' }, '', '')).body['code']).toBe('unauthenticated')
})

test('[§9] an owner may act for its own agents, and for no one else', async () => {
  expect((await act({ action: 'wait' }, '?wait=5', token)).body['status']).toBe('accepted')
  const eve = await city.owner('eve@example.org')
  expect((await act({ action: 'wait' }, '', eve.token)).body['code']).toBe('forbidden')
})

test('[§9] a retired agent and one with a mind of its own take no actions', async () => {
  await city.call('PATCH', `/agents/${id}`, { token, body: { mind: { type: 'routine' } } })
  expect((await act({ action: 'wait' }, '', token)).body).toMatchObject({ code: 'forbidden' })
  await city.call('DELETE', `/agents/${id}`, { token })
  expect((await act({ action: 'wait' }, '', token)).body).toMatchObject({ detail: 'This agent is retired.' })
})

test('[ACT hop 3] a full inbox and a silent district say when to come back', async () => {
  city.district.refuseWith = { status: 'busy', retry_after_ms: 700 }
  expect(await act({ action: 'wait' })).toMatchObject({ status: 503, body: { code: 'busy', retry_after_ms: 700 } })
  city.district.refuseWith = { status: 'unknown_agent' }
  expect(await act({ action: 'wait' })).toMatchObject({ status: 503, body: { code: 'busy', retry_after_ms: 1000 } })
  city.district.leave()
  const gone = await act({ action: 'wait' })
  expect(gone).toMatchObject({ status: 503, body: { code: 'unavailable', retry_after_ms: 1000 } })
})

test('[§9] 200 actions in a burst, then 100 a minute; other agents are not touched', async () => {
  for (let i = 0; i < 200; i++) expect((await act({ action: 'fly' })).status).toBe(422)
  const refused = await act({ action: 'fly' })
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', retry_after_ms: 600 } })
  const other = await city.agent(token)
  const free = await city.call('POST', `/agents/${other.id}/actions`, { token: other.key, body: { action: 'fly' } })
  expect(free.status).toBe(422)
  await city.clock.advance(60_000)
  for (let i = 0; i < 100; i++) expect((await act({ action: 'fly' })).status).toBe(422)
  expect((await act({ action: 'fly' })).status).toBe(429)
})

test('[§9] 300 reads a minute', async () => {
  for (let i = 0; i < 300; i++) {
    expect((await city.call('GET', `/agents/${id}`, { token: key })).status).toBe(200)
  }
  const refused = await city.call('GET', `/agents/${id}`, { token: key })
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', retry_after_ms: 200 } })
  expect((await act({ action: 'wait' })).status).toBe(202)
})
