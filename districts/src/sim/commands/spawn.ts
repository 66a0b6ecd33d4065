import type { Command } from '@civitas/schema'
import type { Building } from '../city/city.ts'
import { freeBeds, moveIn } from '../economy/household.ts'
import { ARRIVAL_HUNGER } from '../limits.ts'
import { payFromTreasury } from '../money.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import { addResident, type World } from '../world.ts'
import { listen } from './set-streamed.ts'

/** A new agent appears at the spawn point with coins from the treasury, and a home where one is free. */
export function spawn(world: World, command: Extract<Command, { kind: 'spawn' }>): void {
  if (world.byNumber.has(command.resident) || world.departed.has(command.resident)) return
  const resident = addResident(world, command.resident, world.map.spawnNode)
  const home = freeHome(world, command.home)
  if (home) moveIn(world, resident, home)
  resident.hunger = ARRIVAL_HUNGER
  if (command.streamed) listen(resident)
  payFromTreasury(world, resident, command.coins)
  world.output.changed.add(resident)
  emit(world, { type: 'agent_spawned', agent_id: idOf(resident), place: whereabouts(world, resident).id }, resident)
}

/** The wanted building when it has a bed left, else the first that has one. */
function freeHome(world: World, wanted: string | undefined): Building | undefined {
  const beds = freeBeds(world)
  // What owners built is theirs to let.
  const free = world.map.buildings.filter(({ index, plot }) => !plot && (beds[index] ?? 0) > 0)
  return free.find(({ id }) => id === wanted) ?? free[0]
}
