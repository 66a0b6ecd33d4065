import { type DayDigest, wealthBucket } from '@civitas/schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf } from './days.ts'
import { giniOf } from './gini.ts'
import { figuresOf } from './indicators.ts'

describe('Gini', () => {
  test('is 0 among equals, and nears 1 when one has all', () => {
    expect(giniOf(wealthOf([50, 50, 50]))).toBeCloseTo(0)
    expect(giniOf(wealthOf([...Array.from({ length: 99 }, () => 0), 1_000]))).toBeCloseTo(0.99)
    expect(giniOf(wealthOf([0, 0]))).toBe(0)
    expect(giniOf([])).toBeUndefined()
  })

  test('by buckets it is that of the wallets themselves, 0.03 below at most', () => {
    const wallets = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(wallets, (coins) => {
        const exact = exactGini(coins)
        const bucketed = giniOf(wealthOf(coins)) ?? NaN
        expect(bucketed).toBeLessThanOrEqual(exact + 1e-9)
        expect(bucketed).toBeGreaterThan(exact - 0.03)
      }),
    )
  })
})

test('each indicator follows its formula, and is left out where nobody counted', () => {
  const sums = { residents: 4, able: 4, employed: 3, prices: 12, listPrices: 10, coins: 900, wallets: 100 }
  const happened = { faints: 1, talks: 10, spent: 50, wages: 90, befriended: 3, driftedApart: 1, bankrupt: 2 }
  const readings = { readings: 8, mood: 8 * 6_250, hungry: 2, tired: 1, ailing: 2, lonely: 4 }
  expect(
    figuresOf({
      day: 1,
      sums: { ...sums, ...happened, friends: 6, closed: 1, ...readings },
      wealth: wealthOf([25, 25, 25, 25]),
    }),
  ).toEqual({
    residents: 4,
    employment: 75,
    prices: 120,
    mood: 62.5,
    health: 75,
    faints: 250,
    hungry: 25,
    lonely: 50,
    friends: 1.5,
    friendships: 2,
    talks: 2.5,
    spending: 12.5,
    wages: 30,
    bankruptcies: 2,
    closed: 1,
    inequality: 0,
    wallet: 25,
    money: 900,
  })
  expect(figuresOf({ day: 1, sums: { residents: 0, employed: 0, readings: 0, mood: 0 }, wealth: [] })).toEqual({
    residents: 0,
  })
})

test('districts are added up, and a day that misses some says which', () => {
  const told = (district: string, day: number, residents: number, employed: number) => {
    return { district, digest: { day, sums: { residents, able: residents, employed }, wealth: [] } }
  }
  const digests = [told('east', 1, 10, 5), told('west', 1, 30, 25), told('old', 1, 9, 9), told('west', 3, 30, 15)]
  expect(daysOf(digests, ['east', 'west'])).toEqual([
    { day: 1, missing: [], figures: { residents: 40, employment: 75 } },
    { day: 3, missing: ['east'], figures: { residents: 30, employment: 50 } },
  ])
  expect(daysOf(digests, ['old'])).toEqual([{ day: 1, missing: [], figures: { residents: 9, employment: 100 } }])
  expect(daysOf([], ['east'])).toEqual([])
})

function wealthOf(wallets: readonly number[]): DayDigest['wealth'] {
  const groups = Map.groupBy(wallets, wealthBucket)
  const rows = [...groups].map(([bucket, group]): DayDigest['wealth'][number] => {
    return [bucket, group.length, group.reduce((sum, coins) => sum + coins, 0)]
  })
  return rows.sort(([a], [b]) => a - b)
}

/** Mean difference of all pairs over twice the mean. */
function exactGini(wallets: readonly number[]): number {
  const sum = wallets.reduce((all, coins) => all + coins, 0)
  if (sum === 0) return 0
  const differences = wallets.flatMap((a) => wallets.map((b) => Math.abs(a - b))).reduce((all, one) => all + one, 0)
  return differences / (2 * wallets.length * sum)
}
