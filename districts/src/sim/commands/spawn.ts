import { must } from '@civitas/kit'
import type { Command } from '@civitas/schema'
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
  resident.home = freeHome(world, command.home)
  resident.hunger = ARRIVAL_HUNGER
  if (command.streamed) listen(resident)
  payFromTreasury(world, resident, command.coins)
  world.output.changed.add(resident)
  emit(world, { type: 'agent_spawned', agent_id: idOf(resident), place: whereabouts(world, resident).id }, resident)
}

/** The wanted building when it has a bed left, else the first that has one, else -1. */
function freeHome(world: World, wanted: string | undefined): number {
  const { buildings } = world.map
  const beds = buildings.map((building) => building.homes)
  for (const { home } of world.residents) {
    const here = home - world.map.firstAddress
    if (buildings[here]) beds[here] = must(beds[here], 'home') - 1
  }
  const free = buildings.filter((building) => must(beds[building.index], 'building') > 0)
  return (free.find((building) => building.id === wanted) ?? free[0])?.address ?? -1
}
