import { hash32 } from '@civitas/kit'
import { type IncidentKind, news, type Words, type WorldEvent } from '@civitas/schema'
import type { Named } from '../city/city.ts'
import { HOUR_MS, INCIDENTS_MAX, TRAPPED_MAX, WORK_NEEDED_MS } from '../limits.ts'
import { faint, interrupt } from '../people/activity.ts'
import { goOutside } from '../people/inside.ts'
import { isBuilding } from '../space/places.ts'
import { emit } from '../tick-output.ts'
import type { World } from '../world.ts'
import { injure } from './hurt.ts'
import { buildingHit, type Incident, isHere } from './incident.ts'
import { neighborhoodAt } from './shut.ts'
import { PURPOSE } from '../purposes.ts'

type Beginning = Extract<WorldEvent, { kind: 'incident' }>

/** Every district takes it down, the one where it is tells of it. One that cannot be, because its place does not suit, never begins. */
export function beginIncident(world: World, id: string, event: Beginning): Words | undefined {
  const incident = incidentOf(world, id, event)
  if (!incident) return undefined
  world.incidents.push(incident)
  if (!isHere(world, incident)) return undefined
  emit(world, { type: 'incident_began', incident: id, kind: incident.kind, place: event.place })
  if (incident.kind === 'fire') catchFire(world, incident)
  return wordsFor(world, incident, event)
}

function incidentOf(world: World, id: string, event: Beginning): Incident | undefined {
  const { incident: kind, place, hours, trade } = event
  const named = world.city.addresses.get(place)?.named
  const hidden = world.city.addresses.get(event.hidden ?? '')?.named
  if (!named || !suits(kind, named, { hidden, trade }) || world.incidents.length >= INCIDENTS_MAX) return undefined
  if (world.incidents.some((other) => other.id === id)) return undefined
  return {
    id,
    kind,
    place: named.address,
    hidden: hidden?.address ?? -1,
    trade,
    beganTick: world.tick,
    untilMs: world.cityMs + hours * HOUR_MS,
    workMs: WORK_NEEDED_MS[kind],
    helpers: [],
  }
}

function suits(
  kind: IncidentKind,
  place: Named,
  { hidden, trade }: { hidden: Named | undefined; trade: string | undefined },
): boolean {
  switch (kind) {
    case 'fire':
    case 'blackout':
      return isBuilding(place)
    case 'strike':
      return trade !== undefined && !isBuilding(place)
    case 'lost_child':
      return isBuilding(place) && hidden !== undefined && !isBuilding(hidden)
    default:
      return !isBuilding(place)
  }
}

/** Guests and staff run; one in four breathes smoke, and of those the first few do not make it to the door. */
function catchFire(world: World, incident: Incident): void {
  const building = buildingHit(world, incident)
  if (!building) return
  let trapped = 0
  for (const resident of world.residents) {
    if (resident.building !== building.index) continue
    const choking = hash32(world.seed, world.tick, resident.number, PURPOSE.smoke) % 4 === 0
    if (choking) injure(world, resident, incident)
    if (choking && trapped < TRAPPED_MAX) {
      trapped += 1
      resident.energy = 0
      if (resident.activity !== 'fainted') faint(world, resident, 'air')
      continue
    }
    interrupt(world, resident)
    goOutside(world, resident)
  }
}

function wordsFor(world: World, { kind }: Incident, { place, trade }: Beginning): Words {
  const named = world.city.addresses.get(place)?.named
  const around = kind === 'blackout' && named ? neighborhoodAt(world.map.scenario, named)?.name : undefined
  if (kind === 'strike') return news(kind, [place, trade ?? ''])
  return news(kind, [place, around ?? world.map.scenario.name])
}
