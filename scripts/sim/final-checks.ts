// The end of a run: the journal alone must lead to the same city, with everybody in one place. [DET-4, HND-1]
import { recover, replay } from '@civitas/districts/host/durable/recovery'
import { stateHash } from '@civitas/districts/host/durable/state-hash'
import { encodeWorld } from '@civitas/districts/sim/index'
import { SimFailure } from './oracle.ts'
import type { SimCity } from './sim-city.ts'

/** A command that is still on its way after so many ticks was forgotten. */
const LONG_WAY_TICKS = 100

/** Rejects with the first thing that does not hold. Resolves with the districts' state hashes. */
export async function checkJournal({ plan, store, oracle, agents }: SimCity): Promise<string[]> {
  const hashes: string[] = []
  const { branch, seed, tickMs } = plan.identity
  const places = new Map<number, string>()
  let inTransit = 0
  for (const [index, district] of plan.districts.entries()) {
    const place = { branch, city: plan.city, district, index, seed, tickMs }
    const { world } = await replay(store, place, undefined)
    const recovered = await recover(store, place)
    const [whole, tail] = [world, recovered.world].map((one) => stateHash(encodeWorld(one)))
    expect(whole === tail, `[DET-4] ${district}: the journal leads to ${whole}, its newest snapshot to ${tail}`)
    expect(world.tick === oracle.head(district), `${district}: the journal ends at ${world.tick}`)
    hashes.push(whole ?? '')
    inTransit += world.inTransit.coins
    for (const resident of world.byNumber.keys()) {
      const other = places.get(resident)
      const known = oracle.whereabouts.place(resident)
      expect(known === district, `[HND-1] a${resident} is in ${district}, should be in ${known}`)
      expect(other === undefined, `[HND-1] a${resident} is in ${other} and in ${district}`)
      places.set(resident, district)
    }
    for (const { id, command } of await store.commands.pending(branch, district, 1_000)) {
      // A district that runs behind takes a command in when it has passed the sender's tick.
      const due = Math.max(oracle.sentAt(id), command.sent ?? 0)
      expect(world.tick - due < LONG_WAY_TICKS, `[CMD-2] ${district}: ${id} was never taken in`)
    }
  }
  expect(inTransit === 0, `[CMD-3] ${inTransit} coins are in transit, and nobody travels`)
  for (const { resident } of agents) {
    const record = await store.agents.get(branch, resident)
    const place = places.get(resident)
    expect(place !== undefined, `[HND-1] a${resident} is nowhere`)
    expect(record?.district === place, `a${resident} is in ${place}, the register says ${record?.district}`)
    await checkStream(store, branch, resident, oracle.streams.get(resident)?.length ?? 0)
  }
  return hashes
}

async function checkStream(store: SimCity['store'], branch: string, resident: number, written: number): Promise<void> {
  const { items, gap } = await store.streams.read({ branch, resident, after: { seq: 0, tick: 0 }, limit: 10_000 })
  const inOrder = items.every(({ seq }, index) => seq === index + 1)
  expect(
    !gap && inOrder && items.length === written,
    `[STR-1] a${resident}: ${items.length} of ${written} items are kept`,
  )
}

function expect(holds: boolean, problem: string): void {
  if (!holds) throw new SimFailure(problem)
}
