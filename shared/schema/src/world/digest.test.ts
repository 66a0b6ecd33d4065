import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDigests, type DayDigest, wealthBucket } from './digest.ts'

test('buckets of wallets ascend without a hole, one a coin up to sixteen, eight a doubling beyond', () => {
  const buckets = Array.from({ length: 5_000 }, (_, coins) => wealthBucket(coins))
  expect(buckets.slice(0, 18)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16])
  const rises = buckets.map((bucket, coins) => bucket - (buckets[coins - 1] ?? 0))
  expect(new Set(rises)).toEqual(new Set([0, 1]))
  expect(wealthBucket(2_000) - wealthBucket(1_000)).toBe(8)
})

test('the rich of one bucket have less than an eighth more than its poor', () => {
  const wallet = fc.integer({ min: 1, max: 2 ** 50 })
  fc.assert(
    fc.property(wallet, (coins) => {
      expect(wealthBucket(Math.ceil(coins * 1.126))).toBeGreaterThan(wealthBucket(coins))
    }),
  )
})

test('digests of districts add up, and what none of them counted stays unknown', () => {
  const digest = (sums: DayDigest['sums'], wealth: DayDigest['wealth']): DayDigest => ({ day: 3, sums, wealth })
  const city = addDigests(3, [
    digest({ residents: 2, mood: 7 }, [
      [4, 1, 4],
      [9, 1, 9],
    ]),
    digest({ residents: 3 }, [
      [2, 2, 4],
      [9, 1, 9],
    ]),
  ])
  expect(city).toEqual(
    digest({ residents: 5, mood: 7 }, [
      [2, 2, 4],
      [4, 1, 4],
      [9, 2, 18],
    ]),
  )
  expect(addDigests(1, [])).toEqual({ day: 1, sums: {}, wealth: [] })
})
