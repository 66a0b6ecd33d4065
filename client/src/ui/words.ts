// Small wordings that several panels share. Pure.
import type { Weather } from '@civitas/schema'
import { MINUTES_PER_DAY } from '@civitas/schema/world/hours'

export const weatherWords: Record<Weather, string> = {
  clear: 'Fair',
  cloudy: 'Cloudy',
  rain: 'Rain',
  storm: 'Storm',
  fog: 'Fog',
  snow: 'Snow',
  heat: 'Heat',
}

/** `495` as `08:15`. */
export function clockTime(minuteOfDay: number): string {
  const minute = Math.floor(minuteOfDay) % MINUTES_PER_DAY
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Opening hours in words; minutes past midnight wrap. */
export function hoursText([from, to]: readonly [number, number]): string {
  return to - from >= MINUTES_PER_DAY ? 'Always open' : `${clockTime(from)} – ${clockTime(to)}`
}

/** `move_to` as `Move to`. */
export function capitalised(text: string): string {
  const words = text.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
