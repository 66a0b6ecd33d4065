// What happens to a city and keeps people from their usual day.
import { isBarred } from '@civitas/districts/sim/incidents/shut'
import { roleOf } from '@civitas/districts/sim/incidents/role'
import type { Resident } from '@civitas/districts/sim/people/resident'
import type { World } from '@civitas/districts/sim/world'
import type { LockstepCity } from '../lockstep/lockstep-city.ts'
import { workplaceOf } from './shift.ts'

/** Whether somebody strikes, or was called to help: neither is at work then, and neither is idle. */
export function isTaken(world: World, resident: Resident): boolean {
  return world.incidents.some((incident) => {
    const role = roleOf(world, resident, incident)
    return role === 'striker' || role === 'called'
  })
}

/** Whether the workplace burns, or is under repair: nobody may go in. */
export function isKeptFromWork({ worlds }: LockstepCity, world: World, resident: Resident): boolean {
  const workplace = workplaceOf(world, resident)
  const there = worlds.find(({ map }) => workplace !== undefined && map.buildings[workplace.index] === workplace)
  return there !== undefined && workplace !== undefined && isBarred(there, workplace)
}
