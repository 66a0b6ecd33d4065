// The audit over real districts: at every commit of a city in which agents, coins and words cross the bridge. [HND-1, CMD-3]
import { createInProcessBus } from '@civitas/bus'
import { composeDistricts, readDistrictsConfig } from '@civitas/districts'
import { ManualClock } from '@civitas/kit'
import { agentIdOf, type SimAction, topics } from '@civitas/schema'
import { foundingOf, type Violation, violationsOf } from '@civitas/server/orchestrator/reconcile/invariants'
import { openMemoryStore, type TickCommit } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { expect, it } from 'vitest'

const BRANCH = 'main'
const TICK_MS = 1_000
const OTHER_BANK = { 'old-town': 'harbour-kiosk', market: 'bridge-kiosk' } as const

/** @param tamper what a broken host would write instead */
async function startCity(tamper: (tick: TickCommit) => TickCommit = (tick) => tick) {
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const store = openMemoryStore({ nowMs: () => clock.wallMs() })
  const bus = createInProcessBus()
  const minds = { prepare: async () => {}, decide: async () => [] }
  const config = readDistrictsConfig({ CIVITAS_SCENARIO: 'tiny', CIVITAS_TICK_MS: String(TICK_MS) })
  const districts = await composeDistricts(config, { store, bus, minds, telemetry: quietTelemetry(), clock })
  const { scenario } = districts
  const ids = scenario.districts.map(({ id }) => id)
  const founding = foundingOf(ids, scenario)
  const seen = { violations: [] as Violation[], arriving: 0, coins: 0, looks: 0 }
  const { commit } = store.tickLog
  store.tickLog.commit = async (ticks) => {
    await commit(ticks.map(tamper))
    const cut = await store.audit.cut(BRANCH)
    seen.looks++
    seen.arriving += cut.arriving.length
    seen.coins += cut.transit.coins
    seen.violations.push(...violationsOf(cut, founding))
  }
  const spawn = (district: string, index: number) => {
    const command = (resident: number) => ({ kind: 'spawn', resident, streamed: true, coins: 100 }) as const
    const about = { branch: BRANCH, accountId: 'owner', name: `Agent ${index}`, mind: 'external', district }
    return store.agents.create({ ...about, commandId: `spawn-${index}`, command })
  }
  const act = async (district: string, resident: number, action: SimAction, key: string) => {
    const input = { type: 'action', resident, action, action_id: `act_${key}`, key } as const
    return bus.request(topics.districtInbox(district), { input, texts: [] }, { timeoutMs: 1_000 })
  }
  await districts.start(new AbortController().signal)
  return { clock, store, districts, seen, spawn, act, ticks: (count: number) => clock.advance(count * TICK_MS) }
}

type TestCity = Awaited<ReturnType<typeof startCity>>

/** Everybody pays the next one and crosses over, round after round. */
async function crossOver({ store, spawn, act, ticks }: TestCity, rounds: number): Promise<number[]> {
  const districts = Object.keys(OTHER_BANK) as (keyof typeof OTHER_BANK)[]
  const agents = await Promise.all([0, 1, 2, 3].map((index) => spawn(districts[index % 2] ?? '', index)))
  await ticks(3)
  for (let round = 0; round < rounds; round++) {
    for (const [index, resident] of agents.entries()) {
      const district = (await store.agents.get(BRANCH, resident))?.district as keyof typeof OTHER_BANK
      const payee = agentIdOf(agents[(index + 1) % agents.length] ?? 0)
      const pay = { name: 'pay', parameters: { agent: payee, amount: 5 } } as const
      await act(district, resident, pay, `pay-${round}`)
      await ticks(1)
      await act(district, resident, { name: 'move_to', parameters: { place: OTHER_BANK[district] } }, `go-${round}`)
    }
    await ticks(60)
  }
  return agents
}

it('[HND-1, CMD-3] at every commit everybody is in one place and no coin is made or lost', async () => {
  const city = await startCity()
  const [leaver = 0] = await crossOver(city, 2)
  await city.store.agents.retire(BRANCH, leaver, 'farewell', { kind: 'retire', resident: leaver })
  await city.ticks(10)
  expect(city.seen.violations).toEqual([])
  expect(city.seen.looks).toBeGreaterThan(100)
  // It looked while somebody was on the bridge, with coins.
  expect(Math.min(city.seen.arriving, city.seen.coins)).toBeGreaterThan(0)
  await city.districts.stop()
})

it('[HND-1, CMD-3] an outbox that was not written shows at the same commit: who is lost, and how much', async () => {
  const city = await startCity((tick) => {
    const isLost = tick.commandsOut?.some(({ command }) => command.kind === 'arrive')
    return isLost ? { ...tick, commandsOut: [] } : tick
  })
  const agents = await crossOver(city, 1)
  const kinds = new Set(city.seen.violations.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['money_in_transit', 'residents']))
  const first = city.seen.violations.find(({ kind }) => kind === 'residents')
  expect(agents.map((resident) => `${agentIdOf(resident)} is missing`)).toContain(first?.about)
  await city.districts.stop()
})
