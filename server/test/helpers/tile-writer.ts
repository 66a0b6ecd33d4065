// A district's side of the viewer stream in small: residents on a plain, told tile by tile as keyframes and deltas.
import { ByteWriter } from '@civitas/kit'
import {
  type FramesMessage,
  tileGrid,
  type TileMember,
  TILE_METRES,
  UNITS_PER_METRE,
  writeMember,
} from '@civitas/schema'

const TILE_UNITS = TILE_METRES * UNITS_PER_METRE

/** A resident; x and y in 1/16 m from the district's corner. */
export interface Walker {
  resident: number
  x: number
  y: number
  pose: number
}

interface Slot extends Walker {
  walker: Walker
}

export class TileWriter {
  readonly columns: number
  private readonly tiles: Slot[][]
  private readonly home = new Map<Walker, number>()

  constructor(size: readonly [number, number]) {
    const { columns, rows } = tileGrid(size[0], size[1])
    this.columns = columns
    this.tiles = Array.from({ length: columns * rows }, () => [])
  }

  tileOf({ x, y }: Walker): number {
    return Math.floor(y / TILE_UNITS) * this.columns + Math.floor(x / TILE_UNITS)
  }

  keyframes(): FramesMessage['tiles'] {
    return this.tiles.map((slots, tile) => {
      const out = new ByteWriter()
      out.varint(slots.length)
      for (const { walker } of slots) writeMember(out, this.member(walker, tile))
      return { tile, keyframe: true, bytes: out.copy() }
    })
  }

  /** What changed since the last call, of these walkers (a walker that is not named has left). */
  deltas(walkers: readonly Walker[]): FramesMessage['tiles'] {
    const leaves = this.tiles.map((): number[] => [])
    const enters = this.tiles.map((): Walker[] => [])
    const present = new Set(walkers)
    for (const [walker, tile] of this.home) {
      if (present.has(walker) && this.tileOf(walker) === tile) continue
      this.leave(walker, tile, leaves[tile])
    }
    for (const walker of walkers) if (!this.home.has(walker)) enters[this.tileOf(walker)]?.push(walker)
    return this.tiles.map((slots, tile) => this.delta(slots, tile, leaves[tile] ?? [], enters[tile] ?? []))
  }

  private leave(walker: Walker, tile: number, leaves: number[] | undefined): void {
    const slots = this.tiles[tile] ?? []
    const slot = slots.findIndex((one) => one.walker === walker)
    const last = slots.pop()
    if (last && slot < slots.length) slots[slot] = last
    leaves?.push(slot)
    this.home.delete(walker)
  }

  private delta(
    slots: Slot[],
    tile: number,
    leaves: readonly number[],
    enters: readonly Walker[],
  ): FramesMessage['tiles'][number] {
    const out = new ByteWriter()
    out.varint(leaves.length)
    for (const slot of leaves) out.varint(slot)
    const mask = out.zeros((slots.length + 7) >> 3)
    const posed: number[] = []
    slots.forEach((slot, at) => {
      const { walker } = slot
      if (walker.pose !== slot.pose) posed.push(at)
      if (walker.x === slot.x && walker.y === slot.y) return
      out.setBit(mask, at)
      out.i8(walker.x - slot.x)
      out.i8(walker.y - slot.y)
    })
    out.varint(posed.length)
    for (const at of posed) {
      out.varint(at)
      out.u8(slots[at]?.walker.pose ?? 0)
    }
    for (const slot of slots) Object.assign(slot, { x: slot.walker.x, y: slot.walker.y, pose: slot.walker.pose })
    out.varint(enters.length)
    for (const walker of enters) {
      writeMember(out, this.member(walker, tile))
      slots.push({ ...walker, walker })
      this.home.set(walker, tile)
    }
    return { tile, keyframe: false, bytes: out.copy() }
  }

  private member({ resident, x, y, pose }: Walker, tile: number): TileMember {
    const column = tile % this.columns
    const row = Math.floor(tile / this.columns)
    return { resident, x: x - column * TILE_UNITS, y: y - row * TILE_UNITS, pose }
  }
}
