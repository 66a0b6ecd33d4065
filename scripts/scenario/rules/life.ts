// Whether residents can make a living: work for them, pay for the work, and food that the pay buys.
import { MINUTES_PER_DAY, type Scenario, type ScenarioBuilding } from '@civitas/schema'
import type { Fault } from '../fault.ts'

/** Below this many jobs for each hundred residents a district lives on charity. */
const JOBS_PER_100 = 80
/** Above this many, shops stand open in which nobody works: few look for work beyond the border. */
const JOBS_PER_100_MAX = 150
/** Hunger points that a resident loses in a day: three times everything. */
const FILLING_PER_DAY = 300

export function workIsPaid({ districts }: Scenario): Fault[] {
  return districts.flatMap(({ id, buildings, residents }, d) => {
    const jobs = buildings.reduce((sum, building) => sum + building.jobs, 0)
    const faults = buildings.flatMap((building, b): Fault[] => {
      if (building.jobs === 0 || building.wage > 0) return []
      const problem = `${building.jobs} work here for nothing`
      return [{ path: `districts.${d}.buildings.${b}.wage`, problem, remedy: 'pay at least a coin an hour' }]
    })
    if (jobs * 100 < residents * JOBS_PER_100) {
      const problem = jobs === 0 ? `no jobs in ${id}` : `${jobs} jobs for ${residents} residents of ${id}`
      const remedy = `offer at least ${Math.ceil((residents * JOBS_PER_100) / 100)} jobs, or let fewer people live there`
      faults.push({ path: `districts.${d}.residents`, problem, remedy })
    }
    return faults
  })
}

/** There are hands for the work. */
export function workersAreFound({ districts }: Scenario): Fault[] {
  return districts.flatMap(({ id, buildings, residents }, d): Fault[] => {
    const jobs = buildings.reduce((sum, building) => sum + building.jobs, 0)
    const most = Math.floor((residents * JOBS_PER_100_MAX) / 100)
    if (jobs <= most) return []
    const problem = `${jobs} jobs for the ${residents} residents of ${id}: many places stay empty`
    const remedy = `offer at most ${most} jobs: leave out \`jobs\`, \`shift\` and \`makes\` of some houses, or let more people live there`
    return [{ path: `districts.${d}.buildings`, problem, remedy }]
  })
}

/** Every district feeds its own, day and night. */
export function foodIsInReach({ districts, items }: Scenario): Fault[] {
  const filling = new Map(items.map((item) => [item.id, item.filling]))
  const daily = (building: ScenarioBuilding) =>
    building.sells.reduce((sum, { item, restock }) => sum + restock * (filling.get(item) ?? 0), 0)
  return districts.flatMap(({ id, buildings, residents }, d): Fault[] => {
    const path = `districts.${d}.buildings`
    const delivered = buildings.reduce((sum, building) => sum + daily(building), 0)
    if (delivered === 0) {
      return [
        {
          path,
          problem: `no food in ${id}`,
          remedy: 'let a kiosk or a shop sell something that fills, with a restock',
        },
      ]
    }
    const faults: Fault[] = []
    if (delivered < residents * FILLING_PER_DAY) {
      const problem = `food for ${Math.floor(delivered / FILLING_PER_DAY)} of ${residents} residents of ${id} a day`
      faults.push({ path, problem, remedy: 'raise `restock`, or open another shop' })
    }
    const always = buildings.some(
      ({ hours, ...building }) => hours[1] - hours[0] >= MINUTES_PER_DAY && daily({ hours, ...building }) > 0,
    )
    if (!always) {
      faults.push({ path, problem: `no shop in ${id} sells food at night`, remedy: 'add a kiosk with hours [0, 1440]' })
    }
    return faults
  })
}

/** An average shift buys the food of a day. */
export function mealsAreAffordable({ districts, items }: Scenario): Fault[] {
  const filling = new Map(items.map((item) => [item.id, item.filling]))
  return districts.flatMap(({ id, buildings }, d): Fault[] => {
    const offers = buildings.flatMap(({ sells }) => sells.map(({ item, price }) => price / (filling.get(item) ?? 0)))
    const pays = buildings.flatMap((building) => Array.from({ length: building.jobs }, () => dailyPay(building)))
    const cheapest = Math.min(...offers) * FILLING_PER_DAY
    const mean = pays.reduce((sum, pay) => sum + pay, 0) / pays.length
    if (!Number.isFinite(cheapest) || pays.length === 0 || cheapest <= mean) return []
    const problem = `a day's food costs ${Math.ceil(cheapest)} coins in ${id}, a shift earns ${Math.floor(mean)}`
    return [{ path: `districts.${d}.buildings`, problem, remedy: 'lower prices or raise wages' }]
  })
}

function dailyPay({ shift, wage }: ScenarioBuilding): number {
  return shift ? (wage * (shift[1] - shift[0])) / 60 : 0
}
