// Time spent side by side brings people closer: a shift with a colleague, a night under one roof.
import { hash32 } from '@civitas/kit'
import type { Resident } from '../people/resident.ts'
import type { Activity } from '../people/bodies.ts'
import type { World } from '../world.ts'
import { meet } from './bonds.ts'
import { PURPOSE } from '../purposes.ts'

/** Called when an activity has come to its end. */
export function shareTime(world: World, resident: Resident, activity: Activity): void {
  if (activity === 'working') {
    const colleague = oneOf(world, resident, PURPOSE.colleague, (other) => other.activity === 'working')
    if (colleague) meet(world, resident, colleague, 'worked_together')
  }
  if (activity === 'sleeping') wakeUp(world, resident)
}

/** A word with everybody of the family in the house; of the neighbours, with one. */
function wakeUp(world: World, resident: Resident): void {
  if (world.map.buildings[resident.building]?.address !== resident.home) return
  for (const bond of resident.bonds) {
    const relative = bond.isFamily ? world.byNumber.get(bond.other) : undefined
    if (relative?.building === resident.building) meet(world, resident, relative, 'lived_together')
  }
  const neighbour = oneOf(world, resident, PURPOSE.neighbour, (other) => other.home === resident.home)
  if (neighbour) meet(world, resident, neighbour, 'waved')
}

/** One of those beside it of whom it holds, drawn anew each time. PERF: looks no further than it must; thousands work in one house. */
function oneOf(
  world: World,
  resident: Resident,
  purpose: number,
  suits: (other: Resident) => boolean,
): Resident | undefined {
  return world.index.anyBeside(world, resident, hash32(world.seed, world.tick, resident.number, purpose), suits)
}
