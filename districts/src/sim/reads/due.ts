// Whose turn it is to think: among thousands, found without a look at those who are busy.
import { minuteOf } from '../society/appointments.ts'
import { ANSWER_TICKS, ROUTINE_PERIOD_TICKS } from '../limits.ts'
import { CALL_MINUTES } from '../limits/people.ts'
import { activityCodes } from '../people/bodies.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'
import { isAlarmed } from './incidents.ts'
import { speakerOf } from './neighbours.ts'
import { isCalled } from './promises.ts'

/** What may call everybody at once. */
interface Calls {
  /** The weather has turned. */
  turned: boolean
  /** An incident has begun. */
  alarm: boolean
  /** City minute up to which an appointment calls. */
  until: number
}

/**
 * Residents with a built-in mind that are due in this tick, in the order of their slots: because they are idle, because somebody waits
 * for their answer, or because an appointment, the weather or an incident calls.
 */
export function dueResidents(world: World): Resident[] {
  const { bodies, tick } = world
  const calls: Calls = {
    turned: world.weatherTick > 0 && tick - world.weatherTick < ROUTINE_PERIOD_TICKS,
    alarm: world.incidents.some(({ beganTick }) => tick - beganTick < ROUTINE_PERIOD_TICKS),
    until: minuteOf(world) + CALL_MINUTES,
  }
  const due: Resident[] = []
  for (let slot = 0; slot < bodies.count; slot++) {
    if ((tick + (bodies.number[slot] as number)) % ROUTINE_PERIOD_TICKS !== 0) continue
    const resident = callOn(world, slot, calls)
    if (resident && !resident.streamed) due.push(resident)
  }
  return due
}

/** Passes time in the open: what rain can break off. */
export function lingers({ building, activity }: Resident): boolean {
  return building < 0 && (activity === 'waiting' || activity === 'resting' || activity === 'playing')
}

/** PERF: the columns tell of nearly everybody that nothing calls. */
function callOn(world: World, slot: number, calls: Calls): Resident | undefined {
  const { bodies, residents, tick } = world
  const resident = residents[slot] as Resident
  if (bodies.activity[slot] === activityCodes.idle) return resident
  const talks = tick - (bodies.talkTick[slot] as number) < ANSWER_TICKS
  if (talks && speakerOf(world, resident) !== 0 && resident.isAwake) return resident
  if ((bodies.nextDue[slot] as number) <= calls.until && isCalled(world, resident)) return resident
  if (calls.turned && lingers(resident)) return resident
  return calls.alarm && resident.isAwake && isAlarmed(world, resident, ROUTINE_PERIOD_TICKS) ? resident : undefined
}
