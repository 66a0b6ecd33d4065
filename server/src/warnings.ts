// What does not add up in the city, as its leading orchestrator tells the other processes. [HND-1, CMD-3]
import type { Presence } from '@civitas/bus/presence'

/** The city moves all the same: a reason to look into the log, none to be taken out of service. */
export function cityWarnings(presence: Pick<Presence, 'known'>): string[] {
  return presence.known().flatMap(({ status, warnings = [] }) => (status === 'lost' ? [] : warnings))
}
