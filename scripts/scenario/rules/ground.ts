// What stands on what: buildings and plots clear of paths, water and each other, doors on streets.
import type { Scenario, ScenarioDistrict } from '@civitas/schema'
import type { Fault } from '../fault.ts'
import { distanceTo, overlaps, type Rect, rectOf, runsThrough } from '../geometry.ts'

/** Metres from a door to the nearest path: further, and people would cross gardens. */
const DOORSTEP = 6

export function footprintsAreClear(scenario: Scenario): Fault[] {
  return scenario.districts.flatMap((district, d) =>
    district.buildings.flatMap((building, b) => {
      const path = `districts.${d}.buildings.${b}`
      const faults = onWhat(rectOf(building), district, scenario).map((what): Fault => {
        return { path: `${path}.at`, problem: `stands on ${what}`, remedy: 'move it, or make it smaller' }
      })
      if (Math.min(...district.paths.map((piece) => distanceTo(piece, building.door))) > DOORSTEP) {
        const problem = `no path comes within ${DOORSTEP} m of the door`
        faults.push({
          path: `${path}.door`,
          problem,
          remedy: 'put the door on the side of a street, or lay a path to it',
        })
      }
      return faults
    }),
  )
}

export function plotsAreClear(scenario: Scenario): Fault[] {
  return scenario.districts.flatMap((district, d) =>
    district.plots.flatMap((plot, p) => {
      const ground = rectOf(plot)
      const building = district.buildings.find((one) => overlaps(rectOf(one), ground))
      const earlier = district.plots.slice(0, p).find((one) => overlaps(rectOf(one), ground))
      const under = [
        ...onWhat(ground, district, scenario),
        ...[building?.id, earlier?.id].filter((id) => id !== undefined),
      ]
      return under.map((what): Fault => {
        return { path: `districts.${d}.plots.${p}.at`, problem: `lies on ${what}`, remedy: 'move it to free ground' }
      })
    }),
  )
}

function onWhat(rect: Rect, { paths }: ScenarioDistrict, { water }: Scenario): string[] {
  const street = paths.find((piece) => runsThrough(piece, rect))
  const wet = water.find((one) => overlaps(rectOf(one), rect))
  const named = street && (street.name ?? `the ${street.kind} from ${street.from.join(', ')}`)
  return [named, wet?.name].filter((name) => name !== undefined)
}
