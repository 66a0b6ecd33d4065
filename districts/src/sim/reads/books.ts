// What the store keeps of a district beside its journal, so that the city can be added up without running it. [CMD-3, HND-1]
import { type Census, censusOf, type Fact } from '@civitas/schema'
import { coinsOf } from '../money.ts'
import type { World } from '../world.ts'

export interface Books {
  /** All coins of the district's books, its leg of the account in transit included. */
  coins: number
  /** That leg alone. */
  inTransit: number
  /** Coins that this tick minted. */
  minted: number
  /** Who lives here. */
  census: Census
}

/** @param facts of the tick that the world has just settled */
export function booksOf(world: World, facts: readonly Fact[]): Books {
  let minted = 0
  for (const fact of facts) if (fact.type === 'money_minted') minted += fact.coins
  return { coins: coinsOf(world), inTransit: world.inTransit.coins, minted, census: censusOf(world.byNumber.keys()) }
}
