// Light through the day: key colours at hours, blended, and where the sun (or moon) stands. Pure but for three's colours.
import { Color, Vector3 } from 'three'
import { must } from '@civitas/kit/assert'
import { MINUTES_PER_DAY } from '@civitas/schema/world/hours'

interface Key {
  /** 0 midnight, 0.5 noon. */
  at: number
  sky: string
  fog: string
  above: string
  below: string
  ambient: number
  sun: string
  strength: number
  deep: string
  shallow: string
  foam: string
  night: number
}

const night = {
  sky: '#1b2550',
  fog: '#26336a',
  above: '#7f8ec9',
  below: '#463a5c',
  ambient: 0.95,
  sun: '#a9b8ff',
  strength: 0.62,
  deep: '#1b2b57',
  shallow: '#31598a',
  foam: '#6f8fc4',
  night: 1,
}
const day = {
  sky: '#cdeaf0',
  fog: '#d8eef0',
  above: '#eaf6ff',
  below: '#c8ad92',
  ambient: 1.75,
  sun: '#fff0d2',
  strength: 3,
  deep: '#3f9fbd',
  shallow: '#8fe0d6',
  foam: '#ffffff',
  night: 0,
}
const dawn = {
  sky: '#f6c7b2',
  fog: '#f7cfbd',
  above: '#ffdccb',
  below: '#b08d90',
  ambient: 1.5,
  sun: '#ffc28f',
  strength: 2.4,
  deep: '#4f93b4',
  shallow: '#8fd0cf',
  foam: '#fff1e6',
  night: 0.15,
}
const gold = {
  sky: '#fcd2ae',
  fog: '#fbd9bd',
  above: '#e9d3ee',
  below: '#b58b93',
  ambient: 1.6,
  sun: '#ffc187',
  strength: 2.55,
  deep: '#5793b3',
  shallow: '#a9d8ca',
  foam: '#fff3e4',
  night: 0.12,
}
const dusk = {
  sky: '#8b78b4',
  fog: '#b58bb4',
  above: '#a99be0',
  below: '#71577c',
  ambient: 1.35,
  sun: '#ff9a7a',
  strength: 1.25,
  deep: '#3b5590',
  shallow: '#7a8fc0',
  foam: '#dcc8e6',
  night: 0.72,
}

const keys: readonly Key[] = [
  { at: 0, ...night },
  { at: 0.2, ...night },
  { at: 0.265, ...dawn },
  { at: 0.345, ...day },
  { at: 0.64, ...day },
  { at: 0.73, ...gold },
  { at: 0.79, ...dusk },
  { at: 0.85, ...night },
  { at: 1, ...night },
]

/** Sun above the horizon between these, as shares of the day. */
const SUNRISE = 0.235
const SUNSET = 0.815

/** The time of the day of those keys at which the sun stands as it does now, on a day with this sunrise and sunset in minutes. */
export function bySun(timeOfDay: number, sun: { rise: number; set: number }): number {
  const [rise, set] = [sun.rise / MINUTES_PER_DAY, sun.set / MINUTES_PER_DAY]
  if (timeOfDay < rise) return (timeOfDay / rise) * SUNRISE
  if (timeOfDay > set) return SUNSET + ((timeOfDay - set) / (1 - set)) * (1 - SUNSET)
  return SUNRISE + ((timeOfDay - rise) / (set - rise)) * (SUNSET - SUNRISE)
}

export interface Daylight {
  sky: Color
  fog: Color
  above: Color
  below: Color
  ambient: number
  sun: Color
  strength: number
  deep: Color
  shallow: Color
  foam: Color
  night: number
  /** Towards the light, of length 1. */
  direction: Vector3
}

/** The light at a time of day, 0 … 1. */
export function daylightAt(timeOfDay: number): Daylight {
  const next = Math.max(
    1,
    keys.findIndex((key) => key.at > timeOfDay),
  )
  const a = must(keys[next - 1], 'a key before')
  const b = must(keys[next] ?? keys.at(-1), 'a key after')
  const share = Math.min(1, Math.max(0, (timeOfDay - a.at) / (b.at - a.at || 1)))
  const k = share * share * (3 - 2 * share)
  const color = (name: 'sky' | 'fog' | 'above' | 'below' | 'sun' | 'deep' | 'shallow' | 'foam') =>
    new Color(a[name]).lerp(new Color(b[name]), k)
  const number = (name: 'ambient' | 'strength' | 'night') => a[name] + (b[name] - a[name]) * k
  return {
    sky: color('sky'),
    fog: color('fog'),
    above: color('above'),
    below: color('below'),
    ambient: number('ambient'),
    sun: color('sun'),
    strength: number('strength'),
    deep: color('deep'),
    shallow: color('shallow'),
    foam: color('foam'),
    night: number('night'),
    direction: lightDirection(timeOfDay),
  }
}

/** The light stays on the viewer's left, so that the faces turned to the usual camera read well. */
function lightDirection(timeOfDay: number): Vector3 {
  const daytime = timeOfDay > SUNRISE && timeOfDay < SUNSET
  const course = daytime
    ? (timeOfDay - SUNRISE) / (SUNSET - SUNRISE)
    : ((timeOfDay + 1 - SUNSET) % 1) / (1 - SUNSET + SUNRISE)
  const height = Math.sin(Math.PI * course) * 0.85 + 0.24
  const bearing = -2.4 + course * 2.2
  return new Vector3(Math.cos(bearing), height, -Math.sin(bearing) * 0.72 + 0.25).normalize()
}
