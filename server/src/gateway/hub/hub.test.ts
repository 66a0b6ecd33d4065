import {
  type DistrictQuery,
  formatCursor,
  type InboxItem,
  type Observation,
  parseCursor,
  talk,
  topics,
} from '@civitas/schema'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeCity, until, woke } from '../../../test/helpers/fake-city.ts'
import type { AgentSession } from '../ports.ts'

const ANNA = 1_000_000
const BERT = 7

/** A session that remembers what it got. */
class Recorder implements AgentSession {
  readonly items: InboxItem[] = []
  readonly observations: Observation[] = []

  deliver(item: InboxItem): void {
    this.items.push(item)
  }

  observe(observation: Observation): void {
    this.observations.push(observation)
  }

  /** Numbers of the items, in the order of delivery; a gap is -1. */
  get numbers(): number[] {
    return this.items.map((item) => (item['type'] === 'gap' ? -1 : (parseCursor(String(item.cursor))?.seq ?? -2)))
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('the hub', () => {
  let city: FakeCity

  beforeEach(async () => {
    city = await FakeCity.start([BERT, ANNA])
  })

  afterEach(() => city.stop())

  const said = (text_id: string) =>
    ({ kind: 'message', channel: 'say', from: 'a7', words: { text_id }, place: 'square' }) as const

  it('[STR-1] delivers a committed item live with names and texts joined', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    await city.run([{ resident: ANNA, draft: said('t_1') }], { texts: [{ id: 't_1', kind: 'speech', text: 'Hello.' }] })
    await until(() => session.items.length === 1)
    expect(session.items[0]).toEqual({
      type: 'message',
      cursor: formatCursor({ seq: 1, tick: 1 }),
      tick: 1,
      channel: 'say',
      from: { agent_id: 'a7', name: 'Name 7' },
      text: 'Hello.',
      place: 'square',
    })
  })

  it('[DET-5] routine talk names agents and places as they are called today', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    const words = talk('invitation', 0, ['a7', 'bakery-3'])
    await city.run([{ resident: ANNA, draft: { ...said(''), words } }])
    await until(() => session.items.length === 1)
    expect(session.items[0]).toMatchObject({ text: 'I am on my way to Old Oven, Name 7. Come along if you like.' })
  })

  it('[STR-2] replays from a cursor and goes on live, without loss, doubling or disorder', async () => {
    for (let tick = 0; tick < 250; tick++) await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    const session = new Recorder()
    city.hub.open(ANNA, session, { seq: 20, tick: 20 })
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.numbers.at(-1) === 251)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.numbers.at(-1) === 252)
    expect(session.numbers).toEqual(numbers(21, 252))
  })

  it('[HND-2] a session goes on over a border: no item lost or doubled, and it sees the other district', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.items.length === 1 && city.watched.size > 0)
    const watched: number[] = []
    const seen = { ...city.observationOf(ANNA), seq: 2, location: { district: 'market', place: 'gate', x: 1, y: 1 } }
    city.bus.respond(topics.districtQuery('market'), (query) => {
      if ((query as DistrictQuery).kind === 'watch') watched.push(...(query as { residents: number[] }).residents)
      return { observation: seen, clock: city.clock() }
    })
    const head = { district: 'market', epoch: 1, tick: 2 }
    const arrived = { type: 'agent_arrived', agent_id: 'a1000000', from: 'old-town' } as const
    const items = [{ resident: ANNA, item: { kind: 'fact', seq: 2, tick: 2, fact: arrived } }]
    city.bus.publish(topics.districtStreams('market'), { ...head, items, texts: [] })
    city.bus.publish(topics.districtStreams('market'), { ...head, items, texts: [] })
    await until(() => watched.includes(ANNA))
    city.bus.publish(topics.districtObservations('market'), { ...head, clock: city.clock(), observations: [seen] })
    await until(() => session.observations.at(-1)?.observation.location.district === 'market')
    expect(session.numbers).toEqual([1, 2])
    expect(city.watched.get('g1') ?? []).not.toContain(ANNA)
  })

  it('[HND-2] polls that wait while their agent crosses are answered from the other side', async () => {
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await city.delivered()
    const inbox = city.hub.inbox(ANNA, { after: { seq: 1, tick: 1 }, waitMs: 5_000, limit: 10 })
    const later = city.hub.observation(ANNA, { afterTick: 1, waitMs: 5_000 })
    await until(() => city.watched.get('g1')?.includes(ANNA) === true)
    city.movedTo = 'market'
    const seen = { ...city.observationOf(ANNA), seq: 2, location: { district: 'market', place: 'gate', x: 1, y: 1 } }
    city.bus.respond(topics.districtQuery('market'), () => ({ clock: city.clock() }))
    const head = { district: 'market', epoch: 1, tick: 2 }
    const arrived = { type: 'agent_arrived', agent_id: 'a1000000', from: 'old-town' } as const
    const items = [{ resident: ANNA, item: { kind: 'fact', seq: 2, tick: 2, fact: arrived } }]
    city.bus.publish(topics.districtStreams('market'), { ...head, items, texts: [] })
    expect(await inbox).toMatchObject({ items: [{ type: 'agent_arrived' }], cursor: formatCursor({ seq: 2, tick: 2 }) })
    const observations = [{ ...seen, tick: 2 }]
    city.bus.publish(topics.districtObservations('market'), { ...head, clock: city.clock(), observations })
    expect(await later).toMatchObject({ tick: 2, observation: { location: { district: 'market' } } })
  })

  it('[HND] a district that was left says where to ask', async () => {
    city.bus.respond(topics.districtQuery('market'), () => {
      return { observation: { ...city.observationOf(ANNA), seq: 9 }, clock: city.clock() }
    })
    city.movedTo = 'market'
    const seen = await city.hub.observation(ANNA, { waitMs: 0 })
    expect(seen?.cursor).toBe(formatCursor({ seq: 9, tick: 0 }))
  })

  it('[STR-3] a replay goes to the session that asked and to no other', async () => {
    const asking = new Recorder()
    const other = new Recorder()
    for (let tick = 0; tick < 5; tick++) await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await city.delivered()
    const handle = city.hub.open(ANNA, asking)
    city.hub.open(ANNA, other)
    handle.resume({ seq: 0, tick: 0 })
    await until(() => asking.items.length === 5)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => other.items.length === 1 && asking.items.length === 6)
    expect(other.numbers).toEqual([6])
    expect(asking.numbers).toEqual(numbers(1, 6))
  })

  it('[STR-2] a cursor past the retention gets a gap marker and a fresh observation, then what is left', async () => {
    const { streams } = city.store
    const read = streams.read.bind(streams)
    for (let tick = 0; tick < 10; tick++) await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await city.delivered()
    streams.read = async (query) => {
      const { items } = await read({ ...query, after: { seq: Math.max(query.after.seq, 6), tick: 0 } })
      return { items, gap: query.after.seq < 6 }
    }
    const session = new Recorder()
    city.hub.open(ANNA, session, { seq: 2, tick: 2 })
    await until(() => session.items.length === 5)
    expect(session.numbers).toEqual([-1, 7, 8, 9, 10])
    expect(session.items[0]).toMatchObject({ type: 'gap', cursor: formatCursor({ seq: 6, tick: 7 }) })
    expect(session.observations[0]).toMatchObject({ tick: 10, cursor: formatCursor({ seq: 10, tick: 10 }) })
  })

  it('[STR-2] a cursor from the future is answered by a gap marker and the stream goes on from today', async () => {
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    const session = new Recorder()
    city.hub.open(ANNA, session, { seq: 900, tick: 900 })
    await until(() => session.items.length === 1)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.items.length === 2)
    expect(session.numbers).toEqual([-1, 2])
  })

  it('[ACT-3] an item whose live message was lost is read from the store when the next one comes', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await city.commit([{ resident: ANNA, draft: woke(ANNA) }])
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.items.length === 3)
    expect(session.numbers).toEqual([1, 2, 3])
  })

  it('[ACT-3] an observation that names a later cursor makes the session read what it missed', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    await until(() => city.watched.get('g1')?.includes(ANNA) === true)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await city.commit([{ resident: ANNA, draft: woke(ANNA) }])
    await city.run()
    await until(() => session.items.length === 2)
    expect(session.numbers).toEqual([1, 2])
  })

  it('[CLK-2] a new host makes sessions look into the store, and an old host is not believed', async () => {
    const session = new Recorder()
    city.hub.open(ANNA, session)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.items.length === 1)
    await city.commit([{ resident: ANNA, draft: woke(ANNA) }])
    city.epoch = 2
    await city.run()
    await until(() => session.items.length === 2)
    city.epoch = 1
    const late = await city.commit([{ resident: ANNA, draft: woke(ANNA) }])
    late()
    await until(() => (city.counts.get('hub_old_epoch') ?? 0) > 0)
    expect(session.numbers).toEqual([1, 2])
  })

  it('[STR-2] replay and live deliver every item once and in order, whatever their race', async () => {
    const step = fc.oneof(
      { arbitrary: fc.record({ do: fc.constant('run' as const), items: fc.integer({ min: 0, max: 4 }) }), weight: 6 },
      { arbitrary: fc.record({ do: fc.constant('lose' as const), items: fc.integer({ min: 1, max: 3 }) }), weight: 1 },
      { arbitrary: fc.record({ do: fc.constant('late' as const), items: fc.integer({ min: 1, max: 3 }) }), weight: 1 },
      {
        arbitrary: fc.record({ do: fc.constant('resume' as const), items: fc.integer({ min: 0, max: 60 }) }),
        weight: 2,
      },
      { arbitrary: fc.record({ do: fc.constant('breathe' as const), items: fc.constant(0) }), weight: 3 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const race = await FakeCity.start([ANNA])
        const sessions: { session: Recorder; from: number }[] = []
        const first = new Recorder()
        const handle = race.hub.open(ANNA, first, { seq: 0, tick: 0 })
        for (const { do: what, items } of steps) {
          const drafts = Array.from({ length: items }, () => ({ resident: ANNA, draft: woke(ANNA) }))
          if (what === 'run') await race.run(drafts)
          else if (what === 'lose') await race.commit(drafts)
          else if (what === 'late') setImmediate(await race.commit(drafts))
          else if (what === 'breathe') await new Promise((resolve) => setImmediate(resolve))
          else {
            const from = Math.min(items, race.headOf(ANNA))
            const session = new Recorder()
            sessions.push({ session, from })
            race.hub.open(ANNA, session, { seq: from, tick: 0 })
          }
        }
        await new Promise((resolve) => setImmediate(resolve))
        await race.run([{ resident: ANNA, draft: woke(ANNA) }])
        const head = race.headOf(ANNA)
        sessions.push({ session: first, from: 0 })
        await until(() => sessions.every(({ session }) => session.numbers.at(-1) === head))
        handle.close()
        await race.stop()
        for (const { session, from } of sessions) expect(session.numbers).toEqual(numbers(from + 1, head))
      }),
      { numRuns: 60 },
    )
  })

  it('a long poll of the inbox ends with the first item and gives its cursor', async () => {
    const poll = city.hub.inbox(ANNA, { after: { seq: 0, tick: 0 }, waitMs: 5_000, limit: 10 })
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    expect(await poll).toMatchObject({
      items: [{ type: 'woke', agent_id: 'a1000000', name: 'Name 1000000', tick: 1 }],
      cursor: formatCursor({ seq: 1, tick: 1 }),
    })
  })

  it('a poll that is given up ends at once and empty', async () => {
    const abort = new AbortController()
    const poll = city.hub.inbox(ANNA, { after: { seq: 0, tick: 0 }, waitMs: 60_000, limit: 10, signal: abort.signal })
    abort.abort()
    expect(await poll).toEqual({ items: [], cursor: '0-0' })
  })

  it('[ACT-4] a result is awaited live, and found in the store afterwards', async () => {
    const draft = { kind: 'result', action_id: 'act_1', key: 'k1', status: 'accepted' } as const
    const waiting = city.hub.result(ANNA, 'act_1', 5_000)
    await city.run([{ resident: ANNA, draft }])
    const expected = { action_id: 'act_1', status: 'accepted', tick: 1, idempotency_key: 'k1', cursor: '1-1' }
    expect(await waiting).toEqual(expected)
    const other = await FakeCity.start([ANNA])
    await other.commit([{ resident: ANNA, draft }])
    expect(await other.hub.result(ANNA, 'act_1', 0)).toEqual(expected)
    expect(await other.hub.result(BERT, 'act_1', 0)).toBeUndefined()
    await other.stop()
  })

  it('[ACT-7] look-ups that come close together share a read of the store', async () => {
    const { actions } = city.store
    const find = actions.find.bind(actions)
    const reads: number[] = []
    actions.find = (branch, ids) => {
      reads.push(ids.length)
      return find(branch, ids)
    }
    const first = Array.from({ length: 20 }, (_, at) => city.hub.result(ANNA, `act_${at}`, 0))
    await until(() => reads.length === 1)
    const second = Array.from({ length: 30 }, (_, at) => city.hub.result(ANNA, `act_${at}`, 0))
    expect(await Promise.all([...first, ...second])).toEqual(Array.from({ length: 50 }, () => undefined))
    expect(reads).toEqual([20, 30])
  })

  it('a record that another gateway changed is read again', async () => {
    await city.directory.get(ANNA)
    await city.store.agents.update('main', ANNA, { name: 'Anne' })
    city.bus.publish(topics.agentsChanged(), { resident: ANNA })
    await until(() => city.directory.missing([ANNA]).length === 1)
    expect(await city.directory.get(ANNA)).toMatchObject({ name: 'Anne' })
  })

  it('an agent is watched until it is known where its session began, then only while observations are wanted', async () => {
    const watched = () => city.watched.get('g1')?.includes(ANNA)
    let wants = false
    const session = Object.assign(new Recorder(), { wantsObservation: () => wants })
    const handle = city.hub.open(ANNA, session)
    await until(() => watched() === true)
    await city.run()
    await until(() => watched() === false)
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    await until(() => session.items.length === 1)
    wants = true
    handle.changed()
    await until(() => watched() === true)
    await city.run()
    await until(() => session.observations.length === 1)
    expect([session.observations[0]?.tick, session.numbers]).toEqual([3, [1]])
    handle.close()
    await until(() => watched() === false)
  })

  it('[STR-2] an inbox asked from the future answers with a gap and today’s cursor', async () => {
    await city.run([{ resident: ANNA, draft: woke(ANNA) }])
    const answer = await city.hub.inbox(ANNA, { after: { seq: 900, tick: 900 }, waitMs: 0, limit: 10 })
    expect(answer).toEqual({ items: [{ type: 'gap', cursor: '1-1', reason: 'unknown cursor' }], cursor: '1-1' })
  })

  it('an observation is fetched at once, and a later one is waited for', async () => {
    expect(await city.hub.observation(ANNA, { waitMs: 0 })).toMatchObject({ agent_id: 'a1000000', tick: 0 })
    await until(() => city.watched.get('g1')?.includes(ANNA) === true)
    const later = city.hub.observation(ANNA, { afterTick: 0, waitMs: 5_000 })
    await new Promise((resolve) => setImmediate(resolve))
    await city.run()
    expect(await later).toMatchObject({ tick: 1, cursor: '0-1' })
  })

  it('an agent that lives nowhere has no observation', async () => {
    expect(await city.hub.observation(4_000_000, { waitMs: 0 })).toBeUndefined()
  })

  it('hands public facts with names and texts to feeds, and the clock once a tick', async () => {
    const facts: unknown[] = []
    const ticks: number[] = []
    city.hub.onFacts((joined, district) => facts.push({ joined, district }))
    city.hub.onClock(({ tick }) => ticks.push(tick))
    const fact = { type: 'said', agent_id: 'a7', words: { text_id: 't_2' }, place: 'square' } as const
    await city.run([], { facts: [fact], texts: [{ id: 't_2', kind: 'speech', text: 'Nice day.' }] })
    await city.run()
    await until(() => ticks.length === 2)
    const joined = { type: 'said', agent_id: 'a7', name: 'Name 7', text: 'Nice day.', place: 'square' }
    expect(facts).toEqual([{ joined: [{ ...joined, tick: 1, district: 'old-town' }], district: 'old-town' }])
    expect(ticks).toEqual([1, 2])
  })
})
