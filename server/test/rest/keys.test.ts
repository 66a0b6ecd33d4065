import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, soon, textOf } from './city.ts'

let city: City
let token: string
beforeEach(async () => {
  city = await openCity()
  token = (await city.owner()).token
})
afterEach(() => city.close())

const OVERLAP_MS = 600_000

test('[§9] a key is shown once and listed without its secret', async () => {
  const { id, keyId } = await city.agent(token, ['observe', 'act'])
  const { body } = await city.call('GET', `/agents/${id}/keys`, { token })
  expect(body).toEqual({
    keys: [{ key_id: keyId, scopes: ['observe', 'act'], created_at: '2030-01-01T12:00:00.000Z' }],
  })
})

test('[§9] a scope that does not exist, and none at all, are refused', async () => {
  const { id } = await city.agent(token)
  for (const scopes of [['fly'], []]) {
    const answer = await city.call('POST', `/agents/${id}/keys`, { token, body: { scopes } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_shape' } })
  }
})

test('[§11] a key that is nearly right is none', async () => {
  const { id, key } = await city.agent(token)
  const last = key.endsWith('A') ? 'B' : 'A'
  for (const wrong of [`${key.slice(0, -1)}${last}`, 'cvk_', `cvk_k${'0'.repeat(12)}_${'0'.repeat(43)}`]) {
    const answer = await city.call('GET', `/agents/${id}`, { token: wrong })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  }
})

test('[§9] a key does what its scopes say', async () => {
  const { id, key } = await city.agent(token, ['observe'])
  const act = (action: object) => city.call('POST', `/agents/${id}/actions`, { token: key, body: action })
  expect((await city.call('GET', `/agents/${id}/observation`, { token: key })).status).toBe(200)
  expect((await act({ action: 'wait' })).body).toMatchObject({
    code: 'forbidden',
    detail: expect.stringContaining('act'),
  })
  const said = await act({ action: 'say', parameters: { text: 'Hi' } })
  expect(said.body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('speak') })
  const mute = await city.call('POST', `/agents/${id}/keys`, { token, body: { scopes: ['act'] } })
  expect((await city.call('GET', `/agents/${id}/inbox`, { token: textOf(mute, 'key') })).body['code']).toBe('forbidden')
})

test('[§9] rotation overlaps ten minutes, then the old key is dead and the new one lives', async () => {
  const { id, key, keyId } = await city.agent(token)
  const rotated = await city.call('POST', `/agents/${id}/keys/${keyId}/rotate`, { token })
  expect(rotated.status).toBe(201)
  const read = (secret: string) => city.call('GET', `/agents/${id}`, { token: secret })
  expect((await read(key)).status).toBe(200)
  await city.clock.advance(OVERLAP_MS - 1)
  expect((await read(key)).status).toBe(200)
  await city.clock.advance(1)
  expect(await read(key)).toMatchObject({ status: 401, body: { code: 'key_expired' } })
  expect((await read(textOf(rotated, 'key'))).status).toBe(200)
})

test('[§11] a revoked key is dead at once', async () => {
  const { id, key, keyId } = await city.agent(token)
  expect((await city.call('GET', `/agents/${id}`, { token: key })).status).toBe(200)
  expect((await city.call('DELETE', `/agents/${id}/keys/${keyId}`, { token })).status).toBe(204)
  await soon()
  expect((await city.call('GET', `/agents/${id}`, { token: key })).body['code']).toBe('key_expired')
  expect((await city.call('DELETE', `/agents/${id}/keys/kmissing`, { token })).body['code']).toBe('not_found')
})

test('[§11] a revocation that this process did not hear of is trusted for 30 seconds at most', async () => {
  const { id, key, keyId } = await city.agent(token)
  expect((await city.call('GET', `/agents/${id}`, { token: key })).status).toBe(200)
  await city.store.keys.expire(keyId, city.clock.wallMs())
  expect((await city.call('GET', `/agents/${id}`, { token: key })).status).toBe(200)
  await city.clock.advance(30_000)
  expect((await city.call('GET', `/agents/${id}`, { token: key })).body['code']).toBe('key_expired')
})

test.each(['inbox?after=0-0&wait=30', 'observation?after=99&wait=30', 'actions/act_none?wait=30'])(
  '[§11] a long poll ends when its key is revoked: %s',
  async (path) => {
    const { id, key, keyId } = await city.agent(token)
    const waiting = city.call('GET', `/agents/${id}/${path}`, { token: key })
    await soon()
    await city.call('DELETE', `/agents/${id}/keys/${keyId}`, { token })
    expect(await waiting).toMatchObject({ status: 401, body: { code: 'key_expired' } })
  },
)

test('[§9] an agent holds twenty living keys', async () => {
  const { id } = await city.agent(token)
  for (let i = 0; i < 19; i++) {
    expect((await city.call('POST', `/agents/${id}/keys`, { token, body: {} })).status).toBe(201)
  }
  expect((await city.call('POST', `/agents/${id}/keys`, { token, body: {} })).body['code']).toBe('conflict')
})

test('[§11] the keys of a retired agent die with it', async () => {
  const { id, key } = await city.agent(token)
  await city.call('DELETE', `/agents/${id}`, { token })
  await soon()
  expect((await city.call('GET', `/agents/${id}`, { token: key })).body['code']).toBe('key_expired')
})
