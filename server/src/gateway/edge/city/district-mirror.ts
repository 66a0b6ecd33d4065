// A gateway's copy of one district's motion, tile by tile, kept exact by the frames on the bus. [§13]
import { ByteWriter } from '@civitas/kit'
import { type FramesMessage, TileMirror } from '@civitas/schema'
import { MAX_PENDING_FRAMES } from './limits.ts'

export interface TileBody {
  keyframe: boolean
  bytes: Uint8Array
}

/** What one frame brought, by tile; only what could be applied. */
export interface PendingFrame {
  step: number
  tiles: Map<number, TileBody>
}

export class DistrictMirror {
  epoch = 0
  step = 0
  /** Frames since the last bundle, oldest first. */
  pending: PendingFrame[] = []
  /** Frames were thrown away: whoever looks here needs keyframes. */
  broken = false
  private sequence = 0
  private readonly tiles = new Map<number, TileMirror>()
  private readonly keyframes = new Map<number, Uint8Array>()
  private readonly writer = new ByteWriter(4_096)
  private readonly borderTile: number
  /** Who crossed the border lately, as last told; it goes through unread. [HND-2] */
  private border: Uint8Array | undefined

  /** @param borderTile number under which the border travels among the tiles */
  constructor(borderTile: number) {
    this.borderTile = borderTile
  }

  /** Returns `false` when frames are missing before this one: tiles are then unknown until their next keyframe. */
  take(message: FramesMessage): boolean {
    if (message.epoch < this.epoch) return true
    const follows = message.epoch === this.epoch && message.sequence === this.sequence + 1
    const whole = follows || message.sequence === 1 || this.sequence === 0
    if (!follows) this.forget()
    if (message.epoch !== this.epoch) this.pending = []
    this.epoch = message.epoch
    this.step = message.step
    this.sequence = message.sequence
    this.keyframes.clear()
    this.keep({ step: message.step, tiles: this.apply(message.tiles) })
    return whole
  }

  /** The tile as it is now, `undefined` while it is not known. */
  keyframe(tile: number): Uint8Array | undefined {
    if (tile === this.borderTile) return this.border
    const known = this.keyframes.get(tile)
    if (known) return known
    const mirror = this.tiles.get(tile)
    if (!mirror) return undefined
    this.writer.reset()
    mirror.writeKeyframe(this.writer)
    const bytes = this.writer.copy()
    this.keyframes.set(tile, bytes)
    return bytes
  }

  /** A bundle has taken everything that was pending. */
  published(): void {
    this.pending = []
    this.broken = false
  }

  private forget(): void {
    this.tiles.clear()
    this.border = undefined
  }

  private keep(frame: PendingFrame): void {
    this.pending.push(frame)
    if (this.pending.length <= MAX_PENDING_FRAMES) return
    this.pending = []
    this.broken = true
  }

  private apply(tiles: FramesMessage['tiles']): Map<number, TileBody> {
    const applied = new Map<number, TileBody>()
    for (const { tile, keyframe, bytes } of tiles) {
      if (this.applyTile(tile, keyframe, bytes)) applied.set(tile, { keyframe, bytes })
    }
    return applied
  }

  private applyTile(tile: number, keyframe: boolean, bytes: Uint8Array): boolean {
    if (tile === this.borderTile) return this.applyBorder(keyframe, bytes)
    let mirror = this.tiles.get(tile)
    if (!mirror) {
      if (!keyframe) return false
      mirror = new TileMirror()
      this.tiles.set(tile, mirror)
    }
    try {
      if (keyframe) mirror.applyKeyframe(bytes)
      else mirror.applyDelta(bytes)
      return true
    } catch {
      this.tiles.delete(tile)
      return false
    }
  }

  private applyBorder(keyframe: boolean, bytes: Uint8Array): boolean {
    if (!keyframe && !this.border) return false
    this.border = bytes
    return true
  }
}
