// A page that looks at the whole city through a gateway: draws what the bundles say, at times reads slowly, and is cut off. [§13]
import { borderTile, readBundle, TileMirror, tileGrid } from '@civitas/schema'
import type { ViewerSocket } from '@civitas/server/gateway/edge/city/city-stream'
import type { Dice } from '../machine/dice.ts'

interface DrawnDistrict {
  epoch: number
  tiles: Map<number, TileMirror>
}

/** Bytes a slow line takes in a second: little enough to fall behind, and to be dropped in the end. */
const SLOW_BYTES = 500
/** Chance, per look, that the line becomes slow, or quick again. */
const TURN = 0.01

export class Viewer implements ViewerSocket {
  readonly ready = true
  unsentBytes = 0
  /** The gateway ended the connection. */
  isDropped = false
  private readonly districts = new Map<number, DrawnDistrict>()
  /** By district: the number under which its border travels among the tiles. */
  private readonly borders: readonly number[]
  private sequence: number | undefined
  private isSlow = false
  private readonly dice: Dice
  private readonly on: { lost(): void; fail(problem: string): void }

  /** @param on `lost`: something is missing, keyframes are wanted */
  constructor(
    sizes: readonly { size: readonly [number, number] }[],
    dice: Dice,
    on: { lost(): void; fail(problem: string): void },
  ) {
    this.borders = sizes.map(({ size }) => borderTile(tileGrid(size[0], size[1])))
    this.dice = dice
    this.on = on
  }

  send(bytes: Uint8Array): void {
    this.unsentBytes += bytes.length
    this.apply(bytes)
  }

  drop(): void {
    this.isDropped = true
  }

  /** So many milliseconds went by. */
  drain(ms: number): void {
    if (this.dice.chance(TURN)) this.isSlow = !this.isSlow
    this.unsentBytes = this.isSlow ? Math.max(0, this.unsentBytes - (SLOW_BYTES * ms) / 1_000) : 0
  }

  /** From now on it keeps up. */
  hurry(): void {
    this.isSlow = false
    this.unsentBytes = 0
  }

  /** Who is drawn, in which district. */
  drawn(): { resident: number; district: number }[] {
    return [...this.districts].flatMap(([district, { tiles }]) =>
      [...tiles.values()].flatMap(({ members }) => members.map(({ resident }) => ({ resident, district }))),
    )
  }

  private apply(bytes: Uint8Array): void {
    const { sequence, sections } = readBundle(bytes)
    const follows = this.sequence === undefined || sequence === this.sequence + 1
    if (!follows) for (const { tiles } of this.districts.values()) tiles.clear()
    this.sequence = sequence
    let whole = follows
    for (const { district, epoch, tiles } of sections) {
      const drawn = this.districtOf(district, epoch)
      for (const { tile, keyframe, bytes: body } of tiles) {
        if (tile !== this.borders[district]) whole = applyTile(drawn, tile, keyframe, body) && whole
      }
      this.compare(district, drawn)
    }
    if (!whole) this.on.lost()
  }

  /** A new epoch takes back all that ran ahead. [ACT-2] */
  private districtOf(district: number, epoch: number): DrawnDistrict {
    const known = this.districts.get(district)
    if (known && epoch < known.epoch)
      this.on.fail(`[ACT-2] a page saw epoch ${epoch} of ${district} after ${known.epoch}`)
    if (known?.epoch === epoch) return known
    const made = { epoch, tiles: new Map<number, TileMirror>() }
    this.districts.set(district, made)
    return made
  }

  private compare(district: number, { tiles }: DrawnDistrict): void {
    const seen = new Set<number>()
    for (const { members } of tiles.values()) {
      for (const { resident } of members) {
        if (seen.has(resident)) this.on.fail(`[HND-2] a page draws a${resident} twice in district ${district}`)
        seen.add(resident)
      }
    }
  }
}

/** `false` when a delta had nothing to build on. */
function applyTile({ tiles }: DrawnDistrict, tile: number, keyframe: boolean, body: Uint8Array): boolean {
  const mirror = tiles.get(tile) ?? new TileMirror()
  if (!keyframe && !tiles.has(tile)) return false
  try {
    if (keyframe) mirror.applyKeyframe(body)
    else mirror.applyDelta(body)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    tiles.delete(tile)
    return false
  }
  tiles.set(tile, mirror)
  return true
}
