// People who leave a firm: let go, or of their own will. The resident keeps its job wherever it is, the firm its list: both have to hear of it.
import { agentIdOf, type Command, type LetGoReason } from '@civitas/schema'
import { directionOf, districtAt } from '../borders/directions.ts'
import type { Building, Named } from '../city/city.ts'
import { MISSED_MAX } from '../limits.ts'
import { interrupt } from '../people/activity.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { BuildingState, World } from '../world.ts'
import { stateOf } from './firm.ts'

/** At the end of a shift: who did not show up for some of them is let go. */
export function closeShift(world: World, building: Building, state: BuildingState): void {
  const gone: number[] = []
  for (const hand of state.firm.staff) {
    hand.missed = hand.came ? 0 : hand.missed + 1
    hand.came = false
    if (hand.missed >= MISSED_MAX) gone.push(hand.resident)
  }
  for (const number of gone) letGo(world, building, number, 'absent')
}

/** Who was not paid in full does not come back. */
export function partWithUnpaid(world: World, building: Building, { firm }: BuildingState): void {
  const unpaid = firm.staff.filter((hand) => hand.unpaid)
  for (const { resident } of unpaid) letGo(world, building, resident, 'unpaid')
}

/** Somebody leaves its job for another one, of its own will. */
export function giveNotice(world: World, resident: Resident, to: Building): void {
  const old = leaveFirm(world, resident)
  if (old) emit(world, { type: 'gave_notice', agent_id: idOf(resident), building: old.id, to: to.id }, resident)
}

/** Has no job from now on, and its place is free; where it worked, if it did. */
export function leaveFirm(world: World, resident: Resident): Named | undefined {
  const old = world.city.named[resident.job]
  resident.job = -1
  if (!old) return undefined
  const errand = { kind: 'notice', resident: resident.number, building: old.id } as const
  const district = districtAt(world, old.address)
  if (district === world.map.index) takeNotice(world, errand)
  else send(world, district, errand)
  return old
}

/** Off the roster: the place is free. */
export function takeNotice(world: World, { resident, building: id }: Extract<Command, { kind: 'notice' }>): void {
  const index = world.map.indexOf.get(world.city.addresses.get(id)?.named.address ?? -1)
  const firm = index === undefined ? undefined : world.buildings[index]?.firm
  if (index === undefined || !firm) return
  firm.staff = firm.staff.filter((hand) => hand.resident !== resident)
  world.output.changedBuildings.add(index)
}

/** Off the list at once; the resident hears of it where it is. [CMD-4] */
export function letGo(world: World, building: Building, number: number, why: LetGoReason): void {
  const { firm } = stateOf(world, building)
  firm.staff = firm.staff.filter(({ resident }) => resident !== number)
  world.output.changedBuildings.add(building.index)
  const errand = { kind: 'let_go', resident: number, building: building.id, why } as const
  if (world.byNumber.has(number)) return loseJob(world, errand)
  const district = directionOf(world, number)
  if (district !== undefined) send(world, district, errand)
}

export function loseJob(world: World, command: Extract<Command, { kind: 'let_go' }>): void {
  const resident = world.byNumber.get(command.resident)
  const address = world.city.addresses.get(command.building)?.named.address
  if (!resident || address === undefined || resident.job !== address) return
  // On its site, too: it is paid for what it did.
  const isAtWork = resident.building < 0 ? resident.target >= 0 : addressOfHouse(world, resident) === address
  if (resident.activity === 'working' && isAtWork) interrupt(world, resident)
  resident.job = -1
  world.output.changed.add(resident)
  const { building, why } = command
  emit(world, { type: 'let_go', agent_id: agentIdOf(resident.number), building, why }, resident)
}

function addressOfHouse({ map }: World, { building }: Resident): number | undefined {
  return map.buildings[building]?.address
}
