// Who is near: people outdoors sorted into cells, people inside by building. Built when first asked in a tick, and never part of the state.
import { UNITS_PER_METRE } from '@civitas/schema'
import { must } from '@civitas/kit'
import { isAwake } from '../people/bodies.ts'
import { HEARERS_MAX, PERCEPTION_METRES, VISIBLE_AGENTS_MAX } from '../limits.ts'
import type { Resident } from '../people/resident.ts'
import type { World } from '../world.ts'

/** Edge of a cell in 1/16 m: so small that a talk finds its partner in a few of them, so large that sight takes few of them too. */
const CELL_UNITS = 8 * UNITS_PER_METRE
const REACH_UNITS = PERCEPTION_METRES * UNITS_PER_METRE
/** Lists of more than these are looked through in the order of numbers, so that most of a crowd at one point need no look. */
const RANKED_FROM = 64
/** How many may go through doors before all lists are made anew: until then each question looks at them one by one. */
const MOVED_MAX = 256

/** Somebody within sight; in squared 1/16 m. */
export interface Seen {
  other: Resident
  squared: number
}

interface Question {
  metres: number
  most: number
}
const SIGHT: Question = { metres: PERCEPTION_METRES, most: VISIBLE_AGENTS_MAX }
const EARSHOT: Question = { metres: PERCEPTION_METRES, most: HEARERS_MAX }

interface Search {
  readonly world: World
  readonly resident: Resident
  readonly suits: ((slot: number) => boolean) | undefined
  readonly most: number
  readonly x: number
  readonly y: number
  count: number
  /** Squared 1/16 m beyond which nobody is of interest any more. */
  least: number
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
  /** The same lists for searches: slots, where each stands, and its number; the long ones by number, once somebody has searched them. */
  private ranked = new Int32Array(0)
  private atX = new Int32Array(0)
  private atY = new Int32Array(0)
  private numbers = new Uint32Array(0)
  /** Lists that are not in the order of numbers. */
  private unranked = new Uint8Array(0)
  /** Who went through a door since the lists were made: their list is no longer theirs. Beside each the building that it is in now, -1 outdoors. */
  private readonly moved: Resident[] = []
  private readonly movedTo = new Int32Array(MOVED_MAX + 1)
  private hasMoved = new Uint8Array(0)
  private fresh = false
  /** The last answer: an observation asks the same several times. */
  private lastAsked: Resident | undefined
  private lastNearest: Seen[] | undefined
  /** What a search found: slots, how far off in squared 1/16 m, and their numbers. */
  private readonly found = new Int32Array(HEARERS_MAX)
  private readonly squares = new Int32Array(HEARERS_MAX)
  private readonly foundNumbers = new Uint32Array(HEARERS_MAX)

  /** Somebody moved, came or went: the next question builds it anew. */
  forget(): void {
    this.fresh = false
    this.lastAsked = undefined
  }

  /** Somebody went in or out, and is there. */
  wentThroughDoor(resident: Resident): void {
    this.lastAsked = undefined
    if (!this.fresh) return
    const known = this.hasMoved[resident.slot] === 1 ? this.moved.indexOf(resident) : this.moved.push(resident) - 1
    this.hasMoved[resident.slot] = 1
    this.movedTo[known] = resident.building
    if (this.moved.length > MOVED_MAX) this.fresh = false
  }

  /**
   * Somebody beside `resident` whom `suits` lets pass: in its building one of them, the first from a place in the list on that `draw` tells,
   * outdoors the nearest within sight.
   */
  anyBeside(world: World, resident: Resident, draw: number, suits: (other: Resident) => boolean): Resident | undefined {
    if (resident.building < 0) {
      const suitsThere = (slot: number) => suits(world.residents[slot] as Resident)
      return this.nearestOutdoors(world, resident, PERCEPTION_METRES, suitsThere)
    }
    if (!this.fresh) this.build(world)
    const list = this.columns * this.rows + resident.building
    const first = this.starts[list] ?? 0
    const count = (this.starts[list + 1] ?? 0) - first
    for (let i = 0; i < count; i++) {
      const slot = this.slots[first + ((draw + i) % count)] as number
      const other = world.residents[slot] as Resident
      if (this.hasMoved[slot] === 0 && other !== resident && suits(other)) return other
    }
    return this.moved.find((other) => other !== resident && other.building === resident.building && suits(other))
  }

  /** Everybody inside a building, in the order of their slots. */
  inside(world: World, building: number): Resident[] {
    if (!this.fresh) this.build(world)
    const list = this.columns * this.rows + building
    const found = this.moved.filter((resident) => resident.building === building)
    for (let i = this.starts[list] ?? 0; i < (this.starts[list + 1] ?? 0); i++) {
      const slot = this.slots[i] as number
      if (this.hasMoved[slot] === 0) found.push(must(world.residents[slot], 'resident'))
    }
    return found.sort((a, b) => a.slot - b.slot)
  }

  /** The 20 nearest of them, nearest first; of two equally near, the one with the lower number first. */
  nearestTo(world: World, resident: Resident): readonly Seen[] {
    if (this.lastAsked === resident && this.lastNearest) return this.lastNearest
    const nearest = this.answer(world, this.search(world, resident, SIGHT))
    this.lastAsked = resident
    this.lastNearest = nearest
    return nearest
  }

  /**
   * Who may hear it when somebody speaks aloud: the 50 nearest of those awake whom it perceives, nearest first; of those equally near,
   * the ones with lower numbers.
   */
  hearersOf(world: World, speaker: Resident): Resident[] {
    const count = this.search(world, speaker, EARSHOT, (slot) => isAwake(world.bodies, slot))
    return Array.from({ length: count }, (_, i) => must(world.residents[this.found[i] ?? 0], 'resident'))
  }

  /** The nearest other one outdoors whose slot `suits` lets pass, for somebody outdoors; of two equally near, the one with the lower number. */
  nearestOutdoors(
    world: World,
    resident: Resident,
    metres: number,
    suits: (slot: number) => boolean,
  ): Resident | undefined {
    const count = this.search(world, resident, { metres, most: 1 }, suits)
    return count === 0 ? undefined : world.residents[this.found[0] ?? 0]
  }

  private answer(world: World, count: number): Seen[] {
    return Array.from({ length: count }, (_, i) => {
      return { other: must(world.residents[this.found[i] ?? 0], 'resident'), squared: this.squares[i] ?? 0 }
    })
  }

  /**
   * Puts the slots of the nearest into `found`, nearest first, and returns how many there are. Cells are looked through ring by ring,
   * until all that are left lie farther off than whom it found.
   */
  private search(
    world: World,
    resident: Resident,
    { metres, most }: Question,
    suits?: (slot: number) => boolean,
  ): number {
    if (!this.fresh) this.build(world)
    const reach = metres * UNITS_PER_METRE
    const x = world.motion.x[resident.slot] ?? 0
    const y = world.motion.y[resident.slot] ?? 0
    const search: Search = { world, resident, suits, most, x, y, count: 0, least: reach * reach }
    this.lookAtMoved(search)
    if (resident.building >= 0) {
      this.lookInto(search, this.columns * this.rows + resident.building)
      return search.count
    }
    const { column, row } = this.cellOf(world, resident.slot)
    for (let ring = 0; ring <= Math.trunc(reach / CELL_UNITS) + 1; ring++) {
      const gap = Math.max(0, ring - 1) * CELL_UNITS
      if (gap * gap > search.least) break
      for (let r = Math.max(0, row - ring); r <= Math.min(this.rows - 1, row + ring); r++) {
        // Of the rows in between only both ends belong to the ring.
        const stride = r === row - ring || r === row + ring ? 1 : 2 * ring
        for (let c = column - ring; c <= column + ring; c += stride) {
          if (c < 0 || c >= this.columns) continue
          const dx = gapTo(c, column, x - world.map.x)
          const dy = gapTo(r, row, y - world.map.y)
          if (dx * dx + dy * dy <= search.least) this.lookInto(search, r * this.columns + c)
        }
      }
    }
    return search.count
  }

  /**
   * PERF: people of one list lie side by side in plain columns; most are passed over without a look at who they are. Of a crowd at the
   * very point of the search, those with higher numbers are not even passed over.
   */
  private lookInto(search: Search, list: number): void {
    const { atX, atY, numbers, foundNumbers } = this
    const { x, y, most } = search
    const first = this.starts[list] as number
    const end = this.starts[list + 1] as number
    const isRanked = end - first > RANKED_FROM
    if (isRanked && this.unranked[list] === 1) this.rank(search.world, list)
    for (let i = first; i < end; i++) {
      const dx = (atX[i] as number) - x
      const dy = (atY[i] as number) - y
      const squared = dx * dx + dy * dy
      if (squared > search.least) continue
      const number = numbers[i] as number
      if (search.count === most && squared === search.least && number > (foundNumbers[most - 1] as number)) {
        if (isRanked && search.least === 0) return
        continue
      }
      const slot = this.ranked[i] as number
      if (this.hasMoved[slot] === 0) this.take(search, slot, squared, number)
    }
  }

  private rank(world: World, list: number): void {
    const { number } = world.bodies
    const [first, end] = [this.starts[list] as number, this.starts[list + 1] as number]
    this.ranked.subarray(first, end).sort((a, b) => (number[a] as number) - (number[b] as number))
    for (let i = first; i < end; i++) this.note(world, i, this.ranked[i] as number)
    this.unranked[list] = 0
  }

  private note({ motion, bodies }: World, at: number, slot: number): void {
    this.ranked[at] = slot
    this.atX[at] = motion.x[slot] as number
    this.atY[at] = motion.y[slot] as number
    this.numbers[at] = bodies.number[slot] as number
  }

  /** Those who went through a door since the lists were made are looked at one by one. PERF: only at those who are in the same house, or outdoors too. */
  private lookAtMoved(search: Search): void {
    const { building } = search.resident
    for (let at = 0; at < this.moved.length; at++) {
      if (this.movedTo[at] !== building) continue
      const other = this.moved[at] as Resident
      const squared = squaredDistance(search.world, search.resident, other)
      if (squared > search.least) continue
      this.take(search, other.slot, squared, other.number)
    }
  }

  /** Takes somebody in who is no farther off than the last one found, or with whom there are not enough yet. */
  private take(search: Search, slot: number, squared: number, number: number): void {
    const { resident, most, suits } = search
    if (slot === resident.slot) return
    const isFull = search.count === most
    if (isFull && !this.isBehind(most - 1, squared, number)) return
    if (suits && !suits(slot)) return
    let at = isFull ? most - 1 : search.count++
    for (; at > 0 && this.isBehind(at - 1, squared, number); at--) {
      this.found[at] = this.found[at - 1] as number
      this.squares[at] = this.squares[at - 1] as number
      this.foundNumbers[at] = this.foundNumbers[at - 1] as number
    }
    this.found[at] = slot
    this.squares[at] = squared
    this.foundNumbers[at] = number
    if (search.count === most) search.least = this.squares[most - 1] as number
  }

  private isBehind(at: number, squared: number, number: number): boolean {
    const other = this.squares[at] as number
    return other > squared || (other === squared && (this.foundNumbers[at] as number) > number)
  }

  /** PERF: one pass to count the lists, one to fill them. */
  private build(world: World): void {
    const { count, building } = world.bodies
    this.columns = Math.trunc((world.map.width + CELL_UNITS - 1) / CELL_UNITS)
    this.rows = Math.trunc((world.map.height + CELL_UNITS - 1) / CELL_UNITS)
    this.makeRoom(count, this.columns * this.rows + world.buildings.length)
    this.starts.fill(0)
    this.unranked.fill(0)
    for (let slot = 0; slot < count; slot++) {
      const list = this.listFor(world, slot, building[slot] as number)
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
      this.note(world, at, slot)
      if (at > (this.starts[list] as number) && (this.numbers[at] as number) < (this.numbers[at - 1] as number)) {
        this.unranked[list] = 1
      }
    }
    this.hasMoved.fill(0)
    this.moved.length = 0
    this.fresh = true
  }

  private makeRoom(count: number, lists: number): void {
    if (this.starts.length !== lists + 1) {
      this.starts = new Int32Array(lists + 1)
      this.next = new Int32Array(lists + 1)
      this.unranked = new Uint8Array(lists)
    }
    if (this.slots.length >= count) return
    this.slots = new Int32Array(count * 2)
    this.listOf = new Int32Array(count * 2)
    this.ranked = new Int32Array(count * 2)
    this.atX = new Int32Array(count * 2)
    this.atY = new Int32Array(count * 2)
    this.numbers = new Uint32Array(count * 2)
    this.hasMoved = new Uint8Array(count * 2)
  }

  private listFor(world: World, slot: number, building: number): number {
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

/** From a coordinate within one row of cells to the nearest edge of another, in 1/16 m; `from` is the row's own number. */
function gapTo(cell: number, from: number, coordinate: number): number {
  if (cell === from) return 0
  return cell > from ? cell * CELL_UNITS - coordinate : coordinate - (cell + 1) * CELL_UNITS
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
