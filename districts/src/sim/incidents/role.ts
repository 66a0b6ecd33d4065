// What an incident means for somebody: a call of duty, a chance to help, a reason to strike, or something to look at.
import { hash32, hashText } from '@civitas/kit'
import { incidentCalls, type IncidentRole, UNITS_PER_METRE } from '@civitas/schema'
import { districtAt } from '../borders/directions.ts'
import type { Building } from '../city/city.ts'
import { ONLOOKER_METRES, VOLUNTEER_METRES } from '../limits.ts'
import { isBuilding, squaredTo } from '../space/places.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { type Incident, isHere, placeOf } from './incident.ts'
import { neighborhoodAt } from './shut.ts'
import { PURPOSE } from '../purposes.ts'

/** One in so many is willing. */
const ELECTRICIANS = 3
const BUCKETS = 3
const NEIGHBOURS = 2
const DANCERS = 2

export function roleOf(world: World, resident: Resident, incident: Incident): IncidentRole {
  const district = districtAt(world, incident.place)
  const job = world.city.named[resident.job]
  if (job && isBuilding(job) && isCalled(world, resident, { job, incident, district })) return 'called'
  const struck = job && isBuilding(job) && job.kind === incident.trade && districtAt(world, job.address) === district
  if (struck) return 'striker'
  return isHere(world, incident) ? roleNearby(world, resident, incident) : 'none'
}

/** Those of the district; where it has none, all of the city. */
function isCalled(
  world: World,
  resident: Resident,
  { job, incident, district }: { job: Building; incident: Incident; district: number },
): boolean {
  const kinds = incidentCalls[incident.kind]
  if (!kinds.includes(job.kind)) return false
  if (incident.kind === 'blackout' && !isWilling(world, resident, incident, ELECTRICIANS)) return false
  if (districtAt(world, job.address) === district) return true
  return !world.city.districts[district]?.buildings.some(({ kind, jobs }) => jobs > 0 && kinds.includes(kind))
}

function roleNearby(world: World, resident: Resident, incident: Incident): IncidentRole {
  switch (incident.kind) {
    case 'fire': {
      const squared = squaredTo(world, resident, placeOf(world, incident))
      if (resident.building >= 0 || squared > squareOf(VOLUNTEER_METRES)) return 'none'
      if (resident.home === incident.place || isWilling(world, resident, incident, BUCKETS)) return 'volunteer'
      return squared <= squareOf(ONLOOKER_METRES) ? 'bystander' : 'none'
    }
    case 'lost_child':
      if (resident.home === incident.place) return 'called'
      return isNeighbour(world, resident, incident) && isWilling(world, resident, incident, NEIGHBOURS)
        ? 'volunteer'
        : 'bystander'
    case 'festival':
      return isWilling(world, resident, incident, DANCERS) ? 'volunteer' : 'bystander'
    default:
      return 'bystander'
  }
}

function isNeighbour(world: World, { home }: Resident, incident: Incident): boolean {
  const house = world.city.named[home]
  const { scenario } = world.map
  const around = neighborhoodAt(scenario, placeOf(world, incident))
  return house !== undefined && around !== undefined && neighborhoodAt(scenario, house) === around
}

/** The same on either side of a border, and for as long as it goes on. */
function isWilling({ seed }: World, { number }: Resident, { id }: Incident, oneIn: number): boolean {
  return hash32(seed, hashText(id).lo, number, PURPOSE.willing) % oneIn === 0
}

function squareOf(metres: number): number {
  return metres * metres * UNITS_PER_METRE * UNITS_PER_METRE
}
