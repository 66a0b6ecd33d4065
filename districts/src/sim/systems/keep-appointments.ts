import { agentIdOf, UNITS_PER_METRE } from '@civitas/schema'
import { districtAt } from '../borders/directions.ts'
import { APPOINTMENT_EARLY_MINUTES, APPOINTMENT_LATE_MINUTES } from '../limits/people.ts'
import { PERCEPTION_METRES } from '../limits.ts'
import { type Appointment, cancel, counterpartOf, minuteOf } from '../society/appointments.ts'
import { meet } from '../society/bonds.ts'
import { feel } from '../society/feelings.ts'
import { isBuilding, squaredTo } from '../space/places.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Sees who comes to where it is awaited; tells who met as agreed, and who was left waiting. */
export function keepAppointments(world: World): void {
  const now = minuteOf(world)
  const { residents, bodies } = world
  const { count, nextDue } = bodies
  for (let slot = 0; slot < count; slot++) {
    if (now >= (nextDue[slot] as number) - APPOINTMENT_EARLY_MINUTES) lookAt(world, residents[slot] as Resident, now)
  }
}

function lookAt(world: World, resident: Resident, now: number): void {
  const { appointments } = resident
  // Backwards, as they were: the one looked at may be crossed off.
  for (let at = appointments.length - 1; at >= 0; at--) {
    const appointment = appointments[at]
    if (appointment && now >= appointment.due - APPOINTMENT_EARLY_MINUTES) attend(world, resident, appointment, now)
  }
}

function attend(world: World, resident: Resident, appointment: Appointment, now: number): void {
  if (!appointment.isAgreed) {
    if (now >= appointment.due) cancel(resident, appointment)
    return
  }
  const isThere = isAt(world, resident, appointment.place)
  if (isThere) appointment.came = true
  const partner = world.byNumber.get(appointment.with)
  const theirs = partner && counterpartOf(partner, resident.number, appointment)
  if (isThere && partner && theirs && isAt(world, partner, appointment.place)) {
    cancel(resident, appointment)
    cancel(partner, theirs)
    tellMet(world, resident, partner, appointment.place)
  } else if (now > appointment.due + APPOINTMENT_LATE_MINUTES) {
    cancel(resident, appointment)
    if (appointment.came) tellStoodUp(world, resident, partner, appointment)
  }
}

function tellMet(world: World, one: Resident, other: Resident, place: number): void {
  meet(world, one, other, 'met_as_agreed')
  const where = world.city.named[place]?.id ?? ''
  emit(world, { type: 'met_as_agreed', agent_id: idOf(one), other: idOf(other), place: where }, one, other)
}

/** Whoever came and waited in vain tells it; the other one knows it too, if it is in the district. */
function tellStoodUp(world: World, waiting: Resident, absent: Resident | undefined, of: Appointment): void {
  const theirs = absent && counterpartOf(absent, waiting.number, of)
  if (absent && theirs) cancel(absent, theirs)
  // Both came, and missed each other.
  if (theirs?.came) return
  if (absent) feel(world, absent, waiting.number, 'stood_up')
  const place = world.city.named[of.place]?.id ?? ''
  const fact = { type: 'stood_up', agent_id: agentIdOf(of.with), other: idOf(waiting), place } as const
  emit(world, fact, ...(absent ? [waiting, absent] : [waiting]))
  feel(world, waiting, of.with, 'was_stood_up')
}

/** Inside the building, or within sight of the named place. */
function isAt(world: World, resident: Resident, place: number): boolean {
  const named = world.city.named[place]
  if (!named || districtAt(world, place) !== world.map.index) return false
  if (resident.building >= 0) return world.map.buildings[resident.building]?.address === place
  if (isBuilding(named)) return false
  const reach = PERCEPTION_METRES * UNITS_PER_METRE
  return squaredTo(world, resident, named) <= reach * reach
}
