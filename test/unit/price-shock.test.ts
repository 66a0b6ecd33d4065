// A whole city in which everybody suddenly buys twice as much of one good, or strangers carry off all of it: it gets dearer within days, and cheap again afterwards.
import { readScenario } from '@civitas/districts/scenario-file'
import { countSale, stateOf } from '@civitas/districts/sim/economy/firm'
import { transfer } from '@civitas/districts/sim/money'
import type { World } from '@civitas/districts/sim/world'
import { must } from '@civitas/kit'
import { expect, it } from 'vitest'
import { LockstepCity, type PlacedFact } from '../../scripts/lockstep/lockstep-city.ts'

/** A few cities, for each goes its own way from the first sale on: what is judged is their mean. */
const SEEDS = [1, 2, 3] as const
/** Seven cities live two or three weeks, in minutes on a machine that does much else. */
const PATIENCE_MS = 300_000
const DAY_MS = 86_400_000
const GOOD = 'sandwich'
/** Days of twice the demand: before, shops have learned what a usual day is. */
const [FROM, TO] = [5, 8]
const END = 18
/** The last of seven evenings on which strangers carry off what is left: from then on the price of the next day says it. */
const WEEK = 11
const EVENING_MS = 79_200_000
/** Of doubled demand, while it lasts: people turn to other food as it gets dearer, so that much of it is gone. */
const DEARER = 1.12
/** Of what is sold out at the end of each day. */
const MUCH_DEARER = 1.2

it(
  'a good that is asked for twice as much gets dearer, and comes down again when that is over',
  async () => {
    const during: number[] = []
    const after: number[] = []
    for (const seed of SEEDS) {
      const calm = await calmPrices(seed)
      const shocked = await pricesOf(seed, askTwice)
      expect(shocked.slice(1, FROM)).toEqual(calm.slice(1, FROM))
      const level = (from: number, to: number) => mean(shocked.slice(from, to + 1)) / mean(calm.slice(from, to + 1))
      during.push(level(FROM + 1, TO))
      after.push(level(END - 1, END))
    }
    expect(mean(during)).toBeGreaterThan(DEARER)
    expect(mean(after)).toBeLessThan(1 + (mean(during) - 1) / 2)
  },
  PATIENCE_MS,
)

it(
  'a good that sells out is dearer by a fifth within a week, and stays so while it is short',
  async () => {
    const [seed] = SEEDS
    const calm = await calmPrices(seed)
    const bare = await pricesOf(seed, carryOff, { until: WEEK, end: WEEK + 1 })
    const dearer = bare.map((price, day) => price / must(calm[day], 'a price'))
    expect(must(dearer[WEEK + 1], 'the day after a week')).toBeGreaterThan(MUCH_DEARER)
    for (const more of dearer.slice(FROM + 3, WEEK + 2)) expect(more).toBeGreaterThan(MUCH_DEARER)
  },
  PATIENCE_MS,
)

const known = new Map<number, Promise<number[]>>()

/** The same city when nothing happens to it: lived once for all. */
function calmPrices(seed: number): Promise<number[]> {
  const prices = known.get(seed) ?? pricesOf(seed, () => undefined)
  known.set(seed, prices)
  return prices
}

/** What a day's last price of the good was, on average over all shelves, by day. */
async function pricesOf(
  seed: number,
  meddle: (city: LockstepCity, facts: readonly PlacedFact[]) => void,
  { until = TO, end = END } = {},
): Promise<number[]> {
  const city = new LockstepCity({ scenario: await readScenario('tiny'), seed, clockRate: 60 })
  const prices: number[] = []
  for (let day = dayOf(city); day <= end; day = dayOf(city)) {
    const facts = city.tick()
    if (day >= FROM && day <= until) meddle(city, facts)
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

/** At night nothing is left of it in any shop. */
function carryOff(city: LockstepCity): void {
  if (city.cityMs % DAY_MS < EVENING_MS) return
  for (const world of city.worlds) {
    for (const { id, shelves } of world.map.buildings) {
      if (shelves.some(({ item }) => item.id === GOOD)) buyMore(world, id, Infinity)
    }
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
