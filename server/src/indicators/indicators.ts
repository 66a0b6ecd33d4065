// How the city fares, day by day: each indicator with its unit and its formula over a digest. The page of the docs is made from it.
import type { DayDigest, DigestSum } from '@civitas/schema'
import { giniOf } from './gini.ts'

export interface Indicator {
  unit: string
  /** For people: what it is and how it is worked out. */
  means: string
  /** `undefined`: that day nobody counted what it takes. */
  of: (day: DayDigest) => number | undefined
}

export const indicators = {
  residents: {
    unit: 'people',
    means: 'who lives in the city when the day ends',
    of: ({ sums }) => sums.residents,
  },
  employment: {
    unit: '%',
    means: 'residents who have a job ÷ those and all others who are not past working, when the day ends',
    of: ratio('employed', 'able', 100),
  },
  prices: {
    unit: '100 = the scenario',
    means: 'one piece of every ware on every shelf, at the prices when the day ends ÷ at those of the scenario',
    of: ratio('prices', 'listPrices', 100),
  },
  mood: {
    unit: '%',
    means: 'mean of the four needs (energy, hunger, company, purpose) over all readings; 100 is all of them full',
    of: ratio('mood', 'readings', 1 / 100),
  },
  health: {
    unit: '%',
    means: 'readings in which neither hunger nor energy was below a tenth ÷ readings',
    of: ({ sums }) => remainder(sums.ailing, sums.readings),
  },
  faints: {
    unit: 'a thousand people',
    means: 'people who dropped for hunger or want of sleep ÷ residents, of the day',
    of: ratio('faints', 'residents', 1_000),
  },
  hungry: {
    unit: '%',
    means: 'readings with less than a tenth of hunger left ÷ readings',
    of: ratio('hungry', 'readings', 100),
  },
  lonely: {
    unit: '%',
    means: 'readings with less than a quarter of company left ÷ readings',
    of: ratio('lonely', 'readings', 100),
  },
  friends: {
    unit: 'a person',
    means: 'friends that residents have ÷ residents, when the day ends',
    of: ratio('friends', 'residents', 1),
  },
  friendships: {
    unit: 'a day',
    means: 'friendships made less friendships lost, of the day',
    of: ({ sums }) => difference(sums.befriended, sums.driftedApart),
  },
  talks: {
    unit: 'a person and day',
    means: 'utterances ÷ residents, of the day',
    of: ratio('talks', 'residents', 1),
  },
  spending: {
    unit: 'coins a person and day',
    means: 'coins paid for goods by people and households ÷ residents, of the day',
    of: ratio('spent', 'residents', 1),
  },
  wages: {
    unit: 'coins a person and day',
    means: 'coins of wages paid ÷ residents who have a job, of the day',
    of: ratio('wages', 'employed', 1),
  },
  bankruptcies: {
    unit: 'firms',
    means: 'firms that went bankrupt, of the day',
    of: ({ sums }) => sums.bankrupt,
  },
  closed: {
    unit: 'firms',
    means: 'firms that are closed for being broke when the day ends',
    of: ({ sums }) => sums.closed,
  },
  inequality: {
    unit: 'Gini, 0 … 1',
    means: 'Gini coefficient of the coins in wallets when the day ends; 0: all have the same, 1: one has all',
    of: ({ wealth }) => giniOf(wealth),
  },
  wallet: {
    unit: 'coins',
    means: 'coins in wallets ÷ residents, when the day ends',
    of: ratio('wallets', 'residents', 1),
  },
  money: {
    unit: 'coins',
    means: 'all coins of the city when the day ends: wallets, tills, treasury, on the way',
    of: ({ sums }) => sums.coins,
  },
} as const satisfies Record<string, Indicator>

export type IndicatorName = keyof typeof indicators

/** Three decimals are enough for all of them. */
const PRECISION = 1_000

/** Those that can be worked out. */
export function figuresOf(day: DayDigest): Partial<Record<IndicatorName, number>> {
  const figures: Partial<Record<IndicatorName, number>> = {}
  for (const [name, { of }] of Object.entries(indicators)) {
    const value = of(day)
    if (value !== undefined) figures[name as IndicatorName] = Math.round(value * PRECISION) / PRECISION
  }
  return figures
}

function ratio(part: DigestSum, whole: DigestSum, scale: number): Indicator['of'] {
  return ({ sums }) => {
    const [above, below] = [sums[part], sums[whole]]
    return above === undefined || !below ? undefined : (above / below) * scale
  }
}

/** Per cent of the whole that is not in the part. */
function remainder(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : (1 - part / whole) * 100
}

function difference(more: number | undefined, less: number | undefined): number | undefined {
  return more === undefined || less === undefined ? undefined : more - less
}
