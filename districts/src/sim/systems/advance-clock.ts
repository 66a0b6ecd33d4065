import { cityMsPerTick, dayOf } from '../clock.ts'
import type { World } from '../world.ts'

/** The tick's number, and the city time that passed since the last one; notes the day that is over. */
export function advanceClock(world: World): void {
  world.tick += 1
  const day = dayOf(world.cityMs)
  world.cityMs += cityMsPerTick(world)
  if (dayOf(world.cityMs) > day) world.output.endedDay = day
}
