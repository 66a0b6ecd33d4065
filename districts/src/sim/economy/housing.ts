// Moving out and in: who owes too much loses the home, who has none gets the cheapest bed that it can pay.
import { agentIdOf, type Command } from '@civitas/schema'
import { directionOf, districtAt } from '../borders/directions.ts'
import { EVICT_DAYS } from '../limits.ts'
import { transfer } from '../money.ts'
import { interrupt } from '../people/activity.ts'
import { goOutside } from '../people/inside.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { addressOf, freeBeds, type Household, moveIn, rentOf } from './household.ts'

/** In the morning: whoever owes the rent of many days has to go. */
export function evictDebtors(world: World): void {
  const debtors = [...world.households].filter(([, household]) => {
    return household.arrears > rentOf(world, household) * EVICT_DAYS
  })
  for (const [number, household] of debtors) {
    const building = world.map.buildings[household.home]?.id ?? ''
    dissolve(world, number, household)
    for (const resident of household.members) {
      const errand = { kind: 'evict', resident, building, coins: household.arrears } as const
      const district = directionOf(world, resident)
      if (world.byNumber.has(resident)) loseHome(world, errand)
      else if (district !== undefined) send(world, district, errand)
    }
  }
}

/** The purse of a family that is no more falls to the city. */
function dissolve(world: World, number: number, household: Household): void {
  transfer(household, world.treasury, household.coins)
  world.households.delete(number)
}

export function loseHome(
  world: World,
  { resident: number, building, coins }: Extract<Command, { kind: 'evict' }>,
): void {
  const resident = world.byNumber.get(number)
  const home = world.city.addresses.get(building)?.named.address
  if (!resident || home === undefined || resident.home !== home) return
  resident.home = -1
  resident.household = 0
  if (world.map.buildings[resident.building]?.address === home) {
    interrupt(world, resident)
    goOutside(world, resident)
  }
  world.output.changed.add(resident)
  emit(world, { type: 'evicted', agent_id: agentIdOf(number), building, coins }, resident)
}

/** Somebody leaves the city: its place in the household, here or beyond the border, is free. */
export function leaveHousehold(world: World, resident: Resident): void {
  if (resident.household === 0) return
  const errand = { kind: 'move_out', household: resident.household, member: resident.number } as const
  const district = districtAt(world, addressOf(resident.household))
  resident.household = 0
  if (district === world.map.index) strikeOff(world, errand)
  else send(world, district, errand)
}

export function strikeOff(world: World, { household: number, member }: Extract<Command, { kind: 'move_out' }>): void {
  const household = world.households.get(number)
  if (!household) return
  household.members = household.members.filter((one) => one !== member)
  if (household.members.length === 0) dissolve(world, number, household)
}

/** At noon: the homeless move into the cheapest home with a bed for which they have a day's rent, in the district where they are. */
export function houseHomeless(world: World): void {
  const homeless = world.residents.filter(({ home }) => home < 0)
  if (homeless.length === 0) return
  const beds = freeBeds(world)
  for (const resident of homeless.toSorted((a, b) => a.number - b.number)) {
    const affordable = world.map.buildings.filter(({ index, rent }) => (beds[index] ?? 0) > 0 && rent <= resident.coins)
    const [cheapest] = affordable.toSorted((a, b) => a.rent - b.rent || a.index - b.index)
    if (!cheapest) continue
    beds[cheapest.index] = (beds[cheapest.index] ?? 0) - 1
    moveIn(world, resident, cheapest)
    world.output.changed.add(resident)
    emit(world, { type: 'moved_in', agent_id: idOf(resident), building: cheapest.id, coins: cheapest.rent }, resident)
  }
}
