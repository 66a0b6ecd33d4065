// City time: milliseconds since day 1, 00:00, moved on by each tick.
import type { ClockState } from '@civitas/schema'
import { DAY_MS, MINUTE_MS } from './limits.ts'
import type { World } from './world.ts'

export function clockOf(world: World): ClockState {
  const { tick, cityMs, rate, paused, weather } = world
  return { tick, city_ms: cityMs, day: dayOf(cityMs), minute_of_day: minuteOfDay(cityMs), rate, paused, weather }
}

/** Days count from 1. */
export function dayOf(cityMs: number): number {
  return Math.trunc(cityMs / DAY_MS) + 1
}

export function minuteOfDay(cityMs: number): number {
  return Math.trunc((cityMs % DAY_MS) / MINUTE_MS)
}

/** City milliseconds that pass in one tick at the present rate. */
export function cityMsPerTick(world: World): number {
  return world.paused ? 0 : Math.trunc(world.tickMs * world.rate)
}

/** `day 3 08:15` */
export function cityTime(cityMs: number): string {
  const minute = minuteOfDay(cityMs)
  return `day ${dayOf(cityMs)} ${twoDigits(Math.trunc(minute / 60))}:${twoDigits(minute % 60)}`
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
