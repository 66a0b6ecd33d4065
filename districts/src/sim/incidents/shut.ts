// What incidents close: a fire its house, a blackout the shops of a neighborhood, a strike those of a trade.
import { type ScenarioDistrict, UNITS_PER_METRE } from '@civitas/schema'
import type { Building } from '../city/city.ts'
import { buildingOf, type World } from '../world.ts'
import { buildingHit, type Incident, isHere, placeOf } from './incident.ts'

/** Whether guests are kept out, whatever the hours on the door say. */
export function isShut(world: World, building: Building): boolean {
  return isBarred(world, building) || world.incidents.some((incident) => closes(world, incident, building))
}

/** Whether nobody may go in, not even those who live or work there: it burns, or is under repair. */
export function isBarred(world: World, building: Building): boolean {
  if (buildingOf(world, building.index).state.shutUntilMs > world.cityMs) return true
  return world.incidents.some(({ kind, place }) => kind === 'fire' && place === building.address)
}

/** The neighborhood in which a point of the district lies. */
export function neighborhoodAt(
  { neighborhoods }: ScenarioDistrict,
  point: { x: number; y: number },
): ScenarioDistrict['neighborhoods'][number] | undefined {
  const [x, y] = [point.x / UNITS_PER_METRE, point.y / UNITS_PER_METRE]
  return neighborhoods.find(({ at, size }) => {
    return x >= at[0] && x < at[0] + size[0] && y >= at[1] && y < at[1] + size[1]
  })
}

function closes(world: World, incident: Incident, building: Building): boolean {
  if (building.homes > 0 || !isHere(world, incident)) return false
  if (incident.kind === 'strike') return building.kind === incident.trade
  return incident.kind === 'blackout' && sharesLights(world, incident, building)
}

function sharesLights(world: World, incident: Incident, building: Building): boolean {
  const { scenario } = world.map
  const dark = neighborhoodAt(scenario, placeOf(world, incident))
  if (!dark) return buildingHit(world, incident) === building
  return neighborhoodAt(scenario, building) === dark
}
