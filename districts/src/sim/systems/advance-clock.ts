import { cityMsPerTick, dayOf } from '../clock.ts'
import { HOUR_MS } from '../limits.ts'
import type { World } from '../world.ts'

/** The tick's number, and the city time that passed since the last one; notes the hour and the day that are over. */
export function advanceClock(world: World): void {
  world.tick += 1
  const day = dayOf(world.cityMs)
  const hour = Math.trunc(world.cityMs / HOUR_MS)
  world.cityMs += cityMsPerTick(world)
  world.output.endedHour = Math.trunc(world.cityMs / HOUR_MS) > hour
  if (dayOf(world.cityMs) > day) world.output.endedDay = day
}
