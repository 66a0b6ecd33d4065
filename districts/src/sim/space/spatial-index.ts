// Who is near: people outdoors sorted into cells, people inside by building. Built when first asked in a tick, and never part of the state.
import { UNITS_PER_METRE } from '@civitas/schema'
import { must } from '@civitas/kit'
import { PERCEPTION_METRES, VISIBLE_AGENTS_MAX } from '../limits.ts'
import type { Resident, World } from '../world.ts'

/** Edge of a cell in 1/16 m: so small that a talk finds its partner in a few of them, so large that sight takes few of them too. */
const CELL_UNITS = 8 * UNITS_PER_METRE
const REACH_UNITS = PERCEPTION_METRES * UNITS_PER_METRE
/** How many may go through doors before all lists are made anew: until then each question looks at them one by one. */
const MOVED_MAX = 256

/** Somebody within sight; in squared 1/16 m. */
export interface Seen {
  other: Resident
  squared: number
}

/** PERF: a question looks at the cells around or at one building, never at the district; `bench/tick.bench.ts` shows what that is worth in a crowd. */
export class SpatialIndex {
  private columns = 0
  private rows = 0
  /** Where each list begins in `slots`: those of the cells, row by row, then those of the buildings. */
  private starts = new Int32Array(0)
  private next = new Int32Array(0)
  private slots = new Int32Array(0)
  private listOf = new Int32Array(0)
  /** Who went through a door since the lists were made: their list is no longer theirs. */
  private readonly moved: Resident[] = []
  private hasMoved = new Uint8Array(0)
  private fresh = false
  /** The last answer: an observation asks the same several times. */
  private lastAsked: Resident | undefined
  private lastFound: Resident[] = []
  private lastNearest: Seen[] | undefined
  /** Of the search under way: whom it found, and how far off, in squared 1/16 m. */
  private nearest: Resident | undefined
  private least = 0

  /** Somebody moved, came or went: the next question builds it anew. */
  forget(): void {
    this.fresh = false
    this.lastAsked = undefined
  }

  /** Somebody went in or out. */
  wentThroughDoor(resident: Resident): void {
    this.lastAsked = undefined
    if (!this.fresh || this.hasMoved[resident.slot] === 1) return
    this.hasMoved[resident.slot] = 1
    this.moved.push(resident)
    if (this.moved.length > MOVED_MAX) this.fresh = false
  }

  /** Everybody else whom `resident` can see and hear, in no particular but always the same order. */
  perceivedBy(world: World, resident: Resident): readonly Resident[] {
    if (this.lastAsked === resident) return this.lastFound
    if (!this.fresh) this.build(world)
    const found: Resident[] = []
    if (resident.building >= 0) {
      const list = this.columns * this.rows + resident.building
      this.gather(world, resident, list, list, found)
    } else {
      const reach = Math.trunc(REACH_UNITS / CELL_UNITS) + 1
      const { column, row } = this.cellOf(world, resident.slot)
      const [left, right] = [Math.max(0, column - reach), Math.min(this.columns - 1, column + reach)]
      for (let r = Math.max(0, row - reach); r <= Math.min(this.rows - 1, row + reach); r++) {
        this.gather(world, resident, r * this.columns + left, r * this.columns + right, found)
      }
    }
    for (const other of this.moved) if (other !== resident && perceives(world, resident, other)) found.push(other)
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

  /**
   * The nearest other one outdoors whom `suits` lets pass, for somebody outdoors; of two equally near, the one with the lower number.
   * Cells are looked through ring by ring, until all that are left lie farther off than whom it found.
   * @param metres how far to look
   */
  nearestOutdoors(
    world: World,
    resident: Resident,
    metres: number,
    suits: (other: Resident) => boolean,
  ): Resident | undefined {
    if (!this.fresh || this.moved.length > 0) this.build(world)
    const reach = metres * UNITS_PER_METRE
    const { column, row } = this.cellOf(world, resident.slot)
    this.nearest = undefined
    this.least = reach * reach
    for (let ring = 0; ring <= Math.trunc(reach / CELL_UNITS) + 1; ring++) {
      const gap = Math.max(0, ring - 1) * CELL_UNITS
      if (gap * gap > this.least) break
      for (let r = Math.max(0, row - ring); r <= Math.min(this.rows - 1, row + ring); r++) {
        // Of the rows in between only both ends belong to the ring.
        const stride = r === row - ring || r === row + ring ? 1 : 2 * ring
        for (let c = column - ring; c <= column + ring; c += stride) {
          if (c >= 0 && c < this.columns) this.lookInto(world, r * this.columns + c, resident, suits)
        }
      }
    }
    return this.nearest
  }

  /** Whoever in the cell is nearer than whom the search has found so far. */
  private lookInto(world: World, cell: number, resident: Resident, suits: (other: Resident) => boolean): void {
    const { x, y } = world.motion
    const { slot } = resident
    const end = this.starts[cell + 1] as number
    for (let i = this.starts[cell] as number; i < end; i++) {
      const at = this.slots[i] as number
      const dx = (x[at] as number) - (x[slot] as number)
      const dy = (y[at] as number) - (y[slot] as number)
      const squared = dx * dx + dy * dy
      if (squared > this.least || at === slot) continue
      const other = world.residents[at] as Resident
      if (this.nearest && squared === this.least && other.number > this.nearest.number) continue
      if (!suits(other)) continue
      this.nearest = other
      this.least = squared
    }
  }

  /** Of the lists from one number to another those who are perceived, but for those who went through a door since. */
  private gather(world: World, resident: Resident, first: number, last: number, found: Resident[]): void {
    const end = this.starts[last + 1] ?? 0
    for (let i = this.starts[first] ?? 0; i < end; i++) {
      const slot = this.slots[i] as number
      if (this.hasMoved[slot] === 1) continue
      const other = must(world.residents[slot], 'resident')
      if (other !== resident && perceives(world, resident, other)) found.push(other)
    }
  }

  private build(world: World): void {
    const { count } = world.motion
    this.columns = Math.trunc((world.map.width + CELL_UNITS - 1) / CELL_UNITS)
    this.rows = Math.trunc((world.map.height + CELL_UNITS - 1) / CELL_UNITS)
    this.makeRoom(count, this.columns * this.rows + world.buildings.length)
    this.starts.fill(0)
    for (let slot = 0; slot < count; slot++) {
      const list = this.listFor(world, slot)
      this.listOf[slot] = list
      this.starts[list + 1] = (this.starts[list + 1] as number) + 1
    }
    for (let list = 1; list < this.starts.length; list++) {
      this.starts[list] = (this.starts[list] as number) + (this.starts[list - 1] as number)
    }
    this.next.set(this.starts)
    for (let slot = 0; slot < count; slot++) {
      const list = this.listOf[slot] as number
      const at = this.next[list] as number
      this.next[list] = at + 1
      this.slots[at] = slot
    }
    this.hasMoved.fill(0)
    this.moved.length = 0
    this.fresh = true
  }

  private makeRoom(count: number, lists: number): void {
    if (this.starts.length !== lists + 1) {
      this.starts = new Int32Array(lists + 1)
      this.next = new Int32Array(lists + 1)
    }
    if (this.slots.length >= count) return
    this.slots = new Int32Array(count * 2)
    this.listOf = new Int32Array(count * 2)
    this.hasMoved = new Uint8Array(count * 2)
  }

  private listFor(world: World, slot: number): number {
    const building = world.residents[slot]?.building ?? -1
    if (building >= 0) return this.columns * this.rows + building
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
