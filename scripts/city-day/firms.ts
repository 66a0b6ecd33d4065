// The firms that gates look at when a day ends.
import type { Building } from '@civitas/districts/sim/city/city'
import type { BuildingState } from '@civitas/districts/sim/world'
import { MINUTES_PER_DAY } from '@civitas/schema'
import type { Moment } from './gate.ts'

/** Of these the till pays the wages, and they can go bankrupt. */
export function privateFirms({ city }: Moment): { building: Building; state: BuildingState }[] {
  return city.worlds.flatMap(({ map, buildings }) =>
    map.buildings.flatMap((building) => {
      const state = buildings[building.index]
      return state && building.jobs > 0 && !building.isPublic ? [{ building, state }] : []
    }),
  )
}

export function isLastOfDay({ minute }: Moment): boolean {
  return minute % MINUTES_PER_DAY === MINUTES_PER_DAY - 1
}
