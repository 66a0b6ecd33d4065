// How each weather looks, as numbers that ease from one to the next. Pure.
import type { Weather } from '@civitas/schema'

/** All from 0 to 1. */
export interface SkyState {
  /** How much of the sun the clouds keep. */
  gloom: number
  /** How close the haze comes. */
  haze: number
  /** How warm the light is. */
  heat: number
  rain: number
  snowfall: number
  /** Wind, for what falls. */
  wind: number
  /** What lies on roofs and ground. */
  snow: number
  wet: number
}

const fair: SkyState = { gloom: 0, haze: 0, heat: 0, rain: 0, snowfall: 0, wind: 0.1, snow: 0, wet: 0 }

const looks: Readonly<Record<Weather, SkyState>> = {
  clear: fair,
  cloudy: { ...fair, gloom: 0.5, haze: 0.12, wind: 0.2 },
  rain: { ...fair, gloom: 0.72, haze: 0.38, rain: 0.62, wind: 0.3, wet: 1 },
  storm: { ...fair, gloom: 1, haze: 0.5, rain: 1, wind: 1, wet: 1 },
  fog: { ...fair, gloom: 0.45, haze: 1, wind: 0.05, wet: 0.3 },
  snow: { ...fair, gloom: 0.5, haze: 0.42, snowfall: 1, wind: 0.22, snow: 0.78 },
  heat: { ...fair, haze: 0.16, heat: 1, wind: 0 },
}

/** Seconds after which about two thirds of a change are done. Snow takes time to lie, and longer to melt. */
const EASE_S = 2.2
const SETTLE_S = 9
const MELT_S = 30
/** Below this a difference cannot be seen. */
const UNSEEN = 0.002

export function skyFor(weather: Weather): SkyState {
  return { ...looks[weather] }
}

/** Moves `state` towards `weather` by so many seconds; whether that can be seen. */
export function easeSky(state: SkyState, weather: Weather, seconds: number): boolean {
  const look = looks[weather]
  let seen = false
  for (const key of Object.keys(look) as (keyof SkyState)[]) {
    const away = look[key] - state[key]
    if (Math.abs(away) < UNSEEN) continue
    seen = true
    state[key] += away * (1 - Math.exp(-seconds / timeOf(key, away)))
  }
  return seen
}

function timeOf(key: keyof SkyState, away: number): number {
  if (key !== 'snow' && key !== 'wet') return EASE_S
  return away > 0 ? SETTLE_S : MELT_S
}
