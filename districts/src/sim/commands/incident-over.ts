import type { Command } from '@civitas/schema'
import { forgetIncident } from '../incidents/end.ts'
import type { World } from '../world.ts'

/** The district that held it says so. One that was never heard of, or ended by the clock, is over already. */
export function incidentOver(world: World, { event_id }: Extract<Command, { kind: 'incident_over' }>): void {
  forgetIncident(world, event_id)
}
