// Wounds: they slow whoever has them, and heal with time, fastest in bed at a clinic.
import { CARE_SHARE, HURT_MS } from '../limits.ts'
import { whereabouts } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import { type Incident, placeOf } from './incident.ts'

export function injure(world: World, resident: Resident, incident: Incident): void {
  resident.hurtMs = HURT_MS
  const building = placeOf(world, incident).id
  emit(world, { type: 'hurt', agent_id: idOf(resident), building, incident: incident.id }, resident)
}

/** @param ms city milliseconds that passed */
export function heal(world: World, resident: Resident, ms: number): void {
  const healed = isCaredFor(world, resident) ? ms : Math.trunc(ms / CARE_SHARE)
  resident.hurtMs = Math.max(0, resident.hurtMs - healed)
  if (resident.hurtMs > 0) return
  emit(world, { type: 'healed', agent_id: idOf(resident), place: whereabouts(world, resident).id }, resident)
}

function isCaredFor(world: World, { building, activity }: Resident): boolean {
  if (building < 0 || (activity !== 'resting' && activity !== 'sleeping' && activity !== 'fainted')) return false
  return buildingOf(world, building).building.kind === 'clinic'
}
