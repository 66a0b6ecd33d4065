import { endIncident } from '../incidents/end.ts'
import type { World } from '../world.ts'

/** What nobody brought to an end ends by itself. */
export function runIncidents(world: World): void {
  for (const incident of world.incidents) {
    if (world.cityMs >= incident.untilMs) endIncident(world, incident, { how: 'by_itself' })
  }
}
