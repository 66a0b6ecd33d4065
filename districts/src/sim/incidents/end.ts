import { agentIdOf, type IncidentEnding, type IncidentKind } from '@civitas/schema'
import { HELPERS_TOLD, HOME_REPAIR_MS, REPAIR_MS, THANKS_COINS } from '../limits.ts'
import { transfer } from '../money.ts'
import { emit, idOf, send } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import { buildingOf, type World } from '../world.ts'
import { buildingHit, type Incident, isHere, placeOf } from './incident.ts'
import { rescue } from './rescue.ts'

/** What the city thanks for with coins, when there was an end to bring about. */
const THANKED: readonly IncidentKind[] = ['fire', 'blackout', 'lost_child']

/** It is over: told here, and to the other districts. */
export function endIncident(
  world: World,
  incident: Incident,
  { how, by }: { how: IncidentEnding; by?: Resident },
): void {
  forgetIncident(world, incident.id)
  if (!isHere(world, incident)) return
  if (incident.kind === 'fire') closeForRepair(world, incident)
  const { id, kind, helpers } = incident
  if (kind === 'lost_child' && by) tellFinder(world, incident, by)
  const place = placeOf(world, incident).id
  const named = helpers.slice(0, HELPERS_TOLD).map(agentIdOf)
  const parties = presentOf(world, helpers)
  emit(world, { type: 'incident_ended', incident: id, kind, place, how, helpers: named }, ...parties)
  if (how === 'helped' && THANKED.includes(kind)) thank(world, incident)
  for (const { index } of world.city.districts) {
    if (index !== world.map.index) send(world, index, { kind: 'incident_over', event_id: id })
  }
}

function tellFinder(world: World, { id, hidden }: Incident, finder: Resident): void {
  const place = world.city.named[hidden]?.id ?? ''
  emit(world, { type: 'child_found', agent_id: idOf(finder), incident: id, place }, finder)
}

export function forgetIncident(world: World, id: string): void {
  world.incidents = world.incidents.filter((incident) => incident.id !== id)
}

/** Nobody stays inside, and nobody goes in before it is mended. */
function closeForRepair(world: World, incident: Incident): void {
  rescue(world, incident)
  const building = buildingHit(world, incident)
  if (!building) return
  const repairMs = building.homes > 0 ? HOME_REPAIR_MS : REPAIR_MS
  buildingOf(world, building.index).state.shutUntilMs = world.cityMs + repairMs
}

/** A few coins from the treasury for each who helped and is still about, as long as it has any. */
function thank(world: World, { id, helpers }: Incident): void {
  for (const resident of presentOf(world, helpers)) {
    if (world.treasury.coins < THANKS_COINS) return
    transfer(world.treasury, resident, THANKS_COINS)
    emit(world, { type: 'thanked', agent_id: idOf(resident), incident: id, coins: THANKS_COINS }, resident)
  }
}

function presentOf({ byNumber }: World, numbers: readonly number[]): Resident[] {
  return numbers.flatMap((number) => byNumber.get(number) ?? [])
}
