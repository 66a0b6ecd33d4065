// Where a tram is drawn: on the right-hand one of two tracks, round the corners in a bow. Pure. Metres; x east, z south.
import { must } from '@civitas/kit/assert'
import type { TramCourse } from '@civitas/schema/world/trams'

/** From the middle of the street to the middle of a track: people walk between the two. */
const TRACK = 2.15
/** Metres from a corner at which the bow begins. */
const BOW = 9
/** Where cars turn back, both tracks become one over this many metres. */
const MERGE = 18
/** Timetables count in 1/160 m. */
const PER_METRE = 160
const STRAIGHT = 1e-6

export interface Pose {
  x: number
  z: number
  /** Radians about the upright; 0 = eastwards, as three turns. */
  turn: number
}

interface Corner {
  x: number
  z: number
  /** Metres along the way. */
  at: number
}

export class Way {
  readonly metres: number
  private readonly corners: readonly Corner[]

  constructor({ corners, length }: TramCourse) {
    this.corners = corners.map(({ x, y, at }) => ({ x, z: y, at: at / PER_METRE }))
    this.metres = length / PER_METRE
  }

  /** `at` in 1/160 m, as the timetable tells it. */
  poseAt(at: number): Pose {
    return this.pose(at / PER_METRE)
  }

  /** Points of the track close enough to draw it by: along straight pieces far apart, in bows near. */
  track(): Pose[] {
    const ats = new Set<number>()
    for (const { at } of this.corners) {
      for (let off = -MERGE; off <= MERGE; off += 1.5) ats.add((at + off + this.metres) % this.metres)
    }
    return [...ats].sort((a, b) => a - b).map((at) => this.pose(at))
  }

  private pose(at: number): Pose {
    const { before, corner, after, off } = this.nearest(at)
    const [inX, inZ] = direction(before, corner)
    const [outX, outZ] = direction(corner, after)
    if (inX * outX + inZ * outZ < -1 + STRAIGHT) {
      const [x, z] = off < 0 ? [inX, inZ] : [outX, outZ]
      const along = Math.abs(off) * Math.sign(off)
      return beside({ x: corner.x + x * along, z: corner.z + z * along, dx: x, dz: z }, eased(Math.abs(off) / MERGE))
    }
    const bow = Math.min(BOW, distance(before, corner) / 2, distance(corner, after) / 2)
    if (off <= -bow) return beside({ x: corner.x + inX * off, z: corner.z + inZ * off, dx: inX, dz: inZ }, 1)
    if (off >= bow) return beside({ x: corner.x + outX * off, z: corner.z + outZ * off, dx: outX, dz: outZ }, 1)
    // A bow is a quadratic curve from the one leg to the other.
    const t = (off + bow) / (2 * bow)
    const x = corner.x - inX * bow * (1 - t) ** 2 + outX * bow * t ** 2
    const z = corner.z - inZ * bow * (1 - t) ** 2 + outZ * bow * t ** 2
    const [dx, dz] = [inX * (1 - t) + outX * t, inZ * (1 - t) + outZ * t]
    return beside({ x, z, dx, dz }, 1)
  }

  /** The corner nearest along the way, its neighbours, and how far off it is: below 0 before it. */
  private nearest(at: number): { before: Corner; corner: Corner; after: Corner; off: number } {
    const count = this.corners.length - 1
    let best = 0
    let off = Infinity
    for (let index = 0; index < count; index++) {
      const plain = at - must(this.corners[index], 'a corner').at
      const around = plain > this.metres / 2 ? plain - this.metres : plain
      if (Math.abs(around) < Math.abs(off)) {
        best = index
        off = around
      }
    }
    const corner = must(this.corners[best], 'a corner')
    const before = must(this.corners[(best + count - 1) % count], 'a corner')
    const after = must(this.corners[best + 1], 'a corner')
    return { before, corner, after, off }
  }
}

/** On the right-hand track, or `share` of the way out to it. */
function beside({ x, z, dx, dz }: { x: number; z: number; dx: number; dz: number }, share: number): Pose {
  const length = Math.hypot(dx, dz) || 1
  const side = TRACK * share
  return { x: x - (dz / length) * side, z: z + (dx / length) * side, turn: Math.atan2(-dz, dx) }
}

function direction(from: Corner, to: Corner): [number, number] {
  const length = distance(from, to) || 1
  return [(to.x - from.x) / length, (to.z - from.z) / length]
}

function distance(a: Corner, b: Corner): number {
  return Math.hypot(b.x - a.x, b.z - a.z)
}

function eased(share: number): number {
  const within = Math.min(1, share)
  return within * within * (3 - 2 * within)
}
