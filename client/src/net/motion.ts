// The page's mirror of who is where: tiles from bundles, per district a short history of snapshots. [§13]
import {
  readBundle,
  TILE_METRES,
  TileMirror,
  tileGrid,
  UNITS_PER_METRE,
  type BundleSection,
} from '@civitas/schema/frame'
import type { CityMap } from './city-map.ts'
import { InterpolationBuffer, type Sample } from './interpolation-buffer.ts'

/** Residents of one district as of one step. Positions in city metres; index finds a resident's place in the arrays. */
export interface Snapshot {
  readonly step: number
  readonly residents: number[]
  readonly x: Float32Array
  readonly y: Float32Array
  readonly pose: Uint8Array
  readonly index: ReadonlyMap<number, number>
}

/** Inclusive rectangle of tiles of one district that the camera sees. */
export interface TileView {
  district: number
  x0: number
  y0: number
  x1: number
  y1: number
}

export class Motion {
  private readonly districts: DistrictMotion[]
  private sequence: number | undefined

  constructor(map: CityMap) {
    this.districts = map.districts.map(
      (district) => new DistrictMotion(district.at, tileGrid(...district.size).columns),
    )
  }

  /** Takes one bundle. False when something is missing: the caller then asks for keyframes. */
  apply(bytes: Uint8Array, nowMs: number): boolean {
    const { sequence, sections } = readBundle(bytes)
    let whole = true
    if (this.sequence !== undefined && sequence !== this.sequence + 1) {
      whole = false
      for (const district of this.districts) district.forgetTiles()
    }
    this.sequence = sequence
    for (const section of sections) {
      const district = this.districts[section.district]
      if (district && !district.apply(section, nowMs)) whole = false
    }
    return whole
  }

  /** Tiles out of the camera's sight are forgotten: no more deltas will come for them. */
  setViews(views: readonly TileView[]): void {
    for (const [index, district] of this.districts.entries()) {
      district.keepView(views.find((view) => view.district === index))
    }
  }

  /** A new connection counts bundles anew. The last known positions stay on show until keyframes come. */
  restart(): void {
    this.sequence = undefined
    for (const district of this.districts) district.forgetTiles()
  }

  /** What to draw now, per district; `undefined` where nothing is known. */
  samples(nowMs: number): (Sample<Snapshot> | undefined)[] {
    return this.districts.map((district) => district.buffer.sample(nowMs))
  }

  epochOf(district: number): number | undefined {
    return this.districts[district]?.epoch
  }
}

class DistrictMotion {
  readonly buffer = new InterpolationBuffer<Snapshot>((snapshot, step) => ({ ...snapshot, step }))
  epoch: number | undefined
  private readonly tiles = new Map<number, TileMirror>()
  private view: TileView | undefined
  private readonly origin: readonly [number, number]
  private readonly columns: number

  constructor(origin: readonly [number, number], columns: number) {
    this.origin = origin
    this.columns = columns
  }

  /** False when a delta had nothing to build on. */
  apply(section: BundleSection, nowMs: number): boolean {
    if (this.epoch !== section.epoch) {
      this.tiles.clear()
      this.buffer.reset()
      this.epoch = section.epoch
    }
    let whole = true
    let changed = section.tiles.length === 0
    for (const { tile, keyframe, bytes } of section.tiles) {
      if (!this.sees(tile)) continue
      const applied = this.applyTile(tile, keyframe, bytes)
      whole &&= applied
      changed ||= applied
    }
    if (changed) this.buffer.push(this.snapshot(section.step), nowMs)
    return whole
  }

  keepView(view: TileView | undefined): void {
    this.view = view
    for (const tile of this.tiles.keys()) if (!this.sees(tile)) this.tiles.delete(tile)
    if (!view) this.buffer.reset()
  }

  forgetTiles(): void {
    this.tiles.clear()
  }

  private applyTile(tile: number, keyframe: boolean, bytes: Uint8Array): boolean {
    const mirror = this.tiles.get(tile) ?? new TileMirror()
    if (!keyframe && !this.tiles.has(tile)) return false
    try {
      if (keyframe) mirror.applyKeyframe(bytes)
      else mirror.applyDelta(bytes)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.tiles.delete(tile)
      return false
    }
    this.tiles.set(tile, mirror)
    return true
  }

  private sees(tile: number): boolean {
    if (!this.view) return false
    const column = tile % this.columns
    const row = Math.floor(tile / this.columns)
    return column >= this.view.x0 && column <= this.view.x1 && row >= this.view.y0 && row <= this.view.y1
  }

  private snapshot(step: number): Snapshot {
    let count = 0
    for (const mirror of this.tiles.values()) count += mirror.members.length
    const residents: number[] = []
    const x = new Float32Array(count)
    const y = new Float32Array(count)
    const pose = new Uint8Array(count)
    const index = new Map<number, number>()
    for (const [tile, mirror] of this.tiles) {
      const left = this.origin[0] + (tile % this.columns) * TILE_METRES
      const top = this.origin[1] + Math.floor(tile / this.columns) * TILE_METRES
      for (const member of mirror.members) {
        const at = residents.length
        index.set(member.resident, at)
        x[at] = left + member.x / UNITS_PER_METRE
        y[at] = top + member.y / UNITS_PER_METRE
        pose[at] = member.pose
        residents.push(member.resident)
      }
    }
    return { step, residents, x, y, pose, index }
  }
}
