// A set of residents as three numbers that add up: two sets are compared without listing either.

export interface Census {
  count: number
  /** Of the resident numbers. */
  sum: number
  /** Of their squares modulo `CENSUS_PRIME`: tells sets apart whose sums happen to agree. */
  mix: number
}

/** The largest prime below 2^26, so that squares stay exact; the store computes the same. */
export const CENSUS_PRIME = 67_108_859

export function censusOf(residents: Iterable<number>): Census {
  const census = { count: 0, sum: 0, mix: 0 }
  for (const resident of residents) {
    const rest = resident % CENSUS_PRIME
    census.count += 1
    census.sum += resident
    census.mix += (rest * rest) % CENSUS_PRIME
  }
  return census
}

/** The first set without the second one, which lies in it. */
export function censusWithout(all: Census, less: Census): Census {
  return { count: all.count - less.count, sum: all.sum - less.sum, mix: all.mix - less.mix }
}
