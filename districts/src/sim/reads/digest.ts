// The day that is over, in numbers that add up over districts: what the city's indicators are made of.
import { type DayDigest, type DigestSum, wealthBucket } from '@civitas/schema'
import { purseOf } from '../economy/household.ts'
import { FULL, NEED_GRAIN } from '../limits.ts'
import { coinsOf } from '../money.ts'
import type { Resident, World } from '../world.ts'

/** A pure read at the end of the first tick of the next day. */
export function digestOf(world: World, day: number): DayDigest {
  const sums = { ...peopleOf(world), ...pricesOf(world), coins: coinsOf(world) }
  return { day, sums, wealth: wealthOf(world) }
}

function peopleOf({ residents, map }: World) {
  const sums = { residents: residents.length, employed: 0, jobs: 0, wallets: 0, ...noReadings() }
  for (const resident of residents) {
    if (resident.job >= 0) sums.employed += 1
    sums.wallets += resident.coins
    lookAt(resident, sums)
  }
  for (const building of map.buildings) sums.jobs += building.jobs
  return sums
}

type Readings = Record<'readings' | 'mood' | 'hungry' | 'tired' | 'ailing' | 'lonely', number>

function noReadings(): Readings {
  return { readings: 0, mood: 0, hungry: 0, tired: 0, ailing: 0, lonely: 0 } satisfies Partial<
    Record<DigestSum, number>
  >
}

const TENTH = FULL / 10
const QUARTER = FULL / 4

function lookAt({ energy, hunger, social, purpose }: Resident, sums: Readings): void {
  sums.readings += 1
  sums.mood += Math.trunc((energy + hunger + social + purpose) / (4 * NEED_GRAIN))
  if (hunger < TENTH) sums.hungry += 1
  if (energy < TENTH) sums.tired += 1
  if (hunger < TENTH || energy < TENTH) sums.ailing += 1
  if (social < QUARTER) sums.lonely += 1
}

/** One piece of every ware, today and by the scenario, sold out or not. */
function pricesOf({ map, buildings }: World) {
  const sums = { prices: 0, listPrices: 0 }
  for (const { index, shelves } of map.buildings) {
    shelves.forEach((shelf, row) => {
      sums.prices += buildings[index]?.prices[row] ?? shelf.price
      sums.listPrices += shelf.price
    })
  }
  return sums
}

/** What one carries, and one's share of the family's purse where that is kept here. */
function wealthOf(world: World): DayDigest['wealth'] {
  const buckets = new Map<number, DayDigest['wealth'][number]>()
  for (const resident of world.residents) {
    const household = purseOf(world, resident)
    const share = household ? Math.trunc(household.coins / household.members.length) : 0
    const coins = resident.coins + share
    const bucket = wealthBucket(coins)
    const row = buckets.get(bucket)
    if (row) {
      row[1] += 1
      row[2] += coins
    } else buckets.set(bucket, [bucket, 1, coins])
  }
  return [...buckets.values()].sort(([a], [b]) => a - b)
}
