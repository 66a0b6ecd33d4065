// What the instance buffers hold: two positions per resident, between which the vertex shader interpolates. Pure arrays. [§13]
import { hash32 } from '@civitas/kit/hash'
import { FIRST_OWNED_RESIDENT } from '@civitas/schema/ids'
import { type Border, poses } from '@civitas/schema/frame'
import { Crossings } from '../../net/crossings.ts'
import type { Sample } from '../../net/interpolation-buffer.ts'
import type { Snapshot } from '../../net/motion.ts'

/** Residents drawn at most; those beyond are left out. The page's budget is set for 10,000. [§15] */
export const MOST_DRAWN = 16_384
/** Each stands a little beside the path's middle, so that a crowd is not a string of pearls. Metres. */
const SPREAD = 0.45
/** A step shorter than this turns nobody round, metres. */
const TURNS_FROM = 0.02

export const FLAGS = { owned: 1, chosen: 2 } as const

const STANDING = poses.indexOf('standing')

/** Floats per instance in each buffer. `from` and `to`: x, z, heading (radians, 0 = south), pose. `look`: resident, district, dice, flags. */
export const STRIDE = 4

interface Options {
  chosen?: number | undefined
  /** Moves all, in metres; anything but 0 is for proving that the tests would notice. */
  shiftX?: number
  /** Who crossed each district's border, for those out of sight. */
  borders?: readonly Border[]
}

/** From where to where the next instance goes, city metres. PERF: one for all, so that nothing is made per resident and frame. */
const way = { x0: 0, z0: 0, poseBefore: 0, x: 0, z: 0, pose: 0 }

export class Crowd {
  readonly from = new Float32Array(MOST_DRAWN * STRIDE)
  readonly to = new Float32Array(MOST_DRAWN * STRIDE)
  readonly look = new Float32Array(MOST_DRAWN * STRIDE)
  count = 0
  /** Step of the `to` side per district; undefined where nothing is known. */
  steps: (number | undefined)[] = []
  private pairs: { from: Snapshot; to: Snapshot }[] = []
  /** Those drawn between two districts, waiting at a gate. [HND-2] */
  waiting: readonly number[] = []
  private options: Options = {}
  private crossings = new Crossings([])
  private readonly headings = new Map<number, number>()
  private readonly places = new Map<number, number>()

  /** Takes the pairs to draw, one per district. */
  take(samples: readonly (Sample<Snapshot> | undefined)[], options: Options = {}): void {
    this.options = options
    this.pairs = samples.map((sample) => sample ?? NOBODY)
    this.steps = samples.map((sample) => sample?.to.step)
    this.crossings = new Crossings(
      samples.map((sample, district) => {
        return { snapshot: sample?.to, border: sample?.to.border ?? options.borders?.[district] ?? EMPTY.border }
      }),
    )
    this.places.clear()
    this.count = 0
    for (const [district, pair] of this.pairs.entries()) this.takeDistrict(district, pair)
    this.takeWaiting()
  }

  /** Whether the buffers hold something else than this. */
  differs(samples: readonly (Sample<Snapshot> | undefined)[], options: Options = {}): boolean {
    if (samples.length !== this.pairs.length) return true
    if (this.options.chosen !== options.chosen || (this.options.shiftX ?? 0) !== (options.shiftX ?? 0)) return true
    return samples.some((sample, district) => {
      const held = this.pairs[district]
      if (!sample && this.options.borders?.[district] !== options.borders?.[district]) return true
      const wanted = sample ?? NOBODY
      return held?.to !== wanted.to || held.from !== wanted.from
    })
  }

  /** Which instance draws this resident. */
  placeOf(resident: number): number | undefined {
    return this.places.get(resident)
  }

  /** Where an instance stands between its two positions, city metres. */
  positionAt(place: number, alphas: ArrayLike<number>): { x: number; z: number } {
    const at = place * STRIDE
    const alpha = alphas[this.look[at + 1] ?? 0] ?? 1
    const between = (axis: number) => {
      const start = this.from[at + axis] ?? 0
      return start + ((this.to[at + axis] ?? 0) - start) * alpha
    }
    return { x: between(0), z: between(1) }
  }

  residentAt(place: number): number | undefined {
    return place < this.count ? this.look[place * STRIDE] : undefined
  }

  private takeDistrict(district: number, { from, to }: { from: Snapshot; to: Snapshot }): void {
    for (const [index, resident] of to.residents.entries()) {
      if (!this.crossings.counts(resident, district)) continue
      const before = from.index.get(resident) ?? -1
      way.x = to.x[index] ?? 0
      way.z = to.y[index] ?? 0
      way.pose = to.pose[index] ?? STANDING
      const start = before < 0 ? this.crossings.origin(resident, way.x, way.z) : undefined
      way.x0 = before < 0 ? (start?.x ?? way.x) : (from.x[before] ?? way.x)
      way.z0 = before < 0 ? (start?.y ?? way.z) : (from.y[before] ?? way.z)
      way.poseBefore = before < 0 ? way.pose : (from.pose[before] ?? STANDING)
      this.add(resident, district)
    }
  }

  private takeWaiting(): void {
    const { waiting } = this.crossings
    for (const { resident, district, x, y, pose } of waiting) {
      Object.assign(way, { x0: x, z0: y, poseBefore: pose, x, z: y, pose })
      this.add(resident, district)
    }
    this.waiting = waiting.map(({ resident }) => resident)
  }

  private add(resident: number, district: number): void {
    if (this.count >= MOST_DRAWN) return
    const { chosen, shiftX = 0 } = this.options
    const { x0, z0, poseBefore, x, z, pose } = way
    const facing = this.headings.get(resident) ?? firstHeading(resident)
    const moved = Math.hypot(x - x0, z - z0)
    const heading = moved > TURNS_FROM ? Math.atan2(x - x0, z - z0) : facing
    this.headings.set(resident, heading)
    const dice = hash32(resident, 0, 0, 0)
    const aside = ((dice & 255) / 255 - 0.5) * 2 * SPREAD + shiftX
    const along = (((dice >>> 8) & 255) / 255 - 0.5) * 2 * SPREAD
    const at = this.count * STRIDE
    write(this.from, at, x0 + aside, z0 + along, facing, poseBefore)
    write(this.to, at, x + aside, z + along, heading, pose)
    const flags = (resident >= FIRST_OWNED_RESIDENT ? FLAGS.owned : 0) + (resident === chosen ? FLAGS.chosen : 0)
    write(this.look, at, resident, district, dice >>> 16, flags)
    this.places.set(resident, this.count)
    this.count++
  }
}

const EMPTY: Snapshot = {
  step: 0,
  residents: [],
  x: new Float32Array(),
  y: new Float32Array(),
  pose: new Uint8Array(),
  index: new Map(),
  border: { left: [], came: [] },
}
const NOBODY = { from: EMPTY, to: EMPTY }

function firstHeading(resident: number): number {
  return (hash32(resident, 1, 0, 0) / 4294967296) * Math.PI * 2
}

function write(into: Float32Array, at: number, a: number, b: number, c: number, d: number): void {
  into[at] = a
  into[at + 1] = b
  into[at + 2] = c
  into[at + 3] = d
}
