// Over the bridge with hosts, a store and crashes at every step. [HND]
import { districtLease, openMemoryStore, type Store, type TickCommit } from '@civitas/store'
import { type InboxAnswer, topics } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { AGENT, BRANCH, heal, newClock, onCommit, startCity, type TestCity } from './helpers.ts'

/** Ticks for a walk from the spawn point to a kiosk beyond the bridge, waiting at the gate included. */
const WALK_TICKS = 60

const walk = { name: 'move_to', parameters: { place: 'harbour-kiosk' } } as const

type Kind = 'reserve' | 'reserved' | 'arrive'

const sends = (kind: Kind) => (tick: TickCommit) =>
  (tick.commandsOut ?? []).some(({ command }) => command.kind === kind)
const takes = (kind: Kind) => (tick: TickCommit) =>
  tick.entries.some(({ input }) => input.type === 'command' && input.command.kind === kind)

/** Both sides of each step. */
const hops: [string, (tick: TickCommit) => boolean][] = [
  ['the source asks', sends('reserve')],
  ['the target answers', sends('reserved')],
  ['the source hears the answer', takes('reserved')],
  ['the source lets go', sends('arrive')],
  ['the target takes in', takes('arrive')],
]

async function streamOf(store: Store) {
  const after = { seq: 0, tick: 0 }
  return (await store.streams.read({ branch: BRANCH, resident: AGENT, after, limit: 1_000 })).items
}

async function ask(city: TestCity, district: string): Promise<InboxAnswer> {
  const input = { type: 'action', resident: AGENT, action: walk, action_id: 'act_again', key: 'again' } as const
  const request = { input, texts: [] }
  return (await city.bus.request(topics.districtInbox(district), request, { timeoutMs: 1_000 })) as InboxAnswer
}

async function expectArrived(store: Store): Promise<void> {
  expect(await store.agents.get(BRANCH, AGENT)).toMatchObject({ district: 'market', epoch: 1, status: 'living' })
  const items = await streamOf(store)
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
  const kinds = items.map((item) => (item.kind === 'fact' ? item.fact.type : item.kind))
  expect(kinds.filter((kind) => /depart|arrive|finish/.test(kind))).toEqual([
    'agent_departed',
    'agent_arrived',
    'activity_finished',
  ])
  for (const district of ['old-town', 'market']) expect(await store.commands.pending(BRANCH, district, 10)).toEqual([])
}

async function newCity() {
  const clock = newClock()
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  await store.agents.create({
    branch: BRANCH,
    accountId: 'owner',
    name: 'Ada',
    mind: 'external',
    district: 'old-town',
    commandId: 'spawn-1',
    command: (resident) => ({ kind: 'spawn', resident, streamed: true, coins: 50 }),
  })
  const city = await startCity({ clock, store })
  await city.ticks(2)
  return { clock, store, city }
}

describe('handoff between hosts', () => {
  it('[HND] the register follows, and the source answers moved from then on', async () => {
    const { store, city } = await newCity()
    await city.act({ key: 'go', action: walk })
    await city.ticks(WALK_TICKS)
    await expectArrived(store)
    expect(await ask(city, 'old-town')).toEqual({ status: 'moved', district: 'market' })
    expect(await ask(city, 'market')).toEqual({ status: 'queued' })
    await city.kill()
  })

  it('[CMD-1, CMD-4] coins for nobody go round under one id, pass each district more than once, and come back', async () => {
    const { store, city } = await newCity()
    const pay = { name: 'pay', parameters: { agent: 'a1999999', amount: 20 } } as const
    await city.act({ key: 'pay', action: pay })
    await city.ticks(40)
    const taken: { district: string; id: string; kind: string; hops: number | undefined }[] = []
    for (const district of ['old-town', 'market']) {
      for (const { entries } of await store.tickLog.read(BRANCH, district, 0, 1_000)) {
        for (const { input } of entries) {
          if (input.type !== 'command' || input.command.kind === 'spawn') continue
          taken.push({ district, id: input.id, kind: input.command.kind, hops: input.command.hops })
        }
      }
    }
    const rounds = taken.filter(({ kind }) => kind === 'pay')
    expect(new Set(rounds.map(({ id }) => id)).size).toBe(1)
    expect(rounds.map(({ hops = 0 }) => hops).toSorted((a, b) => a - b)).toEqual(rounds.map((_, index) => index))
    expect(rounds.filter(({ district }) => district === 'market').length).toBeGreaterThan(1)
    const facts = (await streamOf(store)).flatMap((item) => (item.kind === 'fact' ? [item.fact] : []))
    expect(facts.filter(({ type }) => type === 'undelivered')).toMatchObject([{ amount: 20, to: 'a1999999' }])
    for (const district of ['old-town', 'market']) {
      expect(await store.commands.pending(BRANCH, district, 10)).toEqual([])
    }
    await city.kill()
  })

  it('[CMD-2] a lost wake-up costs a poll, nothing else', async () => {
    const { store, city } = await newCity()
    const { publish } = city.bus
    city.bus.publish = (topic, ...rest) => {
      if (!topic.endsWith('/commands')) publish.call(city.bus, topic, ...rest)
    }
    await city.act({ key: 'go', action: walk })
    await city.ticks(WALK_TICKS)
    await expectArrived(store)
    await city.kill()
  })

  describe.each(hops)('the process dies when %s', (_step, isStep) => {
    it.each(['before', 'after'])('[HND-1] %s its commit: the walk ends beyond the bridge, once', async (moment) => {
      const { clock, store, city } = await newCity()
      await city.act({ key: 'go', action: walk })
      let died = 0
      onCommit(store, async (ticks, real) => {
        const isTheOne = died > 0 || ticks.some(isStep)
        if (!isTheOne) return real(ticks)
        if (died++ === 0 && moment === 'after') await real(ticks)
        await new Promise(() => {})
      })
      for (let left = WALK_TICKS; left > 0 && died === 0; left--) await city.ticks(1)
      expect(died).toBeGreaterThan(0)
      await city.kill()
      heal(store)
      const again = await startCity({ clock, store })
      await again.ticks(WALK_TICKS)
      await expectArrived(store)
      await again.kill()
    })
  })

  it.each(hops)(
    '[HND-1, CLK-2] one host is fenced when %s: it takes its district up again, and the walk ends',
    async (_step, isStep) => {
      const { store, city } = await newCity()
      await city.act({ key: 'go', action: walk })
      let fenced = ''
      onCommit(store, async (ticks, real) => {
        const step = fenced === '' ? ticks.find(isStep) : undefined
        if (step) {
          fenced = step.district
          await store.leases.acquire(districtLease(BRANCH, fenced), 'another', 1, true)
        }
        return real(ticks)
      })
      await city.ticks(2 * WALK_TICKS)
      expect(fenced).not.toBe('')
      await expectArrived(store)
      await city.kill()
    },
  )
})
