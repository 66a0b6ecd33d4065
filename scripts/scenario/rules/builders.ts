// Whether builders for hire can ever build: they work of what is on their own shelves.
import { buildingMaterials, type Scenario } from '@civitas/schema'
import type { Fault } from '../fault.ts'
import { type Building, buildingsOf, founded, isJoined, obtainable, offers } from './economy.ts'

/**
 * Each material that the city knows comes to them again and again: from their own yard or boat, from who makes it where a gate leads,
 * or, where nobody in the city has it to sell, from outside.
 */
export function buildersGetMaterials(scenario: Scenario): Fault[] {
  const all = buildingsOf(scenario)
  const there = obtainable(all)
  const city = founded(scenario)
  const isNear = (building: Building, source: Building) =>
    source === building || !city || isJoined(city, building.district, source.district)
  return all
    .filter(({ builds }) => builds)
    .flatMap((building) =>
      building.sells.flatMap(({ item, restock }, row): Fault[] => {
        if (!(buildingMaterials as readonly string[]).includes(item)) return []
        const path = `${building.path}.sells.${row}`
        if (restock === 0) {
          const problem = `builders run out of ${item} for good: the shelf aims at none`
          return [{ path: `${path}.restock`, problem, remedy: 'give the pieces that it aims at' }]
        }
        const sources = all.filter((other) => offers(other, item))
        if (sources.length === 0 || (there.has(item) && sources.some((source) => isNear(building, source)))) return []
        const problem = there.has(item)
          ? `builders never get ${item}: no gate leads to anybody who makes or imports it`
          : `builders never get ${item}: its own ingredients are missing`
        return [{ path: `${path}.item`, problem, remedy: `let somebody in reach make or import ${item}` }]
      }),
    )
}
