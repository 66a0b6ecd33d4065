import { cityMsPerTick } from '../clock.ts'
import type { World } from '../world.ts'

/** The tick's number, and the city time that passed since the last one. */
export function advanceClock(world: World): void {
  world.tick += 1
  world.cityMs += cityMsPerTick(world)
}
