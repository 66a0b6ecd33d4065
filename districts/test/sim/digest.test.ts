// The day in numbers, at the first tick of the next one.
import { must } from '@civitas/kit'
import { type DayDigest, wealthBucket } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { settle } from '../../src/sim/index.ts'
import { DAY_MS, FULL } from '../../src/sim/limits.ts'
import { coinsOf } from '../../src/sim/money.ts'
import { Stage } from './stage.ts'

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

  it('[DET-1] is a read: the state is the same without it', () => {
    const [asked, other] = [eveOf(new Stage()), eveOf(new Stage())]
    const digests = [asked, other].map((stage) => {
      stage.agent({ coins: 5 })
      return firstTickOfDay(eveOf(stage))
    })
    expect(digests[0]).toEqual(digests[1])
  })
})
