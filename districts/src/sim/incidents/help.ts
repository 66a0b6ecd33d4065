// Work at the place of an incident is help: it counts towards the end, and who gave it is remembered.
import { incidentCalls, searchedPlaces } from '@civitas/schema'
import { CALLED_SPEED, HELPERS_MAX, WORK_NEEDED_MS } from '../limits.ts'
import { nodeOf } from '../space/motion.ts'
import { isBuilding } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { endIncident } from './end.ts'
import { type Incident, isHere, placeOf } from './incident.ts'
import { rescue } from './rescue.ts'
import { roleOf } from './role.ts'

/** The incident that a resident can help with where it stands, outdoors. */
export function incidentAt(world: World, resident: Resident): Incident | undefined {
  if (resident.building >= 0 || world.incidents.length === 0) return undefined
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  if (node < 0) return undefined
  return world.incidents.find((incident) => isHere(world, incident) && isSpot(world, incident, node))
}

/** A stretch of help; whether there is nothing more to do here. */
export function help(world: World, resident: Resident, ms: number): boolean {
  const incident = incidentAt(world, resident)
  if (!incident) return true
  resident.workedMs += ms
  joinIn(world, resident, incident)
  if (!counts(world, resident, incident)) return false
  const before = incident.workMs
  incident.workMs = Math.max(0, before - ms * speedOf(world, resident, incident))
  if (incident.kind === 'fire' && isHalfDone(incident)) rescue(world, incident)
  if (incident.workMs > 0) return false
  endIncident(world, incident, { how: 'helped', by: resident })
  return true
}

/** Remembers who took part; told once. */
export function joinIn(world: World, resident: Resident, incident: Incident): void {
  if (!takeDown(resident, incident)) return
  const { id, kind, place } = incident
  const where = world.city.named[place]?.id ?? ''
  emit(world, { type: 'incident_joined', agent_id: idOf(resident), incident: id, kind, place: where }, resident)
}

/** Those on strike who pass their shift at its square stand there with the others; told once. */
export function picket(world: World, resident: Resident): void {
  const incident = incidentAt(world, resident)
  if (incident?.kind !== 'strike' || roleOf(world, resident, incident) !== 'striker') return
  if (!takeDown(resident, incident)) return
  emit(
    world,
    { type: 'picketed', agent_id: idOf(resident), incident: incident.id, place: placeOf(world, incident).id },
    resident,
  )
}

/** @returns whether the resident is new among them */
function takeDown({ number }: Resident, { helpers }: Incident): boolean {
  if (helpers.length >= HELPERS_MAX || helpers.includes(number)) return false
  helpers.push(number)
  return true
}

function isSpot(world: World, incident: Incident, node: number): boolean {
  if (incident.kind !== 'lost_child') return placeOf(world, incident).node === node
  return world.map.places.some((place) => place.node === node && searchedPlaces.includes(place.kind))
}

/** Only who searches where the child is will find it; a festival goes on however many lend a hand. */
function counts(world: World, resident: Resident, { kind, hidden }: Incident): boolean {
  if (kind === 'festival') return false
  if (kind !== 'lost_child') return true
  return world.city.named[hidden]?.node === nodeOf(world.motion, world.map.net, resident.slot)
}

/** Those whose trade it is are faster. */
function speedOf(world: World, { job }: Resident, { kind }: Incident): number {
  const named = world.city.named[job]
  return named && isBuilding(named) && incidentCalls[kind].includes(named.kind) ? CALLED_SPEED : 1
}

/** Those inside can be reached when half of the work is done. */
function isHalfDone({ workMs, helpers }: Incident): boolean {
  return helpers.length > 0 && workMs * 2 <= WORK_NEEDED_MS.fire
}
