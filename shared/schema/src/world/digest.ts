// A city day of one district in numbers that add up: the digests of all districts, summed, are the city's.

/** What is counted, and in which unit. A digest of before something was counted lacks it. */
export const digestSums = {
  residents: 'people who live there when the day ends',
  able: 'those of them who have a job or are not past working',
  employed: 'those of them who have a job',
  jobs: 'places of work in its buildings',
  positions: 'hands that its firms want',
  closed: 'firms that are closed for being broke',
  friends: 'friends that residents have, counted for each of the two',
  coins: 'coins of its books: wallets, tills, treasury, and its leg of what is on the way',
  wallets: 'coins in the wallets of residents',
  prices: 'coins for one piece of every ware on its shelves',
  listPrices: 'coins for the same at the prices of the scenario',
  readings: 'residents that were looked at: everybody at each full hour',
  mood: 'points over all readings: the mean of the four needs, 0 … 10,000',
  hungry: 'readings with less than a tenth of hunger left',
  tired: 'readings with less than a tenth of energy left',
  ailing: 'readings that were either',
  lonely: 'readings with less than a quarter of company left',
  atWork: 'readings of people at work',
  faints: 'people who dropped for hunger or want of sleep',
  talks: 'utterances',
  pieces: 'goods that people and households bought',
  spent: 'coins that they paid for them',
  wages: 'coins of wages paid',
  hired: 'people taken on',
  letGo: 'people who lost their job or gave it up',
  bankrupt: 'firms that went bankrupt',
  evicted: 'people who lost their home over rent',
  befriended: 'friendships made',
  driftedApart: 'friendships lost',
} as const
export type DigestSum = keyof typeof digestSums
export const digestSumNames = Object.keys(digestSums) as DigestSum[]

export interface DayDigest {
  /** The city day that is over, counted from 1. The first one begins at 08:00. */
  day: number
  sums: Partial<Record<DigestSum, number>>
  /** Who has how much, poorest first: bucket, people in it, coins that they have together. */
  wealth: [bucket: number, people: number, coins: number][]
}

/** Buckets per doubling of coins: within one, people differ by less than an eighth. */
const PER_DOUBLING = 8

/** The bucket of a wallet: its coins up to 8, from there on eight buckets for each doubling. */
export function wealthBucket(coins: number): number {
  let width = 1
  let octave = 0
  while (coins >= 2 * PER_DOUBLING * width) {
    width *= 2
    octave += 1
  }
  return octave * PER_DOUBLING + Math.trunc(coins / width)
}

/** One digest of several of the same day. */
export function addDigests(day: number, digests: readonly DayDigest[]): DayDigest {
  const sums: DayDigest['sums'] = {}
  const wealth = new Map<number, [number, number, number]>()
  for (const digest of digests) {
    for (const name of digestSumNames) {
      const more = digest.sums[name]
      if (more !== undefined) sums[name] = (sums[name] ?? 0) + more
    }
    for (const [bucket, people, coins] of digest.wealth) {
      const [, peopleBefore, coinsBefore] = wealth.get(bucket) ?? [bucket, 0, 0]
      wealth.set(bucket, [bucket, peopleBefore + people, coinsBefore + coins])
    }
  }
  return { day, sums, wealth: [...wealth.values()].sort(([a], [b]) => a - b) }
}
