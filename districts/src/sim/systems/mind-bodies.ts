import { faint } from '../people/activity.ts'
import { STARVING_BELOW } from '../limits.ts'
import { beginMeal, foodAtHand } from '../people/meals.ts'
import type { Resident, World } from '../world.ts'

/** What a body does when its mind is silent: eats what it carries when starving, and drops when it has no energy left. */
export function mindBodies(world: World): void {
  const { residents } = world
  for (let at = 0; at < residents.length; at++) {
    const resident = residents[at] as Resident
    const { activity } = resident
    if (resident.energy === 0 && activity !== 'fainted' && activity !== 'sleeping' && activity !== 'resting') {
      faint(world, resident, 'energy')
      continue
    }
    if (resident.hunger > STARVING_BELOW || (activity !== 'idle' && activity !== 'waiting')) continue
    const food = foodAtHand(world, resident)
    if (food) beginMeal(world, resident, food, undefined)
  }
}
