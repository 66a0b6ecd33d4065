// Who is near: residents sorted into cells of the size of a tile. Built when first asked in a tick, and never part of the state.
import { TILE_METRES, UNITS_PER_METRE } from '@civitas/schema'
import { must } from '@civitas/kit'
import { PERCEPTION_METRES, VISIBLE_AGENTS_MAX } from '../limits.ts'
import type { Resident, World } from '../world.ts'

const CELL_UNITS = TILE_METRES * UNITS_PER_METRE
const REACH_UNITS = PERCEPTION_METRES * UNITS_PER_METRE

/** Somebody within sight; in squared 1/16 m. */
export interface Seen {
  other: Resident
  squared: number
}

/** Those inside a building count as standing at its door, so that going in and out moves nobody. */
export class SpatialIndex {
  private columns = 0
  private rows = 0
  private starts = new Int32Array(0)
  private slots = new Int32Array(0)
  private fresh = false
  /** The last answer: an observation asks the same several times. */
  private lastAsked: Resident | undefined
  private lastFound: Resident[] = []
  private lastNearest: Seen[] | undefined

  /** Somebody moved, came or went: the next question builds it anew. */
  forget(): void {
    this.fresh = false
    this.lastAsked = undefined
  }

  /** Somebody went in or out: all cells hold, the last answer may not. */
  forgetLast(): void {
    this.lastAsked = undefined
  }

  /** Everybody else whom `resident` can see and hear, in no particular but always the same order. */
  perceivedBy(world: World, resident: Resident): readonly Resident[] {
    if (this.lastAsked === resident) return this.lastFound
    if (!this.fresh) this.build(world)
    const found: Resident[] = []
    const { column, row } = this.cellOf(world, resident.slot)
    for (let r = Math.max(0, row - 1); r <= Math.min(this.rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(this.columns - 1, column + 1); c++) {
        const cell = r * this.columns + c
        for (let i = this.starts[cell] ?? 0; i < (this.starts[cell + 1] ?? 0); i++) {
          const other = must(world.residents[this.slots[i] ?? 0], 'resident')
          if (other !== resident && perceives(world, resident, other)) found.push(other)
        }
      }
    }
    this.lastAsked = resident
    this.lastFound = found
    this.lastNearest = undefined
    return found
  }

  /** The 20 nearest of them, nearest first. */
  nearestTo(world: World, resident: Resident): readonly Seen[] {
    const others = this.perceivedBy(world, resident)
    this.lastNearest ??= nearestOf(world, resident, others)
    return this.lastNearest
  }

  private build(world: World): void {
    this.columns = Math.trunc((world.map.width + CELL_UNITS - 1) / CELL_UNITS)
    this.rows = Math.trunc((world.map.height + CELL_UNITS - 1) / CELL_UNITS)
    const { count } = world.motion
    if (this.slots.length < count) this.slots = new Int32Array(count * 2)
    const cells = this.columns * this.rows
    const sizes = new Int32Array(cells + 1)
    for (let slot = 0; slot < count; slot++) bump(sizes, this.numberOf(world, slot))
    this.starts = new Int32Array(cells + 1)
    for (let cell = 0; cell < cells; cell++) this.starts[cell + 1] = (this.starts[cell] ?? 0) + (sizes[cell] ?? 0)
    const next = this.starts.slice()
    for (let slot = 0; slot < count; slot++) this.slots[bump(next, this.numberOf(world, slot))] = slot
    this.fresh = true
  }

  private numberOf(world: World, slot: number): number {
    const { column, row } = this.cellOf(world, slot)
    return row * this.columns + column
  }

  private cellOf(world: World, slot: number): { column: number; row: number } {
    const column = Math.trunc(((world.motion.x[slot] ?? 0) - world.map.x) / CELL_UNITS)
    const row = Math.trunc(((world.motion.y[slot] ?? 0) - world.map.y) / CELL_UNITS)
    return { column: Math.max(0, Math.min(this.columns - 1, column)), row: Math.max(0, Math.min(this.rows - 1, row)) }
  }
}

function nearestOf(world: World, resident: Resident, others: readonly Resident[]): Seen[] {
  const best: Seen[] = []
  for (const other of others) {
    const squared = squaredDistance(world, resident, other)
    const last = best.at(-1)
    if (best.length === VISIBLE_AGENTS_MAX && last && last.squared < squared) continue
    best.push({ other, squared })
    let at = best.length - 1
    for (let before = best[at - 1]; before && isNearer(squared, other, before); before = best[at - 1])
      best[at--] = before
    best[at] = { other, squared }
    if (best.length > VISIBLE_AGENTS_MAX) best.pop()
  }
  return best
}

/** Of two equally near, the one with the lower number. */
function isNearer(squared: number, other: Resident, than: Seen): boolean {
  return squared < than.squared || (squared === than.squared && other.number < than.other.number)
}

/** In the same building, or both outdoors within 25 m. */
export function perceives(world: World, a: Resident, b: Resident): boolean {
  if (a.building !== b.building) return false
  return a.building >= 0 || squaredDistance(world, a, b) <= REACH_UNITS * REACH_UNITS
}

/** In squared 1/16 m. */
export function squaredDistance(world: World, a: Resident, b: Resident): number {
  const { x, y } = world.motion
  const dx = (x[a.slot] ?? 0) - (x[b.slot] ?? 0)
  const dy = (y[a.slot] ?? 0) - (y[b.slot] ?? 0)
  return dx * dx + dy * dy
}

/** Adds one to a counter and returns what it was. */
function bump(counters: Int32Array, at: number): number {
  const before = counters[at] ?? 0
  counters[at] = before + 1
  return before
}
