// Borders: too wide to see across, crossed at gates alone, and every district within reach of every other. [HND]
import type { Scenario, ScenarioDistrict } from '@civitas/schema'
import { PERCEPTION_METRES } from '../../../districts/src/sim/limits.ts'
import type { Fault } from '../fault.ts'
import { distanceTo, type Piece, type Point, rectOf, samples } from '../geometry.ts'

/** Between two points looked at along a path, metres. */
const STEP = 4

/** Whoever stands in one district must not be near enough to be seen from another, but on the way through a gate. */
export function bordersAreWide({ districts }: Scenario): Fault[] {
  return districts.flatMap((district, d) =>
    districts.slice(0, d).flatMap((other) => {
      if (gapBetween(district, other) > PERCEPTION_METRES) return []
      const theirs = other.paths.filter((piece) => !leadsOut(piece, other, districts))
      return district.paths.flatMap((piece, p) => {
        if (leadsOut(piece, district, districts)) return []
        const near = theirs.find((one) => metresBetween(piece, one) <= PERCEPTION_METRES)
        if (!near) return []
        const theirPath = `districts.${districts.indexOf(other)}.paths.${other.paths.indexOf(near)}`
        const problem = `comes within ${Math.floor(metresBetween(piece, near))} m of ${theirPath}: people would stand side by side unseen`
        const remedy = `keep paths more than ${PERCEPTION_METRES} m apart; a piece that crosses must end on the border`
        return [{ path: `districts.${d}.paths.${p}`, problem, remedy }]
      })
    }),
  )
}

/** A place called gate stands on the piece that crosses, and that piece goes on beyond. */
export function gatesLeadSomewhere({ districts }: Scenario): Fault[] {
  return districts.flatMap((district, d) => {
    const ways = district.paths.filter((piece) => crossingOf(piece, district, districts) !== undefined)
    const faults = district.places.flatMap(({ kind, at, id }, p): Fault[] => {
      if (kind !== 'gate' || ways.some((piece) => distanceTo(piece, at) === 0)) return []
      const problem = `no path leads from the gate ${id} into another district`
      return [
        {
          path: `districts.${d}.places.${p}.at`,
          problem,
          remedy: 'end a path of both districts at one point of the border',
        },
      ]
    })
    const loose = district.paths.flatMap((piece, p): Fault[] => {
      if (!leadsOut(piece, district, districts) || ways.includes(piece)) return []
      const problem = 'ends on the border, but nothing goes on from there'
      return [
        { path: `districts.${d}.paths.${p}`, problem, remedy: 'let a path of the next district end at the same point' },
      ]
    })
    return [...faults, ...loose]
  })
}

export function districtsAreJoined({ districts }: Scenario): Fault[] {
  const reached = new Set(districts.slice(0, 1))
  // A set goes on with what is added while it is walked.
  for (const district of reached) {
    for (const piece of district.paths) {
      const beyond = crossingOf(piece, district, districts)
      if (beyond) reached.add(beyond)
    }
  }
  return districts.flatMap((district, d): Fault[] => {
    if (reached.has(district)) return []
    const problem = `no gate leads from ${districts[0]?.id} to ${district.id}`
    return [
      { path: `districts.${d}.paths`, problem, remedy: 'end a path of both districts at one point of the border' },
    ]
  })
}

/** The district into which a piece leads on. */
function crossingOf(piece: Piece, district: ScenarioDistrict, all: readonly ScenarioDistrict[]) {
  const ends = [piece.from, piece.to]
  return all.find(
    (other) =>
      other !== district && other.paths.some(({ from, to }) => ends.some((end) => same(end, from) || same(end, to))),
  )
}

/** Whether an end lies on the border to another district. */
function leadsOut(piece: Piece, district: ScenarioDistrict, all: readonly ScenarioDistrict[]): boolean {
  return [piece.from, piece.to].some((end) => all.some((other) => other !== district && awayFrom(other, end) === 0))
}

function metresBetween(a: Piece, b: Piece): number {
  return Math.min(...samples(a, STEP).map((at) => distanceTo(b, at)))
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

function awayFrom(district: ScenarioDistrict, [x, y]: Point): number {
  const { x0, y0, x1, y1 } = rectOf(district)
  return Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1))
}

function gapBetween(a: ScenarioDistrict, b: ScenarioDistrict): number {
  const [one, two] = [rectOf(a), rectOf(b)]
  return Math.hypot(Math.max(one.x0 - two.x1, 0, two.x0 - one.x1), Math.max(one.y0 - two.y1, 0, two.y0 - one.y1))
}
