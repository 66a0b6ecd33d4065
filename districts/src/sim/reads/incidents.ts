// What goes on, for those who watch and those who decide.
import {
  agentIdOf,
  incidentHelp,
  incidentKinds,
  incidentRoles,
  type IncidentState,
  type RawObservation,
} from '@civitas/schema'
import { districtAt } from '../borders/directions.ts'
import { cityTime } from '../clock.ts'
import { HELPERS_SHOWN } from '../limits.ts'
import { type Incident, isHere, placeOf } from '../incidents/incident.ts'
import { roleOf } from '../incidents/role.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Those that this district holds. */
export function incidentsOf(world: World): IncidentState[] {
  return world.incidents
    .filter((incident) => isHere(world, incident))
    .map((incident) => {
      const { id, kind, untilMs } = incident
      const helpers = incident.helpers.slice(0, HELPERS_SHOWN).map(agentIdOf)
      return { incident: id, kind, place: placeOf(world, incident).id, until_ms: untilMs, helpers }
    })
}

/** As an agent anywhere in the city hears of them; absent when there are none. */
export function incidentsHeard(world: World): Pick<RawObservation['environment'], 'incidents'> {
  if (world.incidents.length === 0) return {}
  return {
    incidents: world.incidents.map((incident) => {
      const { id, kind, untilMs } = incident
      const district = world.city.districts[districtAt(world, incident.place)]?.id ?? ''
      const place = placeOf(world, incident).id
      return { incident: id, kind, place, district, city_time: cityTime(untilMs), helps: incidentHelp[kind] }
    }),
  }
}

/** The incident that means most to a resident, and what it is to do about it. */
export function concernOf(world: World, resident: Resident): { incident: Incident; role: number } | undefined {
  let most: { incident: Incident; role: number } | undefined
  for (const incident of world.incidents) {
    const role = incidentRoles.indexOf(roleOf(world, resident, incident))
    if (role > (most?.role ?? 0)) most = { incident, role }
  }
  return most
}

/** Whether somebody's duty began in these last ticks: it breaks off what it does. */
export function isAlarmed(world: World, resident: Resident, ticks: number): boolean {
  const concern = concernOf(world, resident)
  if (!concern || world.tick - concern.incident.beganTick >= ticks) return false
  return concern.role >= incidentRoles.indexOf('called')
}

/** The value of the column: 0 stands for nothing. */
export function incidentColumn({ kind }: Incident): number {
  return incidentKinds.indexOf(kind) + 1
}
