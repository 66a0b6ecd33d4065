// A family shares a home and a budget: a purse in the district of its home, rent, and what it owes. Part of the state.
import { must } from '@civitas/kit'
import type { Building } from '../city/city.ts'
import { FLAT_FAMILY } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import type { Purse, World } from '../world.ts'

export interface Household extends Purse {
  /** Index of the home in the district. */
  home: number
  /** Coins of rent that are owed. */
  arrears: number
  /** Numbers of residents, wherever they are. */
  members: number[]
}

/** Households of one building at most; the number of each holds the address of its home. */
const PER_BUILDING = 256

/** A house holds one family, flats hold several: which one the `nth` bed of a building belongs to. */
export function householdOf({ kind, address }: Building, nth: number): number {
  const family = kind === 'house' ? 0 : Math.trunc(nth / FLAT_FAMILY)
  return address * PER_BUILDING + Math.min(family, PER_BUILDING - 2) + 1
}

/** Address of the home of a household, wherever in the city. */
export function addressOf(household: number): number {
  return Math.trunc((household - 1) / PER_BUILDING)
}

/** Coins a day for all who live there. */
export function rentOf(world: World, { home, members }: Household): number {
  return (world.map.buildings[home]?.rent ?? 0) * members.length
}

export function joinHousehold(world: World, resident: Resident, number: number): void {
  const household = world.households.get(number)
  resident.household = number
  if (household) household.members.push(resident.number)
  else {
    const home = must(world.map.indexOf.get(addressOf(number)), 'a home of the district')
    world.households.set(number, { coins: 0, home, arrears: 0, members: [resident.number] })
  }
}

/** Into a free bed: with the family of a house, or into a flat of one's own. Whoever calls has found the bed. */
export function moveIn(world: World, resident: Resident, building: Building): void {
  resident.home = building.address
  let number = householdOf(building, 0)
  const last = householdOf(building, FLAT_FAMILY * PER_BUILDING)
  while (building.kind !== 'house' && world.households.has(number) && number < last) number += 1
  joinHousehold(world, resident, number)
}

/** Beds that nobody lives in, by building. */
export function freeBeds({ map, households }: World): number[] {
  const beds = map.buildings.map(({ homes }) => homes)
  for (const { home, members } of households.values()) beds[home] = (beds[home] ?? 0) - members.length
  return beds
}

/** What is in the purse of somebody's household, when it is kept in this district. */
export function purseOf(world: World, { household }: Resident): Household | undefined {
  return household === 0 ? undefined : world.households.get(household)
}
