import { connect as connectTcp } from 'node:net'
import { topics } from '@civitas/schema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EdgeCity } from '../helpers/edge-city.ts'
import { until, woke } from '../helpers/fake-city.ts'

const ANNA = 1_000_000
const BERT = 1_000_001

describe('the MQTT edge', () => {
  let at: EdgeCity

  beforeEach(async () => {
    at = await EdgeCity.start([ANNA, BERT])
  })

  afterEach(() => at.stop())

  it('[ACT-1] takes an action and delivers result, facts and observation', async () => {
    const anna = await at.connect(ANNA)
    expect(await anna.subscribe('/agent/a1000000/#', '/world/+')).toEqual([1, 1])
    await anna.act({ action: 'wait', parameters: { minutes: 5 }, idempotency_key: 'k1' })
    await until(() => at.submitted.length === 1)
    expect(at.submitted[0]).toMatchObject({ agentId: 'a1000000', waitMs: 0, decision: { action: 'wait' } })
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    await at.city.run([
      { resident: ANNA, draft: { kind: 'result', action_id: 'act_1', key: 'k1', status: 'accepted' } },
      { resident: ANNA, draft: woke(ANNA) },
    ])
    await until(() => anna.on('observation').length === 1 && anna.on('facts').length === 1)
    const result = {
      type: 'result',
      action_id: 'act_1',
      status: 'accepted',
      tick: 1,
      idempotency_key: 'k1',
      cursor: '1-1',
    }
    expect(anna.on('result')).toEqual([result])
    expect(anna.on('facts')[0]).toMatchObject({ type: 'woke', cursor: '2-1', tick: 1, name: 'Name 1000000' })
    expect(anna.on('observation')[0]).toMatchObject({ agent_id: 'a1000000', tick: 1, cursor: '2-1' })
    await until(() => anna.heard.some(({ topic }) => topic === '/world/tick'))
  })

  it('[ACT-7] answers a repeat with the acknowledgement that is in the store', async () => {
    const result = { action_id: 'act_1', status: 'accepted', tick: 3, idempotency_key: 'k1', cursor: '1-3' } as const
    at.answer = () => result
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    await anna.act({ action: 'wait', idempotency_key: 'k1' })
    await until(() => anna.on('result').length === 1)
    expect(anna.on('result')).toEqual([{ type: 'result', ...result }])
  })

  it('[ACT-4] a refusal by the chain goes as a result without a cursor to the connection that asked', async () => {
    at.answer = () => ({ status: 'refused', code: 'unknown_action', reason: 'No such action.', idempotency_key: 'k1' })
    const [asking, other] = [await at.connect(ANNA), await at.connect(ANNA)]
    await asking.subscribe(asking.own('#'))
    await other.subscribe(other.own('#'))
    await asking.act({ action: 'fly', idempotency_key: 'k1' })
    await until(() => asking.on('result').length === 1)
    const refusal = { code: 'unknown_action', reason: 'No such action.', idempotency_key: 'k1' }
    expect(asking.on('result')).toEqual([{ type: 'result', status: 'refused', ...refusal }])
    expect(other.on('result')).toEqual([])
  })

  it('[ACT-8] malformed JSON is answered by a refused result, and the connection goes on', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    await anna.act('{"action":')
    await until(() => anna.on('result').length === 1)
    expect(anna.on('result')[0]).toMatchObject({ status: 'refused', code: 'malformed_json' })
    await anna.client.publishAsync(anna.own('action'), Buffer.from([0x22, 0xff, 0x22]), { qos: 1 })
    await until(() => anna.on('result').length === 2)
    expect(anna.on('result')[1]).toMatchObject({ status: 'refused', code: 'malformed_json' })
    expect([at.submitted.length, anna.closed]).toEqual([0, false])
  })

  it('[STR-2] [STR-3] resume replays to the connection that asked only, then goes on live', async () => {
    for (let tick = 0; tick < 4; tick++) await at.city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await at.city.delivered()
    const [asking, other] = [await at.connect(ANNA), await at.connect(ANNA)]
    await asking.subscribe(asking.own('facts'))
    await other.subscribe(other.own('facts'))
    await asking.client.publishAsync(asking.own('resume'), JSON.stringify({ cursor: '1-1' }), { qos: 1 })
    await until(() => asking.on('facts').length === 3)
    await at.city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => asking.on('facts').length === 4 && other.on('facts').length === 1)
    expect(asking.on('facts').map(({ cursor }) => cursor)).toEqual(['2-2', '3-3', '4-4', '5-5'])
    expect(other.on('facts').map(({ cursor }) => cursor)).toEqual(['5-5'])
  })

  it('[STR-2] a cursor that is none is refused', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    for (const body of ['{"cursor":"yesterday"}', '{"cursor":7}', '[]', '{}']) {
      await anna.client.publishAsync(anna.own('resume'), body, { qos: 1 })
    }
    await until(() => anna.on('result').length === 4)
    expect(new Set(anna.on('result').map(({ code }) => code))).toEqual(new Set(['invalid_cursor']))
  })

  it('a message to another agent’s topic is refused, reaches nobody and ends the connection', async () => {
    const [anna, bert] = [await at.connect(ANNA), await at.connect(BERT)]
    await anna.subscribe(anna.own('result'))
    await bert.subscribe(bert.own('#'))
    anna.client.publish('/agent/a1000001/action', '{"action":"wait"}', { qos: 1, retain: true })
    await until(() => anna.closed)
    expect(anna.on('result')).toEqual([
      { type: 'result', status: 'refused', code: 'forbidden', reason: expect.stringContaining('own agent') },
    ])
    const heard = bert.heard.filter(({ topic }) => topic !== bert.own('status'))
    expect([heard, at.submitted, bert.closed]).toEqual([[], [], false])
  })

  it.each(['/world/news', '/agent/a1000000/result', '/district/old-town/inbox', 'anything', '$SYS/x'])(
    'an agent may not publish to %s',
    async (topic) => {
      const anna = await at.connect(ANNA)
      anna.client.publish(topic, 'x', { qos: 0 })
      await until(() => anna.closed)
      expect(at.city.counts.get('mqtt_foreign_topic')).toBe(1)
    },
  )

  it.each([
    ['its own leaves', ['/agent/a1000000/#', '/agent/a1000000/+', '/agent/a1000000/result'], [1, 1, 1]],
    ['the world', ['/world/+', '/world/clock', '/world/tick', '/world/news'], [1, 1, 1, 1]],
    ['where it is', ['/district/old-town/state', '/neighborhood/west/chat'], [1, 1]],
    [
      'others',
      ['/agent/a1000001/#', '/agent/+/result', '/agent/#', '#', '+/+', '/+/r'],
      [128, 128, 128, 128, 128, 128],
    ],
    [
      'where it is not',
      ['/district/market/events', '/neighborhood/east/chat', '/building/bakery-3/events'],
      [128, 128, 128],
    ],
    ['the backbone', ['/district/old-town/frames', '/district/old-town/inbox', '/district/+/state'], [128, 128, 128]],
    ['what it sends', ['/agent/a1000000/action', '/agent/a1000000/resume'], [128, 128]],
    ['shared and system topics', ['$share/g/world/tick', '$SYS/#', '/world/#'], [128, 128, 128]],
  ])('subscriptions to %s are judged', async (_what, filters, granted) => {
    const anna = await at.connect(ANNA)
    expect(await anna.subscribe(...filters)).toEqual(granted)
  })

  it('public topics of a place end for an agent that has left it', async () => {
    at.city.location = { building: 'bakery-3' }
    const anna = await at.connect(ANNA)
    expect(await anna.subscribe('/building/bakery-3/events', '/district/old-town/events')).toEqual([1, 1])
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    const fact = { type: 'building_entered', agent_id: 'a1000001', building: 'bakery-3' } as const
    await at.city.run([], { facts: [fact] })
    await until(() => anna.heard.length === 2)
    expect(anna.heard.map(({ body }) => body['name'])).toEqual(['Name 1000001', 'Name 1000001'])
    at.city.location = {}
    await at.city.run()
    await at.city.delivered()
    await at.city.run([], { facts: [fact] })
    await until(() => anna.heard.length === 3)
    expect(anna.heard.map(({ topic }) => topic)[2]).toBe('/district/old-town/events')
  })

  it('[HND-2] one connection goes on over a border; the places it may hear are those of the other bank', async () => {
    const anna = await at.connect(ANNA)
    expect(await anna.subscribe('/agent/a1000000/#', '/district/old-town/events', '/district/market/events')).toEqual([
      1, 1, 128,
    ])
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    await at.city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => anna.on('facts').length === 1 && anna.on('observation').length > 0)
    const { bus } = at.city
    const location = { district: 'market', place: 'gate', x: 300, y: 10 }
    const seen = { ...at.city.observationOf(ANNA), tick: 2, seq: 2, location }
    const clock = { ...at.city.clock(), tick: 2 }
    at.city.movedTo = 'market'
    bus.respond(topics.districtQuery('market'), () => ({ observation: seen, clock }))
    const head = { district: 'market', epoch: 1, tick: 2 }
    const fact = { type: 'agent_arrived', agent_id: 'a1000000', from: 'old-town' } as const
    const items = [{ resident: ANNA, item: { kind: 'fact', seq: 2, tick: 2, fact } }]
    bus.publish(topics.districtStreams('market'), { ...head, items, texts: [] })
    bus.publish(topics.districtObservations('market'), { ...head, clock, observations: [seen] })
    await until(() => anna.on('facts').length === 2 && anna.on('observation').at(-1)?.['tick'] === 2)
    expect(anna.on('facts').map((body) => body['cursor'])).toEqual(['1-1', '2-2'])
    expect(await anna.subscribe('/district/market/events')).toEqual([1])
    await at.city.run([], { facts: [{ type: 'fainted', agent_id: 'a1000001', need: 'energy' }] })
    bus.publish(topics.districtEvents('market'), { ...head, tick: 3, facts: [fact], texts: [] })
    await until(() => anna.heard.some(({ topic }) => topic === '/district/market/events'))
    expect(anna.heard.filter(({ topic }) => topic === '/district/old-town/events')).toEqual([])
  })

  it('what is said outdoors is in the chat of the neighborhood, with its words', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe('/neighborhood/west/chat')
    const words = { text_id: 't_1' }
    await at.city.run([], {
      facts: [{ type: 'said', agent_id: 'a1000001', words, place: 'square' }],
      texts: [{ id: 't_1', kind: 'speech', text: 'Hello, all.' }],
    })
    await until(() => anna.heard.length === 1)
    expect(anna.heard[0]?.body).toMatchObject({ type: 'said', name: 'Name 1000001', text: 'Hello, all.' })
  })

  it('what happens to the city is news, in words', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe('/world/news', '/district/old-town/events')
    const words = { template: 'news.holiday', args: ['the Regatta'] }
    const fact = { type: 'world_event', event_id: 'calendar/holiday/42', event: 'holiday', words } as const
    await at.city.run([], { facts: [fact] })
    await until(() => anna.heard.length === 2)
    expect(anna.heard.map(({ topic }) => topic).toSorted()).toEqual(['/district/old-town/events', '/world/news'])
    expect(anna.heard[0]?.body).toMatchObject({ event: 'holiday', text: 'Today is the Regatta.', district: 'old-town' })
  })

  it('clock and district state are retained, without what is the city’s own matter', async () => {
    await at.city.run()
    await at.city.delivered()
    const anna = await at.connect(ANNA)
    await anna.subscribe('/world/+', '/district/old-town/state')
    await until(() => anna.heard.length === 2)
    const clock = { tick: 1, day: 1, minute_of_day: 480, rate: 20, paused: false, weather: 'clear' }
    const of = (topic: string) => anna.heard.find((one) => one.topic === topic)
    const today = { year: 1, season: 'spring', day_of_season: 1, weekday: 'monday' }
    expect(of('/world/clock')).toEqual({ topic: '/world/clock', retain: true, body: { ...clock, ...today } })
    expect(of('/district/old-town/state')?.body).toEqual({
      district: 'old-town',
      tick: 1,
      residents: 1,
      outdoors: 1,
      clock,
    })
  })

  it('the status unites all connections and is retained; a last will is only a hint', async () => {
    const will = { topic: '/agent/a1000000/status', payload: Buffer.from('{"status":"gone"}'), retain: true }
    const [first, second] = [await at.connect(ANNA), await at.connect(ANNA, { will })]
    await first.subscribe(first.own('status'))
    await until(() => first.on('status').length === 1)
    expect(first.heard[0]).toMatchObject({ retain: true, body: { status: 'online', sessions: 2 } })
    second.client.stream.destroy()
    await until(() => first.on('status').length === 2)
    expect(first.on('status')[1]).toEqual({ agent_id: 'a1000000', status: 'online', sessions: 1 })
  })

  it.each([
    ['a wrong key', { key: 'nonsense' }, 4],
    ['another agent’s key', { key: 'key-a1000001' }, 4],
    ['no user name', { username: '' }, 4],
    ['a user name that is no agent', { username: 'admin' }, 4],
  ])('%s is refused', async (_what, options, code) => {
    await expect(at.connect(ANNA, options)).rejects.toMatchObject({ code })
    expect(at.city.counts.get('mqtt_refused')).toBe(1)
  })

  it('a nameless session that is to be kept is refused, as the standard asks', async () => {
    const socket = connectTcp(at.port, '127.0.0.1')
    const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve))
    socket.write(Buffer.from([0x10, 0x0c, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0, 0, 0, 0, 0]))
    expect([...(await answer)]).toEqual([0x20, 2, 0, 2])
    socket.destroy()
  })

  it('two agents with the same client id do not end each other’s connection; one agent’s does', async () => {
    const anna = await at.connect(ANNA, { clientId: 'robot' })
    const bert = await at.connect(BERT, { clientId: 'robot' })
    expect([anna.closed, bert.closed]).toEqual([false, false])
    await at.connect(ANNA, { clientId: 'robot' })
    await until(() => anna.closed)
    expect(bert.closed).toBe(false)
  })

  it('one agent has eight connections at most', async () => {
    for (let count = 0; count < 8; count++) await at.connect(ANNA)
    await expect(at.connect(ANNA)).rejects.toMatchObject({ code: 3 })
    await at.connect(BERT)
  })

  it('a key without the scope to observe hears results and nothing else', async () => {
    const anna = await at.connect(ANNA, { key: 'key-a1000000-mute' })
    expect(await anna.subscribe('/agent/a1000000/observation', '/agent/a1000000/facts', '/agent/a1000000/#')).toEqual([
      128, 128, 1,
    ])
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    const result = { kind: 'result', action_id: 'act_1', key: 'k1', status: 'accepted' } as const
    await at.city.run([
      { resident: ANNA, draft: woke(ANNA) },
      { resident: ANNA, draft: result },
    ])
    await until(() => anna.on('result').length === 1)
    expect(anna.heard.filter(({ topic }) => !/result|status/.test(topic))).toEqual([])
  })

  it('a key revoked in mid-session cuts its connections and no others', async () => {
    const [one, two] = [await at.connect(ANNA), await at.connect(ANNA, { key: 'key-a1000000-2' })]
    await one.subscribe(one.own('result'))
    at.authenticator.revoke('key-a1000000')
    await until(() => one.closed)
    expect(one.on('result')[0]).toMatchObject({ status: 'refused', code: 'key_expired' })
    expect(two.closed).toBe(false)
  })

  it('a key that died unheard of is noticed with the next action', async () => {
    const anna = await at.connect(ANNA)
    await anna.subscribe(anna.own('result'))
    at.authenticator.expired.add('key-a1000000')
    await anna.act({ action: 'wait' })
    await until(() => anna.closed)
    expect(anna.on('result')[0]).toMatchObject({ code: 'key_expired' })
    expect(at.submitted).toEqual([])
  })
})
