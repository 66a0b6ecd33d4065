// The page's mirror of who is where: tiles from bundles, per district a short history of snapshots. [§13]
import {
  type Border,
  borderTile,
  type Leaver,
  LEAVER_STEPS,
  readBorder,
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
  readonly border: Border
}

/** Who crossed a district's border lately; leavers in city metres. */
const NOBODY_CROSSED: Border = { left: [], came: [] }

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
    this.districts = map.districts.map((district) => new DistrictMotion(district.at, tileGrid(...district.size)))
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

  /** Who crossed each district's border lately, as last told, in sight or not. */
  borders(): Border[] {
    return this.districts.map(({ border }) => border)
  }

  epochOf(district: number): number | undefined {
    return this.districts[district]?.epoch
  }
}

class DistrictMotion {
  readonly buffer = new InterpolationBuffer<Snapshot>((snapshot, step) => ({ ...snapshot, step }))
  epoch: number | undefined
  border = NOBODY_CROSSED
  /** What is on show is of before a gap, or of an earlier host; it stays until there is something newer to show. */
  private outdatedBy: 'gap' | 'host' | undefined
  /** Changes of the border count only after all of it was told. */
  private knowsBorder = false
  private readonly tiles = new Map<number, TileMirror>()
  private view: TileView | undefined
  private readonly origin: readonly [number, number]
  private readonly columns: number
  private readonly borderTile: number

  constructor(origin: readonly [number, number], grid: { columns: number; rows: number }) {
    this.origin = origin
    this.columns = grid.columns
    this.borderTile = borderTile(grid)
  }

  /** False when a delta had nothing to build on. */
  apply(section: BundleSection, nowMs: number): boolean {
    if (this.epoch !== section.epoch) {
      this.forgetTiles('host')
      this.epoch = section.epoch
      // Arrivals may be taken back; who has left is still on its way, and a new host does not know of it. [ACT-2]
      this.border = { left: this.border.left, came: [] }
    }
    let whole = true
    let changed = section.tiles.length === 0
    for (const { tile, keyframe, bytes } of section.tiles) {
      if (tile !== this.borderTile && !this.sees(tile)) continue
      const applied =
        tile === this.borderTile
          ? this.applyBorder(keyframe, bytes, section.step)
          : this.applyTile(tile, keyframe, bytes)
      whole &&= applied
      changed ||= applied
    }
    if (!changed || !this.view || (this.outdatedBy && this.tiles.size === 0)) return whole
    if (this.outdatedBy === 'host') this.buffer.reset()
    this.outdatedBy = undefined
    this.buffer.push(this.snapshot(section.step), nowMs)
    return whole
  }

  keepView(view: TileView | undefined): void {
    this.view = view
    for (const tile of this.tiles.keys()) if (!this.sees(tile)) this.tiles.delete(tile)
    if (!view) this.buffer.reset()
  }

  forgetTiles(by: 'gap' | 'host' = 'gap'): void {
    this.tiles.clear()
    if (this.outdatedBy !== 'host') this.outdatedBy = by
    this.knowsBorder = false
  }

  /** Who left before the host began is kept until it runs out, or the host knows better. */
  private applyBorder(keyframe: boolean, bytes: Uint8Array, step: number): boolean {
    if (!keyframe && !this.knowsBorder) return false
    this.knowsBorder = true
    const { left, came } = readBorder(bytes)
    const told = new Set([...left, ...came].map(({ resident }) => resident))
    const kept = this.border.left.filter(({ resident }) => !told.has(resident))
    this.border = { left: [...left.map((leaver) => this.placed(leaver)), ...kept], came }
    this.dropLate(step)
    return true
  }

  private placed(leaver: Leaver): Leaver {
    const [left, top] = this.origin
    return { ...leaver, x: left + leaver.x / UNITS_PER_METRE, y: top + leaver.y / UNITS_PER_METRE }
  }

  private dropLate(step: number): void {
    const left = this.border.left.filter((leaver) => step < leaver.step + LEAVER_STEPS)
    if (left.length < this.border.left.length) this.border = { ...this.border, left }
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
    this.dropLate(step)
    return { step, residents, x, y, pose, index, border: this.border }
  }
}
