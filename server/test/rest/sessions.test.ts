import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, textOf } from './city.ts'

let city: City
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

const MINUTE_MS = 60_000

test('[§11] an e-mail signs up once, however it is spelt', async () => {
  const body = { email: 'ada@example.org', password: 'correct horse', display_name: 'Ada' }
  expect((await city.call('POST', '/accounts', { body })).status).toBe(201)
  const again = await city.call('POST', '/accounts', { body: { ...body, email: 'ADA@example.org' } })
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test.each([
  ['email', { email: 'nobody', password: 'correct horse', display_name: 'Ada' }],
  ['password', { email: 'ada@example.org', password: 'short', display_name: 'Ada' }],
  ['display_name', { email: 'ada@example.org', password: 'correct horse' }],
])('[§9] sign-up names the field that is wrong: %s', async (field, body) => {
  const answer = await city.call('POST', '/accounts', { body })
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_shape', detail: expect.stringContaining(field) } })
})

test('[§11] a wrong password and an unknown e-mail are told the same', async () => {
  await city.owner()
  const wrong = await city.call('POST', '/sessions', { body: { email: 'ada@example.org', password: 'battery' } })
  const unknown = await city.call('POST', '/sessions', { body: { email: 'eve@example.org', password: 'battery' } })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect(unknown.body).toEqual(wrong.body)
})

test('[§11] an account tells who it is and which sessions are open', async () => {
  const { token } = await city.owner()
  const account = await city.call('GET', '/accounts/me', { token })
  expect(account.body).toEqual({ account: { id: expect.any(String), email: 'ada@example.org', display_name: 'Ada' } })
  const { body } = await city.call('GET', '/accounts/me/sessions', { token })
  expect(body).toEqual({
    sessions: [
      {
        id: expect.any(String),
        created_at: '2030-01-01T12:00:00.000Z',
        expires_at: '2030-01-31T12:00:00.000Z',
        user_agent: expect.any(String),
        current: true,
      },
    ],
  })
})

test('[§11] an access token ends after 15 minutes, a refresh token gives the next', async () => {
  const { token, refresh } = await city.owner()
  await city.clock.advance(16 * MINUTE_MS)
  expect(await city.call('GET', '/agents', { token })).toMatchObject({ status: 401, body: { code: 'session_expired' } })
  const fresh = await city.call('POST', '/sessions/refresh', { body: { refresh_token: refresh } })
  expect(fresh.status).toBe(200)
  expect(fresh.body).toMatchObject({ expires_in: 900, refresh_token: expect.not.stringContaining(refresh) })
  expect((await city.call('GET', '/agents', { token: textOf(fresh, 'access_token') })).status).toBe(200)
})

test('[§11] a refresh token used twice ends the whole session', async () => {
  const { refresh } = await city.owner()
  const fresh = await city.call('POST', '/sessions/refresh', { body: { refresh_token: refresh } })
  const stolen = await city.call('POST', '/sessions/refresh', { body: { refresh_token: refresh } })
  expect(stolen).toMatchObject({ status: 401, body: { code: 'session_expired' } })
  expect((await city.call('GET', '/agents', { token: textOf(fresh, 'access_token') })).status).toBe(401)
  const next = await city.call('POST', '/sessions/refresh', { body: { refresh_token: textOf(fresh, 'refresh_token') } })
  expect(next.status).toBe(401)
})

test('[§11] logging out ends the access token at once', async () => {
  const { token } = await city.owner()
  expect((await city.call('DELETE', '/sessions/current', { token })).status).toBe(204)
  const after = await city.call('GET', '/accounts/me', { token })
  expect(after).toMatchObject({ status: 401, body: { code: 'session_expired' } })
})

test('[§11] a token that somebody else signed is none', async () => {
  const { token } = await city.owner()
  const [head, payload] = token.split('.')
  const forged = `${head}.${payload}.${'A'.repeat(342)}`
  expect((await city.call('GET', '/agents', { token: forged })).body['code']).toBe('session_expired')
  expect((await city.call('GET', '/agents')).body['code']).toBe('unauthenticated')
})

test('[§11] passwords cannot be tried without end', async () => {
  const body = { email: 'ada@example.org', password: 'battery' }
  for (let i = 0; i < 10; i++) expect((await city.call('POST', '/sessions', { body })).status).toBe(401)
  const refused = await city.call('POST', '/sessions', { body })
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', retry_after_ms: 12_000 } })
  expect(refused.headers['retry-after']).toBe('12')
  await city.clock.advance(12_000)
  expect((await city.call('POST', '/sessions', { body })).status).toBe(401)
})

test('[§11] in public mode an address signs up ten times, then has to wait', async () => {
  const open = await openCity({ CIVITAS_TEST: '0', PUBLIC_URL: 'https://city.example' })
  const signUp = (i: number) =>
    open.call('POST', '/accounts', { body: { email: `u${i}@example.org`, password: 'x', display_name: 'U' } })
  for (let i = 0; i < 10; i++) expect((await signUp(i)).status).toBe(400)
  expect(await signUp(10)).toMatchObject({ status: 429, body: { code: 'rate_limited', retry_after_ms: 300_000 } })
  await open.close()
})
