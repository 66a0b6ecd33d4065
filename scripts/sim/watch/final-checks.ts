// The end of a run: the journal alone must lead to the same city, with everybody in one place, and to all that gateways read of it. [DET-4, HND-1]
import { recover, replay } from '@civitas/districts/host/durable/recovery'
import { stateHash } from '@civitas/districts/host/durable/state-hash'
import { encodeWorld, type World } from '@civitas/districts/sim/index'
import type { Store } from '@civitas/store'
import { BRANCH } from '../plan.ts'
import type { SimCity } from '../sim-city.ts'
import { expect } from './oracle.ts'
import { checkContracts, checkKeys, checkLand, checkProjections } from './world-checks.ts'

/** A command that is still on its way after so many ticks was forgotten. */
const LONG_WAY_TICKS = 100

/** Rejects with the first thing that does not hold. Resolves with the districts' state hashes. */
export async function checkEnd(city: SimCity): Promise<string[]> {
  const { plan, districts, store, oracle } = city
  const { seed, tickMs } = plan.identity
  const places = new Map<number, string>()
  const hashes: string[] = []
  const worlds: World[] = []
  let inTransit = 0
  for (const [index, district] of districts.entries()) {
    const place = { branch: BRANCH, city: plan.city, district, index, seed, tickMs }
    const { world } = await replay(store, place, undefined)
    const recovered = await recover(store, place)
    const [whole, tail] = [world, recovered.world].map((one) => stateHash(encodeWorld(one)))
    expect(whole === tail, `[DET-4] ${district}: the journal leads to ${whole}, its newest snapshot to ${tail}`)
    expect(world.tick === oracle.head(district), `${district}: the journal ends at ${world.tick}`)
    hashes.push(whole ?? '')
    worlds.push(world)
    inTransit += world.inTransit.coins
    checkPlaces(city, district, world, places)
    checkKeys(world, oracle)
    checkContracts(world)
    await checkProjections(store, BRANCH, world)
    await checkCommands(city, district, world)
  }
  expect(inTransit === 0, `[CMD-3] ${inTransit} coins are in transit, and nobody travels`)
  checkLand(worlds)
  for (const agent of city.agents) await checkAgent(city, agent, places.get(agent.resident))
  await city.checkBooks()
  checkPicture(city)
  return hashes
}

function checkPlaces({ oracle }: SimCity, district: string, world: World, places: Map<number, string>): void {
  for (const resident of world.byNumber.keys()) {
    const other = places.get(resident)
    const known = oracle.whereabouts.place(resident)
    expect(known === district, `[HND-1] a${resident} is in ${district}, should be in ${known}`)
    expect(other === undefined, `[HND-1] a${resident} is in ${other} and in ${district}`)
    places.set(resident, district)
  }
}

async function checkCommands({ store, oracle }: SimCity, district: string, world: World): Promise<void> {
  for (const { id, command } of await store.commands.pending(BRANCH, district, 1_000)) {
    // A district that runs behind takes a command in when it has passed the sender's tick.
    const due = Math.max(oracle.sentAt(id), command.sent ?? 0)
    expect(world.tick - due < LONG_WAY_TICKS, `[CMD-2] ${district}: ${id} was never taken in`)
  }
}

async function checkAgent(
  { store, oracle }: SimCity,
  { resident, isRetired }: SimCity['agents'][number],
  place: string | undefined,
): Promise<void> {
  const record = await store.agents.get(BRANCH, resident)
  expect(isRetired === (place === undefined), `[HND-1] a${resident} is in ${place}, retired: ${isRetired}`)
  expect(isRetired === (record?.status === 'retired'), `a${resident} is ${record?.status}, retired: ${isRetired}`)
  expect(isRetired || record?.district === place, `a${resident} is in ${place}, the register says ${record?.district}`)
  await checkStream(store, resident, oracle.streams.get(resident)?.length ?? 0)
}

async function checkStream(store: Store, resident: number, written: number): Promise<void> {
  const start = { seq: 0, tick: 0 }
  const { items, gap } = await store.streams.read({ branch: BRANCH, resident, after: start, limit: 10_000 })
  const inOrder = items.every(({ seq }, index) => seq === index + 1)
  expect(
    !gap && inOrder && items.length === written,
    `[STR-1] a${resident}: ${items.length} of ${written} items are kept`,
  )
}

/** Whoever looks on sees nobody twice, and nobody who is gone. [HND-2] */
function checkPicture({ eyes, oracle }: SimCity): void {
  const seen = new Map<number, number>()
  for (const { resident, district } of eyes.viewer?.drawn() ?? []) {
    const other = seen.get(resident)
    expect(other === undefined, `[HND-2] a${resident} is drawn in districts ${other} and ${district}`)
    expect(oracle.whereabouts.place(resident) !== undefined, `[HND-2] a${resident} is drawn, and is gone`)
    seen.set(resident, district)
  }
}
