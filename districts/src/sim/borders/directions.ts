// What a district knows of the others: where a place is, and where an agent may be asked after.
import { must } from '@civitas/kit'
import { FIRST_OWNED_RESIDENT } from '@civitas/schema'
import type { Crossing } from '../city/city.ts'
import { type NetPoint, nodePoint } from '../space/motion.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Whether somebody walks to a place beyond the border. */
export function isBoundAbroad(world: World, { activity, target }: Resident): boolean {
  if (activity !== 'walking' || target < 0) return false
  const { map, city } = world
  if (target >= city.firstLot) return city.plots[target - city.firstLot]?.district !== map.index
  return target < map.firstAddress || target >= map.firstAddress + map.named.length - map.plots.length
}

/** Index of the district in which an address lies. */
export function districtAt({ city }: World, address: number): number {
  const lot = city.plots[address - city.firstLot]
  if (lot) return lot.district
  return city.districts.findLastIndex(({ firstAddress }) => firstAddress <= address)
}

/** The crossing to take towards a district; `undefined` when no gate leads there. */
export function crossingTo({ map }: World, district: number): Crossing | undefined {
  return map.crossings[map.towards[district] ?? -1]
}

/** Where to walk in this district for a place anywhere: to the place, or to the gate. */
export function wayPoint(world: World, address: number): NetPoint | undefined {
  const { city, map } = world
  const district = districtAt(world, address)
  const node = district === map.index ? city.named[address]?.node : crossingTo(world, district)?.node
  return node === undefined ? undefined : nodePoint(map.net, node)
}

/**
 * The district to ask for an agent that is not here: where it went from here, else where it was at home in the beginning, else, for
 * owners' agents, the next one in a round of all. `undefined`: there is no such agent. [CMD-4]
 */
export function directionOf({ city, map, departed }: World, resident: number): number | undefined {
  const gone = departed.get(resident)
  if (gone) return gone.district
  if (resident >= FIRST_OWNED_RESIDENT) {
    return city.districts.length > 1 ? (map.index + 1) % city.districts.length : undefined
  }
  const first = city.firstResident
  if (resident >= must(first.at(-1), 'count of residents')) return undefined
  const founded = first.findLastIndex((number) => number <= resident)
  return founded < 0 || founded === map.index ? undefined : founded
}

/** Id of the district to which an agent left this one. */
export function movedTo({ city, departed }: World, resident: number): string | undefined {
  const gone = departed.get(resident)
  return gone && city.districts[gone.district]?.id
}
