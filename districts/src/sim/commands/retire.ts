import type { Command } from '@civitas/schema'
import { interrupt } from '../people/activity.ts'
import { goOutside } from '../people/inside.ts'
import { transfer } from '../money.ts'
import { leaveHousehold } from '../economy/housing.ts'
import { leaveFirm } from '../economy/staff.ts'
import { leaveLand } from '../people/land.ts'
import { emit, idOf } from '../tick-output.ts'
import { removeResident, type World } from '../world.ts'

/** The agent leaves the city for good: its place at work is free, its coins and its land fall to the city. */
export function retire(world: World, command: Extract<Command, { kind: 'retire' }>): void {
  const resident = world.byNumber.get(command.resident)
  if (!resident) return
  interrupt(world, resident)
  if (resident.building >= 0) goOutside(world, resident)
  leaveLand(world, resident)
  leaveHousehold(world, resident)
  leaveFirm(world, resident)
  transfer(resident, world.treasury, resident.coins)
  emit(world, { type: 'agent_retired', agent_id: idOf(resident) }, resident)
  world.output.changed.delete(resident)
  world.output.retired.push(resident)
  removeResident(world, resident)
}
