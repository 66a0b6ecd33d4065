// The day in numbers, at the first tick of the next one.
import { must } from '@civitas/kit'
import { type DayDigest, wealthBucket } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { decodeWorld, encodeWorld, settle } from '../../src/sim/index.ts'
import { DAY_MS, FULL } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { idOf } from '../../src/sim/tick-output.ts'
import { only, Stage, tiny } from './stage.ts'

/** Ticks of 20 city seconds. */
const HOUR = 180

/** Stands a tick of 20 city seconds before the end of the day. */
function eveOf(stage: Stage, day = 1): Stage {
  stage.world.cityMs = day * DAY_MS - 20_000
  return stage
}

function firstTickOfDay(stage: Stage): DayDigest {
  return must(settle(stage.world, []).digest, 'a digest')
}

describe('the digest of a day', () => {
  it('comes with the first tick of the next one, and with no other', () => {
    const stage = new Stage()
    stage.world.cityMs = 3 * DAY_MS - 40_000
    const days = [1, 2, 3, 4].map(() => settle(stage.world, []).digest?.day)
    expect(days).toEqual([undefined, 3, undefined, undefined])
  })

  it('[CLK-1] comes once, also when the clock is set or stopped in that very tick', () => {
    for (const change of [
      { rate: 1, paused: false },
      { rate: 20, paused: true },
      { rate: 3_600, paused: false },
    ]) {
      const stage = eveOf(new Stage(), 2)
      expect(settle(stage.world, [{ type: 'clock', ...change }]).digest?.day).toBe(2)
      expect(settle(stage.world, []).digest).toBeUndefined()
    }
  })

  it('counts people, jobs, wallets and what they need', () => {
    const stage = eveOf(new Stage())
    const baker = stage.agent({ coins: 40 })
    baker.job = stage.named('old-bakery').address
    const [hungry, tired, both] = [stage.agent({ coins: 7 }), stage.agent({ coins: 7 }), stage.agent({ coins: 0 })]
    for (const agent of [baker, hungry, tired, both]) agent.energy = agent.hunger = agent.purpose = FULL / 2
    hungry.hunger = both.hunger = FULL / 20
    tired.energy = both.energy = FULL / 20
    baker.social = FULL / 5
    eveOf(stage)
    const { sums, wealth } = firstTickOfDay(stage)
    expect(sums).toMatchObject({ residents: 4, employed: 1, wallets: 54, coins: coinsOf(stage.world) })
    expect(sums).toMatchObject({ readings: 4, hungry: 2, tired: 2, ailing: 3, lonely: 1 })
    // Thirteen of sixteen needs, as everybody sees them; a tick takes a little.
    expect((sums.mood ?? 0) / 40_000).toBeCloseTo((10 * 0.5 + 4 * 0.05 + 0.2 + 3 - 1) / 16, 1)
    expect(wealth).toEqual([
      [0, 1, 0],
      [7, 2, 14],
      [wealthBucket(40), 1, 40],
    ])
  })

  it('holds today’s prices against those of the scenario, sold out or not: at midnight they drift back by a coin', () => {
    const stage = eveOf(new Stage())
    const { state } = stage.building('old-bakery')
    state.prices[0] = (state.prices[0] ?? 0) + 5
    state.stock[0] = 0
    const { sums } = firstTickOfDay(stage)
    expect((sums.prices ?? 0) - (sums.listPrices ?? 0)).toBe(4)
    expect(sums.listPrices).toBeGreaterThan(0)
  })

  it('looks at everybody at each full hour, and begins anew with the day', () => {
    const stage = new Stage()
    stage.agent()
    stage.agent()
    stage.clock(21, 59)
    stage.run(2 * HOUR)
    expect(stage.world.tally).toMatchObject({ readings: 4, atWork: 0 })
    stage.run(HOUR)
    expect(stage.world.tally.readings).toBe(0)
    stage.run(HOUR)
    expect(stage.world.tally.readings).toBe(2)
  })

  it('counts what happens in the day', () => {
    const stage = new Stage()
    stage.clock(12)
    const guest = stage.agent({ inside: 'old-bakery', coins: 100 })
    stage.act(guest, { name: 'say', parameters: { words: { text_id: 't1' } } })
    const bought = stage.act(guest, { name: 'buy', parameters: { item: 'bread', quantity: 2 } })
    const [sale] = only(bought.facts, 'bought')
    guest.energy = 1
    stage.run(1)
    expect(stage.world.tally).toMatchObject({ talks: 1, pieces: 2, spent: sale?.coins, faints: 1 })
    const { sums } = firstTickOfDay(eveOf(stage))
    expect(sums).toMatchObject({ talks: 1, pieces: 2, spent: sale?.coins, faints: 1 })
  })

  it('[DET-4] is the same when the district was restored from its bytes in the middle of the day', () => {
    const stage = new Stage()
    stage.clock(20)
    stage.agent({ coins: 5 })
    stage.run(2 * HOUR)
    const restored = decodeWorld(tiny, encodeWorld(stage.world))
    expect(restored.tally).toEqual(stage.world.tally)
    restored.cityMs = eveOf(stage).world.cityMs
    expect(settle(restored, []).digest).toEqual(firstTickOfDay(stage))
  })

  it('[DET-1] counts nothing that depends on who listens', () => {
    const [alone, heard] = [new Stage(), new Stage()]
    heard.world.isStudied = true
    for (const stage of [alone, heard]) {
      stage.clock(12)
      const [one, other] = [stage.agent({ streamed: false }), stage.agent({ streamed: false })]
      stage.act(one, { name: 'pay', parameters: { agent: idOf(other), amount: 3 } })
    }
    expect(heard.world.tally).toEqual(alone.world.tally)
  })
})
