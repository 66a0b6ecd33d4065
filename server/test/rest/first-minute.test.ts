import { afterAll, beforeAll, expect, test } from 'vitest'
import { type City, openCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

test('[§9] from sign-up to an acknowledged action, with the shapes of the design', async () => {
  const { call } = city
  const account = await call('POST', '/accounts', {
    body: { email: 'ada@example.org', password: 'correct horse', display_name: 'Ada' },
  })
  expect(account.status).toBe(201)
  expect(account.body).toEqual({ account: { id: expect.any(String), email: 'ada@example.org', display_name: 'Ada' } })

  const session = await call('POST', '/sessions', { body: { email: 'ada@example.org', password: 'correct horse' } })
  expect(session.status).toBe(201)
  expect(Object.keys(session.body).sort()).toEqual(['access_token', 'expires_in', 'refresh_token'])
  const token = String(session.body['access_token'])

  const made = await call('POST', '/agents', { token, body: { name: 'Bo', mind: { type: 'external' } } })
  expect(made.status).toBe(201)
  expect(made.body).toEqual({
    agent: { id: 'a1000000', name: 'Bo', district: 'old-town', status: 'living', mind: { type: 'external' } },
  })

  const key = await call('POST', '/agents/a1000000/keys', {
    token,
    body: { scopes: ['observe', 'act', 'speak', 'own'] },
  })
  expect(key.status).toBe(201)
  expect(key.body).toEqual({ key_id: expect.stringMatching(/^k/), key: expect.stringMatching(/^cvk_/) })
  const secret = String(key.body['key'])

  const observation = await call('GET', '/agents/a1000000/observation', { token: secret })
  expect(observation.status).toBe(200)
  expect(observation.body).toMatchObject({ agent_id: 'a1000000', observation: { location: { district: 'old-town' } } })

  const said = { action: 'say', parameters: { text: 'Good morning' }, idempotency_key: 'one' }
  const result = await call('POST', '/agents/a1000000/actions?wait=5', { token: secret, body: said })
  expect(result.status).toBe(200)
  expect(result.body).toEqual({
    action_id: expect.stringMatching(/^act_/),
    status: 'accepted',
    tick: expect.any(Number),
    idempotency_key: 'one',
    cursor: expect.any(String),
  })

  const receipt = await call('POST', '/agents/a1000000/actions', { token: secret, body: { action: 'wait' } })
  expect(receipt.status).toBe(202)
  expect(receipt.body).toEqual({
    action_id: expect.any(String),
    status: 'queued',
    idempotency_key: expect.any(String),
  })
})
