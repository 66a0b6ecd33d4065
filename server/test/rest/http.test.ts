import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { meansKinds } from '@civitas/schema'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity } from './city.ts'

let city: City
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

const get = (url: string, headers: Record<string, string> = {}) => city.call('GET', url, { root: true, headers })

test('[§9] an unknown path is a problem with a request id', async () => {
  const answer = await get('/api/v1/nothing?secret=1')
  expect(answer.status).toBe(404)
  expect(answer.body).toEqual({
    type: 'urn:civitas:problem:not_found',
    title: 'No such thing.',
    status: 404,
    detail: 'Nothing answers GET /api/v1/nothing.',
    code: 'not_found',
  })
  expect(answer.headers['x-request-id']).toMatch(/^req_\w{16}$/)
})

test('[§9] a body that is no JSON is said to be none, whatever the route', async () => {
  const broken = await city.call('POST', '/accounts', { raw: '{"email"' })
  expect(broken).toMatchObject({ status: 400, body: { code: 'malformed_json' } })
  const form = await city.call('POST', '/accounts', {
    raw: 'email=a',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(form).toMatchObject({ status: 400, body: { code: 'malformed_json' } })
  const poisoned = await city.call('POST', '/accounts', { raw: '{"__proto__":{"admin":true}}' })
  expect(poisoned.status).toBe(400)
})

test('an empty body is no body, whatever its type says', async () => {
  const { token } = await city.owner()
  const { id } = await city.agent(token)
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const deleted = await city.app.inject({ method: 'DELETE', url: `/api/v1/agents/${id}`, headers })
  expect(deleted.statusCode).toBe(204)
  const empty = await city.call('POST', '/accounts', { raw: '' })
  expect(empty).toMatchObject({ status: 400, body: { code: 'invalid_shape' } })
})

test('[§9] a fault of ours tells the client nothing but that', async () => {
  city.store.projections.buildings = async () => {
    throw new Error('relation "buildings" does not exist')
  }
  const answer = await city.call('GET', '/buildings')
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal', detail: 'A fault of ours.' } })
})

test('[§9] a store that is away is told apart from a fault', async () => {
  city.store.projections.buildings = async () => {
    throw Object.assign(new Error('disk full'), { code: 'store_unavailable' })
  }
  const answer = await city.call('GET', '/buildings')
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', retry_after_ms: 1000 } })
})

test('[§9] the interface describes itself, with every resource', async () => {
  const { body } = await get('/openapi.json')
  expect(body['openapi']).toBe('3.1.0')
  const paths = Object.keys(body['paths'] as object)
  for (const path of ['/api/v1/accounts', '/api/v1/agents/{id}/actions', '/api/v1/world', '/api/v1/events', '/ready']) {
    expect(paths).toContain(path)
  }
  expect(paths.filter((path) => path.startsWith('/test'))).toEqual([])
  expect((await get('/docs/')).status).toBe(200)
})

test('[§9] the MQTT side describes itself, and every message it names has a schema', async () => {
  const { body } = await get('/asyncapi.json')
  expect(body['asyncapi']).toBe('3.0.0')
  const channels = Object.values(body['channels'] as Record<string, { address: string; messages: object }>)
  expect(channels.map(({ address }) => address)).toContain('/agent/{id}/action')
  const known = Object.keys((body['components'] as { messages: object }).messages)
  for (const { messages } of channels) expect(known).toEqual(expect.arrayContaining(Object.keys(messages)))
})

test('[§9] the manual shows how to connect and names every action and code', async () => {
  const { body, headers } = await get('/skill.md')
  expect(headers['content-type']).toContain('text/markdown')
  for (const word of [
    '/observation',
    'mqtt.connect',
    '/agent/a1000000/action',
    '`move_to`',
    '`one_per_tick`',
    '`busy`',
  ]) {
    expect(body['text']).toContain(word)
  }
  for (const kind of meansKinds) expect(body['text']).toContain(`\n| \`${kind}\` |`)
  expect(body['text']).not.toContain('undefined')
})

test('the page may run its own scripts and speak to its own sockets, nothing else', async () => {
  const { headers } = await get('/health', { host: 'city.example:4000' })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self' ws://city.example:4000 wss://city.example:4000;")
  const odd = await get('/health', { host: 'x;script-src *' })
  expect(String(odd.headers['content-security-policy'])).not.toContain('script-src *')
})

test('the built page is served, and links into it lead to it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Civitas</title>')
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'go()')
  const served = await openCity({}, { pageFolder: folder })
  const browse = (url: string) => served.call('GET', url, { root: true, headers: { accept: 'text/html' } })
  expect((await browse('/')).body['text']).toContain('Civitas')
  expect((await browse('/resident/a12')).body['text']).toContain('Civitas')
  expect((await browse('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable')
  expect((await browse('/assets/missing.js')).status).toBe(404)
  expect((await browse('/api/v1/missing')).body['code']).toBe('not_found')
  await served.close()
})

test('without a built page the city says where its interface is described', async () => {
  const served = await openCity({}, { pageFolder: '/nowhere' })
  expect((await served.call('GET', '/', { root: true })).body['text']).toContain('/skill.md')
  await served.close()
})
