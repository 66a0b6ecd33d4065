// What a run's city is: a small scenario, the settings that its seed draws, and what happens to it at a time of its own.
import { type CityPlan, type DistrictsConfig, readCity, readDistrictsConfig } from '@civitas/districts'
import { must } from '@civitas/kit'
import type { WorldEvent } from '@civitas/schema'
import type { QueuedEvent } from '@civitas/store'
import type { Yard } from './errand.ts'
import type { Dice } from './machine/dice.ts'

export const BRANCH = 'main'
/** World events of a run, and the tick by which all are due; a fresh city starts at 08:00. */
const EVENTS = 6
const EVENTS_BY_TICK = 200
const FIRST_CITY_MS = 8 * 3_600_000

/** Coins for any plot: agents can pay that several times. */
const PLOT_PRICE = 9
/** Coins of whoever comes: enough for land and builders. */
export const FIRST_COINS = 300

type DistrictPlan = CityPlan['city']['districts'][number]

let read: Promise<CityPlan> | undefined

/** A scenario small enough for thousands of runs; its file is read once. */
export async function planOf(config: DistrictsConfig): Promise<CityPlan> {
  read ??= readCity(config, BRANCH).then(withLandForAll)
  const { identity, ...plan } = await read
  return { ...plan, identity: { ...identity, seed: config.seed, tickMs: config.tickMs } }
}

/** Every plot can be claimed from anywhere in its district, and newcomers stand at the builders' door: land changes hands in a run of a few minutes, and is built on. */
function withLandForAll(plan: CityPlan): CityPlan {
  for (const district of plan.city.districts) {
    const { plots, x: x0, y: y0, width, height } = district
    Object.assign(district, { spawnNode: yardIn(district).node })
    for (const plot of plots) Object.assign(plot, { x0, y0, x1: x0 + width, y1: y0 + height, price: PLOT_PRICE })
  }
  return plan
}

/** Of each district its builders, its land, and the gate to which one goes who leaves it. */
export function yardOf({ city }: CityPlan, district: string): Yard {
  const here = must(
    city.districts.find(({ id }) => id === district),
    district,
  )
  const beyond = must(
    city.districts.find(({ id }) => id !== district),
    'another district',
  )
  return {
    builders: yardIn(here).id,
    plots: here.plots.map(({ id }) => id),
    abroad: must(
      beyond.places.find(({ kind }) => kind === 'gate'),
      'a gate',
    ).id,
  }
}

function yardIn({ buildings }: DistrictPlan): DistrictPlan['buildings'][number] {
  return must(
    buildings.find(({ builds }) => builds),
    'builders',
  )
}

export function configOf(seed: number, tickMs: number): DistrictsConfig {
  return readDistrictsConfig({
    CIVITAS_SCENARIO: 'tiny',
    CIVITAS_RESIDENTS: '8',
    CIVITAS_CLOCK_RATE: '60',
    CIVITAS_SEED: String(seed),
    CIVITAS_TICK_MS: String(tickMs),
  })
}

/** One of each sort: what only tells, what changes the state, and what runs for a while and ends in all districts. */
const stormEvents: readonly WorldEvent[] = [
  { kind: 'market_day' },
  { kind: 'weather', weather: 'storm' },
  { kind: 'weather', weather: 'snow' },
  { kind: 'incident', incident: 'fire', place: 'canal-cafe', hours: 1 },
  { kind: 'incident', incident: 'festival', place: 'market-square', hours: 1 },
  { kind: 'incident', incident: 'blackout', place: 'coin-office', hours: 1 },
  { kind: 'incident', incident: 'strike', place: 'fountain-square', trade: 'workshop', hours: 1 },
  { kind: 'incident', incident: 'lost_child', place: 'heron-house', hidden: 'north-quay', hours: 1 },
]

/** World events for some or all districts, all due before the run ends. [CMD-1] */
export function drawEvents(
  { tickMs, clockRate }: DistrictsConfig,
  dice: Dice,
  districts: readonly string[],
): QueuedEvent[] {
  return Array.from({ length: EVENTS }, (_, index) => ({
    id: `storm/${index}`,
    dueMs: FIRST_CITY_MS + dice.between(0, EVENTS_BY_TICK * tickMs * clockRate),
    targets: dice.chance(0.5) ? districts : [dice.pick(districts)],
    event: dice.pick(stormEvents),
  }))
}
