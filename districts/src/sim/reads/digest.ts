// The day that is over, in numbers that add up over districts: what the city's indicators are made of.
import { type DayDigest, isRetired, wealthBucket } from '@civitas/schema'
import { purseOf } from '../economy/household.ts'
import { coinsOf } from '../money.ts'
import type { World } from '../world.ts'

/** A pure read at the end of the first tick of the next day. */
export function digestOf(world: World, day: number): DayDigest {
  const sums = { ...world.tally, ...peopleOf(world), ...pricesOf(world), coins: coinsOf(world) }
  return { day, sums, wealth: wealthOf(world) }
}

function peopleOf({ residents, map, seed, buildings }: World) {
  const sums = {
    residents: residents.length,
    employed: 0,
    jobs: 0,
    able: 0,
    wallets: 0,
    friends: 0,
    positions: 0,
    closed: 0,
  }
  for (const resident of residents) {
    if (resident.job >= 0) sums.employed += 1
    if (resident.job >= 0 || !isRetired(seed, resident.number)) sums.able += 1
    sums.wallets += resident.coins
    for (const bond of resident.bonds) if (bond.standing === 'friends') sums.friends += 1
  }
  for (const building of map.buildings) sums.jobs += building.jobs
  for (const { firm } of buildings) {
    sums.positions += firm.positions
    if (firm.closedDays > 0) sums.closed += 1
  }
  return sums
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
