// The forecast: what the sky does in every spell of every day, from seed and calendar alone. The districts hold what it is now.
import { hash32 } from '@civitas/kit'
import { DAYS_PER_SEASON, DAYS_PER_YEAR, type Season, calendarOf, seasons } from './calendar.ts'

/** The index is the encoded value. */
export const weathers = ['clear', 'cloudy', 'rain', 'storm', 'fog', 'snow', 'heat'] as const
export type Weather = (typeof weathers)[number]

/** Weather in which people go under a roof. */
export const foulWeathers: readonly Weather[] = ['rain', 'storm', 'snow']

/** Three hours: weather changes a few times a day at most. */
export const SPELL_MINUTES = 180
export const SPELLS_PER_DAY = 8
/** A fresh city starts at 08:00 of day 1, within this one. */
const FIRST_SPELL = 2

/** What begins at a minute of the day. */
export interface WeatherChange {
  minute: number
  weather: Weather
}

const WETNESS_SLOW = 0x3e71
const WETNESS_QUICK = 0x3e72
const WARMTH = 0x3e73
const MIST = 0x3e74
/** Parts of 1,024 that every drift stays below. */
const WHOLE = 1_024

/** From which wetness on there are clouds, rain and storm; and how often in 1,024 still air lies as fog. */
const skies: Readonly<Record<Season, { clouds: number; rain: number; storm: number; fog: number }>> = {
  spring: { clouds: 545, rain: 640, storm: 850, fog: 280 },
  summer: { clouds: 600, rain: 700, storm: 790, fog: 90 },
  autumn: { clouds: 490, rain: 590, storm: 770, fog: 480 },
  winter: { clouds: 500, rain: 590, storm: 840, fog: 330 },
}

/** Degrees Celsius in the middle of each season; between them the year goes in straight lines. */
const warmth: Readonly<Record<Season, number>> = { spring: 13, summer: 25, autumn: 12, winter: -2 }
/** What the hour adds, by spell: coldest before sunrise, warmest after noon. */
const warmthOfSpell = [-4, -5, -3, 0, 3, 4, 1, -2]
/** Warm and cold days lie this far from the season's mean, at most. */
const WARMTH_SPREAD = 6
const SNOW_CELSIUS = 0
const HEAT_CELSIUS = 28
/** Fog lies from the second to the third spell: 03:00 to 09:00. */
const FOG_SPELLS: readonly number[] = [1, 2]

/**
 * The weather of a spell, counted from 0. It holds on, because it follows from numbers that drift from day to day.
 * @param day city days since the founding, from 1
 */
export function weatherOf(seed: number, day: number, spell: number): Weather {
  const { season } = calendarOf(day)
  const { clouds, rain, storm, fog } = skies[season]
  const celsius = celsiusOf(seed, day, spell)
  const wet = wetnessOf(seed, spellNumber(day, spell))
  if (wet >= rain) {
    if (celsius <= SNOW_CELSIUS) return 'snow'
    return wet >= storm ? 'storm' : 'rain'
  }
  const still = hash32(seed, day, 0, MIST) % WHOLE < fog
  if (FOG_SPELLS.includes(spell) && still && celsius > SNOW_CELSIUS - WARMTH_SPREAD) return 'fog'
  if (wet >= clouds) return 'cloudy'
  return celsius >= HEAT_CELSIUS ? 'heat' : 'clear'
}

/** What changes on a day, in order; the first morning tells what it begins with. */
export function weatherChanges(seed: number, day: number): WeatherChange[] {
  const changes: WeatherChange[] = []
  let before = day === 1 ? undefined : weatherOf(seed, day - 1, SPELLS_PER_DAY - 1)
  for (let spell = day === 1 ? FIRST_SPELL : 0; spell < SPELLS_PER_DAY; spell++) {
    const weather = weatherOf(seed, day, spell)
    if (weather !== before) changes.push({ minute: spell * SPELL_MINUTES, weather })
    before = weather
  }
  return changes
}

/** Whole degrees. */
function celsiusOf(seed: number, day: number, spell: number): number {
  const drift = driftOf(seed, spellNumber(day, spell), { spells: SPELLS_PER_DAY * 2, purpose: WARMTH })
  const swing = Math.trunc(((drift * 2 - WHOLE) * WARMTH_SPREAD) / WHOLE)
  return seasonalCelsius(day) + (warmthOfSpell[spell] ?? 0) + swing
}

function seasonalCelsius(day: number): number {
  const half = DAYS_PER_SEASON / 2
  // Counted from the middle of the last winter, so that every day lies between the middles of two seasons.
  const since = ((day - 1) % DAYS_PER_YEAR) + half
  const at = Math.trunc(since / DAYS_PER_SEASON) + seasons.length - 1
  const from = warmthOfSeason(at)
  return from + Math.trunc(((warmthOfSeason(at + 1) - from) * (since % DAYS_PER_SEASON)) / DAYS_PER_SEASON)
}

function warmthOfSeason(at: number): number {
  return warmth[seasons[at % seasons.length] ?? 'winter']
}

/** 0 … 1,023: fronts that take a day, and showers within them. */
function wetnessOf(seed: number, at: number): number {
  const front = driftOf(seed, at, { spells: SPELLS_PER_DAY, purpose: WETNESS_SLOW })
  const shower = driftOf(seed, at, { spells: 2, purpose: WETNESS_QUICK })
  return Math.trunc((front * 5 + shower * 3) / 8)
}

/** 0 … 1,023: a straight line from one drawn point to the next, one each `spells`. */
function driftOf(seed: number, at: number, { spells, purpose }: { spells: number; purpose: number }): number {
  const point = Math.trunc(at / spells)
  const from = hash32(seed, point, 0, purpose) % WHOLE
  const to = hash32(seed, point + 1, 0, purpose) % WHOLE
  return from + Math.trunc(((to - from) * (at % spells)) / spells)
}

function spellNumber(day: number, spell: number): number {
  return (day - 1) * SPELLS_PER_DAY + spell
}
