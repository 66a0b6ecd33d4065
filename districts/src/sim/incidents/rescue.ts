import { RESCUED_ENERGY } from '../limits.ts'
import { finish } from '../people/activity.ts'
import { goOutside } from '../people/inside.ts'
import { emit, idOf } from '../tick-output.ts'
import type { World } from '../world.ts'
import { buildingHit, type Incident } from './incident.ts'

/** Carries out whoever lies in the burning house. */
export function rescue(world: World, incident: Incident): void {
  const building = buildingHit(world, incident)
  if (!building) return
  for (const resident of world.residents) {
    if (resident.building !== building.index || resident.activity !== 'fainted') continue
    finish(world, resident, 'done')
    resident.energy = Math.max(resident.energy, RESCUED_ENERGY)
    goOutside(world, resident)
    emit(world, { type: 'rescued', agent_id: idOf(resident), building: building.id, incident: incident.id }, resident)
  }
}
