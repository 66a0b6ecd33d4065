// Whether the economy can run: every ingredient comes from somewhere, somebody makes it, and a wage buys food and a bed.
import type { Scenario, ScenarioBuilding } from '@civitas/schema'
import { type City, loadCity, rentOf, ScenarioError } from '../../../districts/src/sim/index.ts'
import type { Fault } from '../fault.ts'

/** Hunger points that a resident loses in a day: three times everything. */
const FILLING_PER_DAY = 300
/** Of a hundred coins earned so many are left after the income tax. */
const AFTER_TAX_PERCENT = 85
const MINUTES_PER_HOUR = 60

export type Building = ScenarioBuilding & { path: string; district: number }

/** Every recipe can be cooked: each ingredient is made or brought by boat, all the way down, by somebody else. */
export function chainsAreWhole(scenario: Scenario): Fault[] {
  const all = buildingsOf(scenario)
  const there = obtainable(all)
  return all.flatMap((building) =>
    building.makes.flatMap(({ from }, i) =>
      from.flatMap(({ item }, j): Fault[] => {
        const path = `${building.path}.makes.${i}.from.${j}.item`
        const sources = all.filter((other) => other !== building && offers(other, item))
        if (sources.length === 0) {
          return [
            {
              path,
              problem: `nobody else makes or imports ${item}`,
              remedy: `let another building make or import ${item}`,
            },
          ]
        }
        if (there.has(item)) return []
        return [
          {
            path,
            problem: `${item} can never be made: its own ingredients are missing`,
            remedy: 'let the boat bring what the chain begins with',
          },
        ]
      }),
    ),
  )
}

/** What is made is made by somebody. */
export function makersHaveHands(scenario: Scenario): Fault[] {
  return buildingsOf(scenario).flatMap(({ makes, jobs, path }): Fault[] => {
    const [first] = makes
    if (!first || jobs > 0) return []
    return [
      { path: `${path}.jobs`, problem: `nobody works here to make ${first.item}`, remedy: 'offer at least one job' },
    ]
  })
}

/** All who work in a house have room in it. */
export function workersHaveRoom(scenario: Scenario): Fault[] {
  return buildingsOf(scenario).flatMap(({ jobs, capacity, path }): Fault[] => {
    if (jobs <= capacity) return []
    const problem = `${jobs} work here, but only ${capacity} have room`
    return [{ path: `${path}.jobs`, problem, remedy: 'raise `capacity`, or offer fewer jobs' }]
  })
}

/** Somebody who sells what a firm needs lives where a gate leads. */
export function suppliersAreInReach(scenario: Scenario): Fault[] {
  const city = founded(scenario)
  if (!city) return []
  const all = buildingsOf(scenario)
  return all.flatMap((building) => {
    const needed = building.makes.flatMap(({ from }, i) =>
      from.map(({ item }, j) => ({ item, path: `makes.${i}.from.${j}.item` })),
    )
    return needed.flatMap(({ item, path }): Fault[] => {
      const sources = all.filter((other) => other !== building && offers(other, item))
      if (sources.length === 0 || sources.some(({ district }) => isJoined(city, building.district, district))) return []
      const problem = `no gate leads to anybody who makes or imports ${item}`
      return [
        { path: `${building.path}.${path}`, problem, remedy: 'join the districts, or let somebody nearer make it' },
      ]
    })
  })
}

/** An average shift, after tax, buys the cheapest food of a day and the cheapest bed of the district. */
export function wagesPayForLiving({ districts, items }: Scenario): Fault[] {
  const filling = new Map(items.map((item) => [item.id, item.filling]))
  return districts.flatMap(({ id, buildings }, d): Fault[] => {
    const rents = buildings.filter(({ homes }) => homes > 0).map(rentOf)
    const prices = buildings.flatMap(({ sells }) => sells.map(({ item, price }) => price / (filling.get(item) ?? 0)))
    const pays = buildings.flatMap((building) => Array.from({ length: building.jobs }, () => dailyPay(building)))
    const food = Math.min(...prices) * FILLING_PER_DAY
    const earned = (pays.reduce((sum, pay) => sum + pay, 0) * AFTER_TAX_PERCENT) / 100 / pays.length
    const rent = Math.min(...rents)
    if (!Number.isFinite(food + rent) || pays.length === 0 || food + rent <= earned) return []
    const problem = `food and rent of a day cost ${Math.ceil(food + rent)} coins in ${id}, a shift leaves ${Math.floor(earned)}`
    return [{ path: `districts.${d}.buildings`, problem, remedy: 'lower prices or rents, or raise wages' }]
  })
}

export function buildingsOf({ districts }: Scenario): Building[] {
  return districts.flatMap(({ buildings }, district) =>
    buildings.map((building, b) => ({ ...building, district, path: `districts.${district}.buildings.${b}` })),
  )
}

/** Whether a gate leads there. */
export function isJoined(city: City, from: number, to: number): boolean {
  return from === to || (city.districts[from]?.towards[to] ?? -1) >= 0
}

export function offers({ makes, imports }: ScenarioBuilding, item: string): boolean {
  return imports.includes(item) || makes.some((made) => made.item === item)
}

/** Items that the boat brings, or that are made of such, or of nothing. */
export function obtainable(all: readonly Building[]): ReadonlySet<string> {
  const there = new Set(all.flatMap(({ imports }) => imports))
  for (let before = -1; before < there.size;) {
    before = there.size
    for (const { makes } of all) {
      for (const { item, from } of makes) if (from.every((part) => there.has(part.item))) there.add(item)
    }
  }
  return there
}

/** `undefined` when it cannot be founded: another rule says why. */
export function founded(scenario: Scenario): City | undefined {
  try {
    return loadCity(scenario)
  } catch (error) {
    if (error instanceof ScenarioError) return undefined
    throw error
  }
}

function dailyPay({ shift, wage }: ScenarioBuilding): number {
  return shift ? (wage * (shift[1] - shift[0])) / MINUTES_PER_HOUR : 0
}
