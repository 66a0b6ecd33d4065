// A whole city in which everybody suddenly buys twice as much of one good: it gets dearer within days, and cheap again afterwards.
import { readScenario } from '@civitas/districts/scenario-file'
import { countSale, stateOf } from '@civitas/districts/sim/economy/firm'
import { transfer } from '@civitas/districts/sim/money'
import type { World } from '@civitas/districts/sim/world'
import { must } from '@civitas/kit'
import { expect, it } from 'vitest'
import { LockstepCity, type PlacedFact } from '../../scripts/lockstep/lockstep-city.ts'

/** A few cities, for each goes its own way from the first sale on: what is judged is their mean. */
const SEEDS = [1, 2, 3]
/** Six cities live twelve days, in minutes on a machine that does much else. */
const PATIENCE_MS = 300_000
const DAY_MS = 86_400_000
const GOOD = 'sandwich'
/** Days of twice the demand: before, shops have learned what a usual day is. */
const [FROM, TO] = [5, 8]
const END = 12

it(
  'a good that is asked for twice as much gets dearer, and comes down again when that is over',
  async () => {
    const during: number[] = []
    const after: number[] = []
    for (const seed of SEEDS) {
      const calm = await pricesOf(seed, () => undefined)
      const shocked = await pricesOf(seed, askTwice)
      expect(shocked.slice(1, FROM)).toEqual(calm.slice(1, FROM))
      const level = (from: number, to: number) => mean(shocked.slice(from, to + 1)) / mean(calm.slice(from, to + 1))
      during.push(level(FROM + 1, TO))
      after.push(level(END - 1, END))
    }
    expect(mean(during)).toBeGreaterThan(1.04)
    expect(mean(after)).toBeLessThan(1 + (mean(during) - 1) / 2)
  },
  PATIENCE_MS,
)

/** What a day's last price of the good was, on average over all shelves, by day. */
async function pricesOf(
  seed: number,
  meddle: (city: LockstepCity, facts: readonly PlacedFact[]) => void,
): Promise<number[]> {
  const city = new LockstepCity({ scenario: await readScenario('tiny'), seed, clockRate: 60 })
  const prices: number[] = []
  for (let day = dayOf(city); day <= END; day = dayOf(city)) {
    const facts = city.tick()
    if (day >= FROM && day <= TO) meddle(city, facts)
    prices[day] = meanPrice(city)
  }
  return prices
}

function dayOf({ cityMs }: LockstepCity): number {
  return Math.trunc(cityMs / DAY_MS) + 1
}

/** Whoever buys it is followed by a stranger who buys as much, for coins from outside the city. */
function askTwice(city: LockstepCity, facts: readonly PlacedFact[]): void {
  for (const { district, fact } of facts) {
    if (fact.type !== 'bought' || fact.item !== GOOD) continue
    const world = must(
      city.worlds.find(({ map }) => map.id === district),
      district,
    )
    buyMore(world, fact.building, fact.quantity)
  }
}

function buyMore(world: World, id: string, wanted: number): void {
  const building = must(
    world.map.buildings.find((one) => one.id === id),
    id,
  )
  const state = stateOf(world, building)
  const row = building.shelves.findIndex(({ item }) => item.id === GOOD)
  const stock = must(state.stock[row], 'a shelf')
  const quantity = Math.min(wanted, stock)
  const coins = quantity * must(state.prices[row], 'a price')
  transfer(world.treasury, state, coins)
  state.stock[row] = stock - quantity
  countSale(state, row, quantity, coins)
}

function meanPrice(city: LockstepCity): number {
  const prices = city.worlds.flatMap((world) =>
    world.map.buildings.flatMap((building) =>
      building.shelves.flatMap(({ item }, row) =>
        item.id === GOOD ? [stateOf(world, building).prices[row] ?? 0] : [],
      ),
    ),
  )
  return mean(prices)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
