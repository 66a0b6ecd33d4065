// What the weather makes of a plan: rain fills the cafés, heat sends people to the shade and the water.
import { type RoutineMap, sunOf, type Weather } from '@civitas/schema'
import type { Situation } from './situation.ts'

/** What a plan is worth in each weather, in sixteenths of what it is worth under a clear sky. */
interface Appeal {
  /** Squares, benches, corners. */
  outdoors: number
  /** Parks and piers: shade and water. */
  green: number
  indoors: number
  home: number
}

const appeals: Readonly<Partial<Record<Weather, Appeal>>> = {
  rain: { outdoors: 2, green: 1, indoors: 32, home: 24 },
  storm: { outdoors: 0, green: 0, indoors: 20, home: 48 },
  snow: { outdoors: 6, green: 4, indoors: 28, home: 28 },
  fog: { outdoors: 10, green: 6, indoors: 18, home: 16 },
  heat: { outdoors: 5, green: 40, indoors: 16, home: 20 },
}
/** After sunset there is less to see in a park. */
const AFTER_DARK: Appeal = { outdoors: 11, green: 5, indoors: 16, home: 18 }
const GREEN = ['park', 'pier']

interface Option {
  kind: 'building' | 'place' | 'home'
  index?: number
}

/** The same plans, weighed by what the sky does and whether it is light; of several places for one plan, those that suit it best. */
export function underThisSky<Spot extends Option>(
  { map, weather, day, minute }: Situation,
  plans: { weight: number; options: Spot[] }[],
): { weight: number; options: Spot[] }[] {
  const { rise, set } = sunOf(day)
  const appeal = appeals[weather] ?? (minute < rise || minute >= set ? AFTER_DARK : undefined)
  if (!appeal) return plans
  const worth = (spot: Option) => appeal[sortOf(map, spot)]
  return plans.map(({ weight, options }) => {
    const best = options.reduce((most, spot) => Math.max(most, worth(spot)), 0)
    return { weight: Math.trunc((weight * best) / 16), options: options.filter((spot) => worth(spot) === best) }
  })
}

function sortOf({ places }: RoutineMap, { kind, index = -1 }: Option): keyof Appeal {
  if (kind === 'building') return 'indoors'
  if (kind === 'home') return 'home'
  return GREEN.includes(places[index]?.kind ?? '') ? 'green' : 'outdoors'
}
