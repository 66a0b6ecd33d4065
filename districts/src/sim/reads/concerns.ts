// What incidents are to the built-in minds: whom they concern and where, and what they have closed.
import { closures } from '@civitas/schema'
import { isBarred, isShut } from '../incidents/shut.ts'
import { MINUTE_MS } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { concernOf, incidentColumn } from './incidents.ts'
import { routineIndex, routinePlace } from './routine-spots.ts'

const OPEN = closures.indexOf('none')
const SHUT = closures.indexOf('guests')
const BARRED = closures.indexOf('everybody')

/** In the order of the columns from `incident` on. What is beyond all gates does not concern anybody. */
export function concernColumns(world: World, resident: Resident): number[] {
  const hurtMinutes = Math.trunc((resident.hurtMs + MINUTE_MS - 1) / MINUTE_MS)
  const concern = world.incidents.length > 0 ? concernOf(world, resident) : undefined
  if (!concern) return [0, 0, -1, -1, hurtMinutes]
  const { incident, role } = concern
  const building = routineIndex(world, incident.place)
  const place = building < 0 ? routinePlace(world, incident.place) : -1
  if (building < 0 && place < 0) return [0, 0, -1, -1, hurtMinutes]
  return [incidentColumn(incident), role, building, place, hurtMinutes]
}

/** What incidents have closed, by building of the district; empty when nothing is. */
export function shutOf(world: World): Uint8Array {
  const { buildings } = world.map
  const quiet = world.incidents.length === 0 && world.buildings.every(({ shutUntilMs }) => shutUntilMs <= world.cityMs)
  if (quiet) return new Uint8Array()
  return Uint8Array.from(buildings, (building) =>
    isBarred(world, building) ? BARRED : isShut(world, building) ? SHUT : OPEN,
  )
}
