import type { DayDigest } from '@civitas/schema'

/**
 * Gini coefficient of wealth that is known by buckets, as if all in a bucket had the same: too low by 0.03 at most,
 * since within one they differ by less than an eighth. `undefined` without people; 0 when nobody has anything.
 */
export function giniOf(wealth: DayDigest['wealth']): number | undefined {
  const people = wealth.reduce((sum, [, count]) => sum + count, 0)
  const coins = wealth.reduce((sum, [, , together]) => sum + together, 0)
  if (people === 0) return undefined
  if (coins === 0) return 0
  // Twice the area under the Lorenz curve, a trapezium for each bucket.
  let below = 0
  let area = 0
  for (const [, count, together] of wealth) {
    area += count * (2 * below + together)
    below += together
  }
  return 1 - area / (people * coins)
}
