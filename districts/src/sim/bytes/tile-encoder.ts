// Packed motion for viewers: per tile, what changed since it was last asked. Its memory is no part of the state. [§13]
import { ByteWriter, must } from '@civitas/kit'
import { TILE_METRES, tileGrid, UNITS_PER_METRE, writeMember } from '@civitas/schema'
import { HIDDEN } from '../space/motion.ts'
import type { World } from '../world.ts'

const TILE_UNITS = TILE_METRES * UNITS_PER_METRE
/** Farthest move that a delta can hold; a longer one is sent as leave and enter. */
const MOVE_MAX = 127

/** What viewers were last told of one resident, and what they are told next. */
interface Seen {
  resident: number
  tile: number
  /** Its slot in the tile. */
  at: number
  x: number
  y: number
  pose: number
  nextX: number
  nextY: number
  nextPose: number
  /** The pass in which it was last found outdoors. */
  pass: number
}

interface Tile {
  members: Seen[]
  /** Slots as they were at each leave, in order. */
  leaves: number[]
  enters: Seen[]
  dirty: boolean
}

export interface TileBytes {
  tile: number
  keyframe: boolean
  bytes: Uint8Array
}

export class TileEncoder {
  private readonly world: World
  private readonly columns: number
  private readonly rows: number
  private readonly tiles: Tile[]
  private readonly known = new Map<number, Seen>()
  /** By the world's slots, to spare look-ups; wrong entries are noticed by number. */
  private bySlot: (Seen | undefined)[] = []
  private pass = 0
  private readonly out = new ByteWriter(4096)

  constructor(world: World) {
    this.world = world
    const { columns, rows } = tileGrid(world.map.scenario.size[0], world.map.scenario.size[1])
    this.columns = columns
    this.rows = rows
    this.tiles = Array.from({ length: columns * rows }, () => ({ members: [], leaves: [], enters: [], dirty: false }))
  }

  /** Deltas of the tiles in which anything changed since the last call of `encode` or `keyframes`. */
  encode(): TileBytes[] {
    this.look()
    const changed: TileBytes[] = []
    this.tiles.forEach((tile, index) => {
      if (!tile.dirty) return
      this.writeDelta(tile, index)
      changed.push({ tile: index, keyframe: false, bytes: this.out.copy() })
    })
    return changed
  }

  /** All tiles as they are now, empty ones too. Later deltas build on this: send it instead of the deltas of this moment. */
  keyframes(): TileBytes[] {
    this.look()
    return this.tiles.map((tile, index) => {
      if (tile.dirty) this.writeDelta(tile, index)
      this.out.reset()
      this.out.varint(tile.members.length)
      for (const seen of tile.members) this.writeSeen(seen, index)
      return { tile: index, keyframe: true, bytes: this.out.copy() }
    })
  }

  /** Finds out who left, entered, moved. */
  private look(): void {
    const { count, x, y, pose } = this.world.motion
    this.pass += 1
    let outdoors = 0
    for (let slot = 0; slot < count; slot++) {
      if (pose[slot] === HIDDEN) continue
      outdoors += 1
      const seen = this.seenAt(slot)
      seen.pass = this.pass
      seen.nextX = x[slot] ?? 0
      seen.nextY = y[slot] ?? 0
      seen.nextPose = pose[slot] ?? 0
      this.follow(seen)
    }
    if (outdoors < this.known.size) this.forgetTheGone()
  }

  private follow(seen: Seen): void {
    const tile = this.tileAt(seen.nextX, seen.nextY)
    const dx = seen.nextX - seen.x
    const dy = seen.nextY - seen.y
    if (tile === seen.tile && dx <= MOVE_MAX && dx >= -MOVE_MAX && dy <= MOVE_MAX && dy >= -MOVE_MAX) {
      if (dx !== 0 || dy !== 0 || seen.pose !== seen.nextPose) this.touch(tile)
      return
    }
    if (seen.tile >= 0) this.leave(seen)
    seen.tile = tile
    this.touch(tile).enters.push(seen)
  }

  private forgetTheGone(): void {
    for (const seen of this.known.values()) {
      if (seen.pass === this.pass) continue
      this.leave(seen)
      seen.tile = -1
      this.known.delete(seen.resident)
    }
  }

  /** Takes it out of its tile at once; the last member moves into its slot, as it will with every reader. */
  private leave(seen: Seen): void {
    const tile = this.touch(seen.tile)
    tile.leaves.push(seen.at)
    const last = tile.members.pop()
    if (!last || last === seen) return
    tile.members[seen.at] = last
    last.at = seen.at
  }

  private writeDelta(tile: Tile, index: number): void {
    const { out } = this
    out.reset()
    out.varint(tile.leaves.length)
    for (const slot of tile.leaves) out.varint(slot)
    const poses = this.writeMoves(tile)
    out.varint(poses)
    if (poses > 0) this.writePoses(tile)
    out.varint(tile.enters.length)
    for (const seen of tile.enters) {
      seen.at = tile.members.push(seen) - 1
      Object.assign(seen, { x: seen.nextX, y: seen.nextY, pose: seen.nextPose })
      this.writeSeen(seen, index)
    }
    tile.leaves.length = 0
    tile.enters.length = 0
    tile.dirty = false
  }

  /** Mask and moves; returns how many poses changed. */
  private writeMoves({ members }: Tile): number {
    const { out } = this
    const mask = out.zeros((members.length + 7) >> 3)
    let poses = 0
    for (const seen of members) {
      if (seen.pose !== seen.nextPose) poses += 1
      if (seen.x === seen.nextX && seen.y === seen.nextY) continue
      out.setBit(mask, seen.at)
      out.i8(seen.nextX - seen.x)
      out.i8(seen.nextY - seen.y)
      seen.x = seen.nextX
      seen.y = seen.nextY
    }
    return poses
  }

  private writePoses({ members }: Tile): void {
    for (const seen of members) {
      if (seen.pose === seen.nextPose) continue
      this.out.varint(seen.at)
      this.out.u8(seen.nextPose)
      seen.pose = seen.nextPose
    }
  }

  private writeSeen({ resident, x, y, pose }: Seen, index: number): void {
    const { map } = this.world
    const left = map.x + (index % this.columns) * TILE_UNITS
    const top = map.y + Math.trunc(index / this.columns) * TILE_UNITS
    writeMember(this.out, { resident, x: x - left, y: y - top, pose })
  }

  private seenAt(slot: number): Seen {
    const resident = this.world.residents[slot]?.number ?? 0
    const guess = this.bySlot[slot]
    if (guess?.resident === resident && guess.tile >= 0) return guess
    const seen = this.known.get(resident) ?? newSeen(resident)
    this.known.set(resident, seen)
    this.bySlot[slot] = seen
    return seen
  }

  private tileAt(x: number, y: number): number {
    const column = Math.trunc((x - this.world.map.x) / TILE_UNITS)
    const row = Math.trunc((y - this.world.map.y) / TILE_UNITS)
    return Math.min(row, this.rows - 1) * this.columns + Math.min(column, this.columns - 1)
  }

  private touch(index: number): Tile {
    const tile = must(this.tiles[index], 'tile')
    tile.dirty = true
    return tile
  }
}

function newSeen(resident: number): Seen {
  return { resident, tile: -1, at: -1, x: 0, y: 0, pose: 0, nextX: 0, nextY: 0, nextPose: 0, pass: 0 }
}
