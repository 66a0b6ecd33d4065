import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, passTime } from './city.ts'

let city: City
let token: string
beforeEach(async () => {
  city = await openCity()
  token = (await city.owner()).token
})
afterEach(() => city.close())

test('[§9] an agent is listed, read, renamed and retired by its owner', async () => {
  const { call } = city
  const made = await call('POST', '/agents', { token, body: { name: 'Bo', persona: 'Curious.' } })
  const agent = { id: 'a1000000', name: 'Bo', persona: 'Curious.', district: 'old-town', status: 'living' }
  expect(made.body).toEqual({ agent: { ...agent, mind: { type: 'external' } } })
  expect((await call('GET', '/agents', { token })).body).toEqual({ agents: [{ ...agent, mind: { type: 'external' } }] })
  const renamed = await call('PATCH', '/agents/a1000000', { token, body: { name: 'Bea' } })
  expect(renamed).toMatchObject({ status: 200, body: { agent: { name: 'Bea', persona: 'Curious.' } } })
  expect((await call('GET', '/agents/a1000000', { token })).body).toMatchObject({ agent: { name: 'Bea' } })
  expect((await call('GET', '/agents/a1000000/public')).body).toMatchObject({ agent_id: 'a1000000', name: 'Bea' })
  expect((await call('DELETE', '/agents/a1000000', { token })).status).toBe(204)
  expect((await call('GET', '/agents', { token })).body).toEqual({ agents: [] })
  expect((await call('GET', '/agents/a1000000/public')).status).toBe(404)
  expect((await call('PATCH', '/agents/a1000000', { token, body: { name: 'Bo' } })).body['code']).toBe('conflict')
})

test('[§9] creation waits three seconds for the spawn, then answers as it is', async () => {
  city.district.deaf = true
  const making = city.call('POST', '/agents', { token, body: { name: 'Bo' } })
  const beganMs = city.clock.wallMs()
  const made = await passTime(city.clock, making)
  expect(made).toMatchObject({ status: 201, body: { agent: { status: 'spawning' } } })
  expect(city.clock.wallMs() - beganMs).toBeGreaterThanOrEqual(3_000)
})

test('[CMD-1] a change of mind reaches the district as a command', async () => {
  const { id } = await city.agent(token)
  city.district.deaf = true
  const changed = await city.call('PATCH', `/agents/${id}`, { token, body: { mind: { type: 'routine' } } })
  expect(changed.body).toMatchObject({ agent: { mind: { type: 'routine' } } })
  const pending = await city.store.commands.pending('main', 'old-town', 10)
  expect(pending.map(({ command }) => command)).toEqual([
    { kind: 'set_streamed', resident: 1_000_000, streamed: false },
  ])
})

test.each(['script', 'model'])('[§10] a mind that is not offered is refused by name: %s', async (type) => {
  const answer = await city.call('POST', '/agents', { token, body: { name: 'Bo', mind: { type } } })
  expect(answer).toMatchObject({ status: 422, body: { code: 'not_available', detail: expect.stringContaining(type) } })
})

test('[§9] an unknown district and a missing name are named', async () => {
  const nowhere = await city.call('POST', '/agents', { token, body: { name: 'Bo', home_district: 'atlantis' } })
  expect(nowhere).toMatchObject({ status: 400, body: { code: 'invalid_shape' } })
  expect(nowhere.body['detail']).toContain('home_district')
  const nameless = await city.call('POST', '/agents', { token, body: {} })
  expect(nameless.body['detail']).toContain('name')
})

test('[§11] agents of others are out of reach, for owners and for keys', async () => {
  const mine = await city.agent(token)
  const other = await city.owner('eve@example.org')
  const theirs = await city.agent(other.token)
  expect((await city.call('GET', `/agents/${mine.id}`, { token: other.token })).body['code']).toBe('forbidden')
  expect((await city.call('DELETE', `/agents/${mine.id}`, { token: other.token })).body['code']).toBe('forbidden')
  expect((await city.call('GET', `/agents/${mine.id}`, { token: theirs.key })).body['code']).toBe('forbidden')
  expect((await city.call('GET', `/agents/${theirs.id}`, { token: theirs.key })).status).toBe(200)
  expect((await city.call('GET', '/agents/a77', { token })).body['code']).toBe('not_found')
  expect((await city.call('PATCH', `/agents/${mine.id}`, { token: mine.key, body: {} })).body['code']).toBe('forbidden')
})

test('[§11] in public mode a plan holds ten agents', async () => {
  const open = await openCity({ CIVITAS_TEST: '0', PUBLIC_URL: 'https://city.example' })
  const owner = await open.owner()
  for (let i = 0; i < 10; i++) {
    expect((await open.call('POST', '/agents', { token: owner.token, body: { name: `A${i}` } })).status).toBe(201)
  }
  const refused = await open.call('POST', '/agents', { token: owner.token, body: { name: 'one more' } })
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  await open.close()
})

test('[§11] an owner on its own machine may make agents by the hundred; in public mode it waits', async () => {
  const list = (of: City, credentials: string) => of.call('GET', '/agents', { token: credentials })
  for (let i = 0; i < 700; i++) expect((await list(city, token)).status).toBe(200)
  const open = await openCity({ CIVITAS_TEST: '0', PUBLIC_URL: 'https://city.example' })
  const owner = await open.owner()
  for (let i = 0; i < 600; i++) expect((await list(open, owner.token)).status).toBe(200)
  expect(await list(open, owner.token)).toMatchObject({ status: 429, body: { retry_after_ms: 100 } })
  await open.close()
})
