import { faint } from '../people/activity.ts'
import { STARVING_BELOW } from '../limits.ts'
import { activityCodes } from '../people/bodies.ts'
import { beginMeal, foodAtHand } from '../people/meals.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

const { idle: IDLE, fainted: FAINTED, resting: RESTING, sleeping: SLEEPING, waiting: WAITING } = activityCodes

/** What a body does when its mind is silent: eats what it carries when starving, and drops when it has no energy left. */
export function mindBodies(world: World): void {
  const { residents, bodies } = world
  const { count, activity, energy, hunger } = bodies
  for (let slot = 0; slot < count; slot++) {
    const doing = activity[slot] as number
    if (energy[slot] === 0 && doing !== FAINTED && doing !== SLEEPING && doing !== RESTING) {
      faint(world, residents[slot] as Resident, 'energy')
    } else if ((hunger[slot] as number) <= STARVING_BELOW && (doing === IDLE || doing === WAITING)) {
      eatWhatThereIs(world, residents[slot] as Resident)
    }
  }
}

function eatWhatThereIs(world: World, resident: Resident): void {
  const food = foodAtHand(world, resident)
  if (food) beginMeal(world, resident, food, undefined)
}
