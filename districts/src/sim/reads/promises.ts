// What a built-in mind is told of its promises: the next appointment, the debt that is due first, the friend it might call on.
import { dayOf } from '../clock.ts'
import { MINUTES_PER_DAY } from '../limits.ts'
import { APPOINTMENT_LATE_MINUTES, CALL_MINUTES } from '../limits/people.ts'
import { type Appointment, minuteOf } from '../society/appointments.ts'
import type { Debt } from '../society/debts.ts'
import { mayHandOver } from '../space/places.ts'
import { perceives } from '../space/spatial-index.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { spotOf } from './routine-spots.ts'

/** In the order of ROUTINE_COLUMNS, from `dateWith` on. */
export function promiseColumns(world: World, resident: Resident): readonly number[] {
  const date = nextDate(world, resident)
  const debt = firstDue(resident)
  return [
    date?.with ?? 0,
    date ? spotOf(world, date.place) : -1,
    date ? date.due - minuteOf(world) : MINUTES_PER_DAY,
    resident.appointments.length,
    isCalled(world, resident) ? 1 : 0,
    debt?.other ?? 0,
    debt?.coins ?? 0,
    debt ? debt.dueDay - dayOf(world.cityMs) : 0,
    debt ? reachOf(world, resident, debt.other) : 0,
    giftOf(world, resident),
    friendToCall(world, resident),
  ]
}

/** Whether an appointment is so near that idle pastimes are broken off. */
export function isCalled(world: World, { appointments, activity }: Resident): boolean {
  if (appointments.length === 0 || !['waiting', 'playing', 'studying', 'resting'].includes(activity)) return false
  const now = minuteOf(world)
  return appointments.some(({ isAgreed, came, due }) => isAgreed && !came && due - now <= CALL_MINUTES)
}

function nextDate(world: World, { appointments }: Resident): Appointment | undefined {
  const earliest = minuteOf(world) - APPOINTMENT_LATE_MINUTES
  let next: Appointment | undefined
  for (const one of appointments) {
    if (one.isAgreed && one.due >= earliest && one.due < (next?.due ?? Infinity)) next = one
  }
  return next
}

function firstDue({ debts }: Resident): Debt | undefined {
  let first: Debt | undefined
  for (const debt of debts) if (debt.dueDay < (first?.dueDay ?? Infinity)) first = debt
  return first
}

function reachOf(world: World, resident: Resident, creditor: number): number {
  const other = world.byNumber.get(creditor)
  return !other || mayHandOver(world, resident, other) ? 1 : 2
}

/** Where the creditor of the debt that is due first is, in this district; -1 outdoors, or elsewhere. */
export function creditorsBuilding(world: World, resident: Resident): number {
  return world.byNumber.get(firstDue(resident)?.other ?? 0)?.building ?? -1
}

/** The first thing to eat of which it carries more than one. */
function giftOf(world: World, { inventory }: Resident): number {
  return world.city.items.findIndex(({ filling, index }) => filling > 0 && (inventory[index] ?? 0) > 1)
}

function friendToCall(world: World, resident: Resident): number {
  const today = dayOf(world.cityMs)
  let friend = 0
  let most = 0
  for (const { other, standing, affection, metDay } of resident.bonds) {
    if (standing !== 'friends' || metDay === today || affection <= most) continue
    const there = world.byNumber.get(other)
    if (there && (there.activity === 'sleeping' || perceives(world, resident, there))) continue
    friend = other
    most = affection
  }
  return friend
}
