// Appointments: who asked whom where and when, who agreed, and whether they came. Each side keeps its own record.
import { agentIdOf } from '@civitas/schema'
import { dayOf, minuteOfDay } from '../clock.ts'
import { APPOINTMENTS_MAX } from '../limits/people.ts'
import { MINUTE_MS, MINUTES_PER_DAY } from '../limits.ts'
import { emit, idOf } from '../tick-output.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

export interface Appointment {
  with: number
  /** Address of the place. */
  place: number
  /** City minutes since day 1, 00:00. */
  due: number
  isAgreed: boolean
  /** Whether this side asked. */
  isMine: boolean
  /** Whether this side has been there in time. */
  came: boolean
}

/** City minutes since day 1, 00:00. */
export function minuteOf(world: World): number {
  return Math.trunc(world.cityMs / MINUTE_MS)
}

/** The next minute at which the clock shows it. */
export function nextMinute(world: World, ofDay: number): number {
  const today = (dayOf(world.cityMs) - 1) * MINUTES_PER_DAY + ofDay
  return ofDay > minuteOfDay(world.cityMs) ? today : today + MINUTES_PER_DAY
}

/** The question between two that is not answered yet. */
export function openWith(resident: Resident, other: number): Appointment | undefined {
  return resident.appointments.find((one) => one.with === other && !one.isAgreed)
}

/** The other side's record of an appointment, once both have agreed. */
export function counterpartOf(partner: Resident, number: number, { place, due }: Appointment): Appointment | undefined {
  return partner.appointments.find((one) => {
    return one.with === number && one.isAgreed && one.place === place && one.due === due
  })
}

/** Notes a question, instead of an earlier one of the same two; whoever has its days full forgets it. */
export function noteInvitation(
  resident: Resident,
  asked: Pick<Appointment, 'with' | 'place' | 'due' | 'isMine'>,
): void {
  const before = openWith(resident, asked.with)
  const others = resident.appointments.filter((one) => one !== before)
  const isFull = others.length >= APPOINTMENTS_MAX
  resident.appointments = isFull ? others : [...others, { ...asked, isAgreed: false, came: false }]
}

/** This side of a yes, of who asked (`isMine`) or of who was asked. */
export function agree(resident: Resident, other: number, isMine: boolean): Appointment | undefined {
  const asked = openWith(resident, other)
  if (asked?.isMine !== isMine) return undefined
  asked.isAgreed = true
  return asked
}

export function tellAppointed(world: World, resident: Resident, { with: other, place, due }: Appointment): void {
  const partner = world.byNumber.get(other)
  const day = Math.trunc(due / MINUTES_PER_DAY) + 1
  const where = world.city.named[place]?.id ?? ''
  const when = { day, minute_of_day: due % MINUTES_PER_DAY }
  const fact = { type: 'appointed', agent_id: idOf(resident), other: agentIdOf(other), place: where, ...when } as const
  emit(world, fact, ...(partner ? [resident, partner] : [resident]))
}

export function cancel(resident: Resident, appointment: Appointment): void {
  resident.appointments = resident.appointments.filter((one) => one !== appointment)
}
