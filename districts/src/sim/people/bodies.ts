// How each one is and what it does, in columns: what the systems look at for everybody in every tick. A row belongs to the resident of the same slot.
import { addRow, columnsOf, removeRow, type Table } from '../columns.ts'
import { FULL } from '../limits.ts'

/** What somebody is doing. The index is the encoded value. */
export const activities = [
  'idle',
  'walking',
  'eating',
  'resting',
  'sleeping',
  'working',
  'waiting',
  'fainted',
  'playing',
  'studying',
  'riding',
  'building',
] as const
export type Activity = (typeof activities)[number]

/** The encoded value of each activity. */
export const activityCodes = Object.fromEntries(activities.map((name, code) => [name, code])) as Record<
  Activity,
  number
>

/** Stands in `bonus`. */
export const UNKNOWN = -1
/** Stands in `talkTick` for somebody who never spoke with anybody: long before any tick. */
export const LONG_AGO = -0x4000_0000
/** Stands in `nextDue` for somebody without an appointment: after every minute. */
export const NEVER = 0x4000_0000

const FIRST_CAPACITY = 64

/** PERF: one row a resident; `bench/tick.bench.ts` shows what it is worth among 100,000. `Resident` says what each value means. */
export interface Bodies extends Table {
  number: Uint32Array
  energy: Int32Array
  hunger: Int32Array
  social: Int32Array
  purpose: Int32Array
  hurtMs: Int32Array
  /** Index of `activities`. */
  activity: Uint8Array
  leftMs: Int32Array
  target: Int32Array
  building: Int32Array
  workedMs: Float64Array
  wageRest: Float64Array
  /** Percent of the wage that its skill adds in the running activity, UNKNOWN until it is asked for. Derived; not encoded. */
  bonus: Int16Array
  spokeTick: Int32Array
  /** Tick of the last sentence of its conversation. Derived; not encoded. */
  talkTick: Int32Array
  /** City minute of its first appointment. Derived; not encoded. */
  nextDue: Int32Array
}

export function createBodies(): Bodies {
  return { count: 0, ...columns(FIRST_CAPACITY) }
}

/** Adds a row: outdoors, idle, with every need full. Its slot is the last. */
export function addBody(bodies: Bodies, number: number): void {
  const slot = addRow(bodies, columns)
  bodies.number[slot] = number
  for (const need of [bodies.energy, bodies.hunger, bodies.social, bodies.purpose]) need[slot] = FULL
  for (const none of [bodies.target, bodies.building]) none[slot] = -1
  bodies.bonus[slot] = UNKNOWN
  bodies.talkTick[slot] = LONG_AGO
  bodies.nextDue[slot] = NEVER
}

/** Removes a row, and returns it as columns of its own; the last one moves into its slot. */
export function removeBody(bodies: Bodies, slot: number): Bodies {
  const removed = { count: 1, ...columns(1) }
  const own = columnsOf(removed)
  columnsOf(bodies).forEach((column, i) => own[i]?.set(column.subarray(slot, slot + 1)))
  removeRow(bodies, slot)
  return removed
}

/** Neither asleep nor in a swoon: who is not hears and sees nothing. */
export function isAwake({ activity }: Bodies, slot: number): boolean {
  return activity[slot] !== activityCodes.sleeping && activity[slot] !== activityCodes.fainted
}

function columns(capacity: number): Omit<Bodies, 'count'> {
  return {
    number: new Uint32Array(capacity),
    energy: new Int32Array(capacity),
    hunger: new Int32Array(capacity),
    social: new Int32Array(capacity),
    purpose: new Int32Array(capacity),
    hurtMs: new Int32Array(capacity),
    activity: new Uint8Array(capacity),
    leftMs: new Int32Array(capacity),
    target: new Int32Array(capacity),
    building: new Int32Array(capacity),
    workedMs: new Float64Array(capacity),
    wageRest: new Float64Array(capacity),
    bonus: new Int16Array(capacity),
    spokeTick: new Int32Array(capacity),
    talkTick: new Int32Array(capacity),
    nextDue: new Int32Array(capacity),
  }
}
