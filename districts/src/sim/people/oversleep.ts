// Waking up when one should be at work.
import { withinHours } from '@civitas/schema'
import { minuteOfDay } from '../clock.ts'
import { OVERSLEPT_MINUTES } from '../limits.ts'
import { isBuilding } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { World } from '../world.ts'
import type { Resident } from './resident.ts'

/** Called when a sleep has come to its end by itself. */
export function lookAtTheClock(world: World, resident: Resident): void {
  const job = world.city.named[resident.job]
  if (!job || !isBuilding(job)) return
  const minute = minuteOfDay(world.cityMs)
  const minutes = minute - job.shiftFrom
  if (!withinHours(minute, job.shiftFrom, job.shiftTo) || minutes < 1 || minutes > OVERSLEPT_MINUTES) return
  emit(world, { type: 'overslept', agent_id: idOf(resident), building: job.id, minutes }, resident)
}
