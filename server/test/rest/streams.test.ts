import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, passTime, soon, textOf } from './city.ts'

let city: City
let id: string
let key: string
let keyId: string
let token: string
beforeEach(async () => {
  city = await openCity()
  token = (await city.owner()).token
  ;({ id, key, keyId } = await city.agent(token))
})
afterEach(() => city.close())

const get = (path: string) => city.call('GET', `/agents/${id}/${path}`, { token: key })
const say = (text: string) =>
  city.call('POST', `/agents/${id}/actions?wait=5`, {
    token: key,
    body: { action: 'say', parameters: { text } },
  })

test('[§9] an observation has the fields of the specification', async () => {
  const { status, body } = await get('observation')
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(
    ['agent_id', 'available_actions', 'cursor', 'memory_context', 'observation', 'tick', 'timestamp'].sort(),
  )
})

test('[STR-1] an observation later than a tick is waited for, and nothing later is 204', async () => {
  const first = await get('observation')
  const after = `after=${String(first.body['tick'])}`
  expect((await passTime(city.clock, get(`observation?${after}&wait=1`))).status).toBe(204)
  await city.district.runTick()
  const later = await get(`observation?${after}&wait=1`)
  expect(later.body['tick']).toBe(Number(first.body['tick']) + 1)
  const byCursor = await get(`observation?after=${textOf(first, 'cursor')}`)
  expect(byCursor.body['tick']).toBe(later.body['tick'])
})

test('[STR-1] an agent that is nowhere yet has no observation', async () => {
  city.district.deaf = true
  const making = city.call('POST', '/agents', { token, body: { name: 'Late' } })
  const made = (await passTime(city.clock, making)).body['agent'] as { id: string }
  const answer = await city.call('GET', `/agents/${made.id}/observation`, { token })
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', retry_after_ms: 1000 } })
})

test('[STR-2] the inbox gives every later item in order, and the cursor to go on from', async () => {
  await say('one')
  const first = await get('inbox')
  expect(first.body['items']).toMatchObject([{ type: 'result', status: 'accepted' }])
  await say('two')
  const second = await get(`inbox?after=${textOf(first, 'cursor')}`)
  expect(second.body['items']).toHaveLength(1)
  const none = await get(`inbox?after=${textOf(second, 'cursor')}`)
  expect(none.body).toEqual({ items: [], cursor: second.body['cursor'] })
})

test('[STR-2] a poll of the inbox ends with the first item', async () => {
  const waiting = get('inbox?after=0-0&wait=30')
  await soon()
  const result = await say('hello')
  expect((await waiting).body['items']).toMatchObject([{ type: 'result', cursor: result.body['cursor'] }])
})

test.each(['inbox?after=yesterday', 'observation?after=yesterday', 'stream?after=!'])(
  '[STR-2] a cursor that this city did not make is refused: %s',
  async (path) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } })
  },
)

test.each(['inbox?wait=31', 'inbox?limit=501', 'observation?wait=-1', 'observation?wait=soon'])(
  '[§9] a query out of range names its parameter: %s',
  async (path) => {
    const answer = await get(path)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_shape' } })
    expect(answer.body['detail']).toMatch(/^querystring\.(wait|limit): /)
  },
)

async function openStream(headers: Record<string, string> = {}) {
  const answer = await city.app.inject({
    method: 'GET',
    url: `/api/v1/agents/${id}/stream`,
    headers: { authorization: `Bearer ${key}`, ...headers },
    payloadAsStream: true,
  })
  let text = ''
  const stream = answer.stream()
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<void>((resolve) => stream.once('end', () => resolve()))
  return { answer, ended, read: () => text }
}

test('[STR-2] the stream resumes from Last-Event-ID and ends when the key is revoked', async () => {
  await say('one')
  await say('two')
  const items = (await get('inbox')).body['items'] as { cursor: string }[]
  const { answer, ended, read } = await openStream({ 'last-event-id': String(items[0]?.cursor) })
  expect(answer.headers['content-type']).toBe('text/event-stream')
  await expect.poll(read).toContain(`id: ${items[1]?.cursor}\nevent: result\n`)
  expect(read()).not.toContain(`id: ${items[0]?.cursor}\n`)
  await city.call('DELETE', `/agents/${id}/keys/${keyId}`, { token })
  await ended
  expect(read()).toContain('event: end\ndata: {"code":"key_expired"}')
})

test('[§9] an agent has eight streams open at most', async () => {
  for (let i = 0; i < 8; i++) await openStream()
  expect((await get('stream')).body).toMatchObject({ code: 'conflict' })
})
