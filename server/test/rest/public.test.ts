import { topics } from '@civitas/schema'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type City, openCity, smallTown, soon, textOf } from './city.ts'

let city: City
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

const get = (path: string, headers?: Record<string, string>) =>
  city.call('GET', path, headers === undefined ? {} : { headers })

test('[§9] the world has the fields of the design', async () => {
  await city.clock.advance(5_000)
  const { status, body } = await get('/world')
  expect(status).toBe(200)
  expect(body).toEqual({
    name: 'Testopolis',
    tick: 1,
    clock: {
      day: 1,
      minute_of_day: 480,
      city_time: 'day 1 08:00',
      year: 1,
      season: 'spring',
      day_of_season: 1,
      weekday: 'monday',
      rate: 20,
      weather: 'clear',
      paused: false,
    },
    tick_ms: 1000,
    step_hz: 10,
    clock_rate: 20,
    districts: [{ id: 'old-town', name: 'Old Town', residents: 0 }],
    residents: 0,
    incidents: [],
    uptime_s: 5,
  })
})

test('[§9] districts are listed and read one by one', async () => {
  const { body } = await get('/districts')
  expect(body['districts']).toMatchObject([{ id: 'old-town', tick: 1, neighborhoods: [{ id: 'mill-row' }] }])
  expect((await get('/districts/old-town')).body).toMatchObject({ district: { name: 'Old Town' } })
  expect(await get('/districts/atlantis')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('[§9] a building is as the scenario says until a tick has touched it', async () => {
  const { body } = await get('/buildings?district=old-town')
  const shelves = [{ item: 'bread', price: 3, stock: 10 }]
  expect(body['buildings']).toMatchObject([{ id: 'bakery-1', kind: 'bakery', occupants: 0, open: true, shelves }])
  expect((await get('/buildings?district=atlantis')).body).toEqual({ buildings: [] })
})

test('[§9] what stands still is kept by the client: same tag, no body', async () => {
  for (const path of ['/map', '/plots', '/actions', '/buildings']) {
    const first = await get(path)
    expect(first.status).toBe(200)
    const again = await get(path, { 'if-none-match': `W/${String(first.headers['etag'])}` })
    expect(again).toMatchObject({ status: 304, body: { text: '' } })
  }
})

test('the map is the scenario without what only the simulation needs', async () => {
  const { body } = await get('/map')
  const [district] = smallTown.districts
  const { residents: _, treasury: __, ...drawn } = { ...district }
  expect(body).toMatchObject({ name: 'test', size: [64, 64], districts: [drawn] })
  expect(JSON.stringify(body)).not.toContain('treasury')
  expect((await get('/plots')).body).toEqual({
    plots: [{ id: 'plot-1', district: 'old-town', at: [40, 40], size: [8, 8], price: 100, status: 'free' }],
  })
})

test('[§7] the catalogue gives every action with schema, scope, targets and an example that passes', async () => {
  const { body } = await get('/actions')
  const actions = body['actions'] as { action: string; codes: string[]; parameters: object; example: object }[]
  expect(actions.map(({ action }) => action)).toContain('move_to')
  expect(actions.find(({ action }) => action === 'say')).toMatchObject({
    scope: 'speak',
    codes: expect.arrayContaining(['stale', 'asleep', 'too_much_speech', 'too_far']),
    parameters: { type: 'object', properties: { text: { maxLength: 280 } }, required: ['text'] },
  })
  const { token } = await city.owner()
  const { id, key } = await city.agent(token)
  for (const { example } of actions) {
    expect((await city.call('POST', `/agents/${id}/actions`, { token: key, body: example })).status).toBe(202)
  }
})

test('[§9] public events are joined, private ones left out, and the cursor goes on', async () => {
  const { token } = await city.owner()
  const { id, key } = await city.agent(token)
  const start = await get('/events')
  expect(start.body['events']).toMatchObject([
    { type: 'agent_spawned', agent_id: id, name: 'Bo', district: 'old-town' },
  ])
  const body = { action: 'say', parameters: { text: 'Hello all' } }
  await city.call('POST', `/agents/${id}/actions?wait=5`, { token: key, body })
  const next = await get(`/events?after=${textOf(start, 'cursor')}`)
  expect(next.body['events']).toMatchObject([{ type: 'said', name: 'Bo', text: 'Hello all' }])
  expect((await get(`/events?after=${textOf(next, 'cursor')}`)).body['events']).toEqual([])
  expect((await get('/events?after=nonsense')).body['code']).toBe('invalid_cursor')
})

test('[§9] nobody is not found, and a scenario resident is public', async () => {
  expect((await get('/agents/a7/public')).body['code']).toBe('not_found')
  expect((await get('/agents/bakery-1/public')).body['code']).toBe('not_found')
  await city.store.agents.register('main', [{ resident: 7, name: 'Rosa', district: 'old-town', job: 'bakery-1' }])
  await city.clock.advance(2_000)
  const { body } = await get('/agents/a7/public')
  const about = { agent_id: 'a7', name: 'Rosa', district: 'old-town', mind: 'routine', activity: '', job: 'bakery-1' }
  expect(body).toEqual(about)
  const one = {
    age: 41,
    traits: ['a reader'],
    skills: { letters: 12 },
    household: [],
    friends: ['a8', 'a9'],
    at_odds: [],
  }
  city.district.profiles.set(7, one)
  await city.store.agents.register('main', [{ resident: 8, name: 'Bo', district: 'old-town' }])
  const friends = [
    { agent_id: 'a8', name: 'Bo' },
    { agent_id: 'a9', name: 'a9' },
  ]
  expect((await get('/agents/a7/public')).body).toEqual({ ...about, ...one, friends })
})

test('[§9] ready means that ticks, clock and store move', async () => {
  expect(await city.call('GET', '/ready', { root: true })).toMatchObject({ status: 200, body: { ready: true } })
  await city.clock.advance(6_000)
  const still = await city.call('GET', '/ready', { root: true })
  expect(still).toMatchObject({ status: 503, body: { ready: false } })
  expect(still.body['reasons']).toEqual(['district old-town: no committed tick for 6 s'])
  expect((await get('/health')).body).toEqual({ status: 'ok' })
  await city.district.runTick()
  await soon()
  expect((await get('/ready')).status).toBe(200)
  await city.clock.advance(1_000)
  city.store.health = async () => ({ ok: false, detail: 'disk full' })
  expect((await get('/ready')).body['reasons']).toEqual(['store: disk full'])
})

test('[§9] a city that never ticked is starting', async () => {
  const early = await openCity({}, { started: false })
  expect((await early.call('GET', '/world')).body).toMatchObject({ code: 'unavailable' })
  const ready = await early.call('GET', '/ready')
  expect(ready.body['reasons']).toEqual(['district old-town: no tick yet'])
  await early.close()
})

test('[ACT-8] answers and their codes are counted', async () => {
  const { token } = await city.owner()
  const { id, key } = await city.agent(token)
  await city.call('POST', `/agents/${id}/actions`, { token: key, body: { action: 'fly' } })
  const { body } = await city.call('GET', '/metrics', { root: true })
  expect(body['text']).toContain('civitas_actions_total{status="refused",code="unknown_action"} 1')
  expect(body['text']).toContain('civitas_http_problems_total{code="unknown_action"} 1')
  expect(body['text']).toContain('civitas_chain_step_seconds_count{step="parse"} 1')
})

test('[§16] test-only paths answer in test mode and are not there otherwise', async () => {
  const positions = [{ resident: 1, x: 2, y: 3, pose: 'walking' }]
  const answer = { oldest: 1, newest: 9, step: 9, positions }
  city.bus.respond(topics.districtPositions('old-town'), () => answer)
  const seen = await city.call('GET', '/test/positions?step=9', { root: true })
  expect(seen.body).toEqual({ district: 'old-town', ...answer })
  const plain = await openCity({ CIVITAS_TEST: '0' })
  expect((await plain.call('GET', '/test/positions', { root: true })).status).toBe(404)
  await plain.close()
})

test('[CLK-1] in test mode the clock can be sped up from a tick ahead on', async () => {
  await city.store.city.addClock('main', { tick0: 0, wall0Ms: 1_000, speed: 1, rate: 20 })
  const set = await city.call('POST', '/test/speed', { root: true, body: { speed: 10 } })
  expect(set.body).toEqual({ tick0: 6, speed: 10 })
  const record = await city.store.city.latestClock('main')
  expect(record).toEqual({ tick0: 6, wall0Ms: 7_000, speed: 10, rate: 20 })
})

test('[CMD-1] in test mode an incident can be queued for every district, once', async () => {
  const fire = { id: 'a-fire', incident: 'fire', place: 'bakery-1', hours: 3 }
  const queue = () => city.call('POST', '/test/incidents', { root: true, body: fire })
  expect((await queue()).body).toEqual({ incident: 'a-fire' })
  await queue()
  const event = { kind: 'incident', incident: 'fire', place: 'bakery-1', hours: 3 }
  expect(await city.store.worldEvents.due('main', 0, 9)).toEqual([
    { id: 'a-fire', dueMs: 0, targets: ['old-town'], event },
  ])
})
