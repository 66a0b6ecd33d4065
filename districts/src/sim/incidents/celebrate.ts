import { FESTIVAL_SOCIAL_GAIN, FULL } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { incidentAt, joinIn } from './help.ts'

/** Who plays where a festival is takes part, and is the merrier for it: once. */
export function celebrate(world: World, resident: Resident): void {
  const incident = incidentAt(world, resident)
  if (incident?.kind !== 'festival' || incident.helpers.includes(resident.number)) return
  joinIn(world, resident, incident)
  resident.social = Math.min(FULL, resident.social + FESTIVAL_SOCIAL_GAIN)
}
