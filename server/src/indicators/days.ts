import { addDigests, type IndicatorsBody } from '@civitas/schema'
import type { DistrictDigest } from '@civitas/store'
import { figuresOf } from './indicators.ts'

/**
 * The days of these districts, in order. A day that none of them has told of is left out.
 * @param digests by day
 */
export function daysOf(digests: readonly DistrictDigest[], districts: readonly string[]): IndicatorsBody['days'] {
  const wanted = digests.filter(({ district }) => districts.includes(district))
  return [...Map.groupBy(wanted, ({ digest }) => digest.day)].map(([day, parts]) => {
    const told = parts.map(({ digest }) => digest)
    const missing = districts.filter((id) => !parts.some(({ district }) => district === id))
    return { day, missing, figures: figuresOf(addDigests(day, told)) }
  })
}
