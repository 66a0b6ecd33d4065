// What the instance buffers hold: two positions per resident, between which the vertex shader interpolates. Pure arrays. [§13]
import { hash32 } from '@civitas/kit/hash'
import { FIRST_OWNED_RESIDENT } from '@civitas/schema/ids'
import { poses } from '@civitas/schema/frame'
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

export class Crowd {
  readonly from = new Float32Array(MOST_DRAWN * STRIDE)
  readonly to = new Float32Array(MOST_DRAWN * STRIDE)
  readonly look = new Float32Array(MOST_DRAWN * STRIDE)
  count = 0
  /** Step of the `to` side per district; undefined where nothing is known. */
  steps: (number | undefined)[] = []
  private pairs: { from: Snapshot; to: Snapshot }[] = []
  private options: { chosen: number | undefined; shiftX: number } = { chosen: undefined, shiftX: 0 }
  private readonly headings = new Map<number, number>()
  private readonly places = new Map<number, number>()

  /**
   * Takes the pairs to draw, one per district. `shiftX` moves all, in metres; anything but 0 is for proving
   * that the tests would notice.
   */
  take(samples: readonly (Sample<Snapshot> | undefined)[], chosen: number | undefined, shiftX = 0): void {
    this.options = { chosen, shiftX }
    this.pairs = samples.map((sample) => sample ?? NOBODY)
    this.steps = samples.map((sample) => sample?.to.step)
    this.places.clear()
    this.count = 0
    for (const [district, pair] of this.pairs.entries()) this.takeDistrict(district, pair)
  }

  /** Whether the buffers hold something else than this. */
  differs(samples: readonly (Sample<Snapshot> | undefined)[], chosen: number | undefined, shiftX = 0): boolean {
    if (samples.length !== this.pairs.length) return true
    if (this.options.chosen !== chosen || this.options.shiftX !== shiftX) return true
    return samples.some((sample, district) => {
      const held = this.pairs[district]
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

  private takeDistrict(district: number, pair: { from: Snapshot; to: Snapshot }): void {
    const options = this.options
    const { from, to } = pair
    for (const [index, resident] of to.residents.entries()) {
      if (this.count >= MOST_DRAWN) return
      const before = from.index.get(resident) ?? -1
      const x = to.x[index] ?? 0
      const z = to.y[index] ?? 0
      const x0 = before < 0 ? x : (from.x[before] ?? x)
      const z0 = before < 0 ? z : (from.y[before] ?? z)
      const facing = this.headings.get(resident) ?? firstHeading(resident)
      const moved = Math.hypot(x - x0, z - z0)
      const heading = moved > TURNS_FROM ? Math.atan2(x - x0, z - z0) : facing
      this.headings.set(resident, heading)
      const dice = hash32(resident, 0, 0, 0)
      const aside = ((dice & 255) / 255 - 0.5) * 2 * SPREAD + options.shiftX
      const along = (((dice >>> 8) & 255) / 255 - 0.5) * 2 * SPREAD
      const at = this.count * STRIDE
      const poseBefore = before < 0 ? (to.pose[index] ?? STANDING) : (from.pose[before] ?? STANDING)
      write(this.from, at, x0 + aside, z0 + along, facing, poseBefore)
      write(this.to, at, x + aside, z + along, heading, to.pose[index] ?? STANDING)
      const owned = resident >= FIRST_OWNED_RESIDENT ? FLAGS.owned : 0
      const flags = owned + (resident === options.chosen ? FLAGS.chosen : 0)
      write(this.look, at, resident, district, dice >>> 16, flags)
      this.places.set(resident, this.count)
      this.count++
    }
  }
}

const EMPTY: Snapshot = {
  step: 0,
  residents: [],
  x: new Float32Array(),
  y: new Float32Array(),
  pose: new Uint8Array(),
  index: new Map(),
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
