// Tram lines laid on the nets of the districts: which edge a car is on anywhere along its course.
import { integerRoot, must } from '@civitas/kit'
import { type Scenario, type TramCorner, type TramCourse, tramCourses, UNITS_PER_METRE } from '@civitas/schema'
import { PROGRESS_PER_UNIT } from '../limits.ts'
import type { Address, DistrictMap, TramPiece, Tramway } from './city.ts'
import { footOn, type NavGraph } from './nav-graph.ts'
import { ScenarioError } from './scenario-error.ts'

/** Squared 1/16 m: corners that lie beside a slanting piece for want of a finer grain are still on it. */
const ON_THE_WAY = 2
/** 1/160 m by which two edges that meet may seem apart, for the same reason. */
const JOINT = 2 * PROGRESS_PER_UNIT

/** Throws `ScenarioError` when a line leaves the paths, or crosses a border where there is no gate. */
export function layTramways(
  { trams = [] }: Scenario,
  districts: readonly DistrictMap[],
  addresses: ReadonlyMap<string, Address>,
): Tramway[] {
  const placeOf = (id: string) => {
    const named = addresses.get(id)?.named
    return named && ([named.x / UNITS_PER_METRE, named.y / UNITS_PER_METRE] as const)
  }
  return trams.flatMap((line, index) => {
    const path = `trams.${index}`
    line.stops.forEach((stop, i) => {
      if (!addresses.has(stop)) throw new ScenarioError(`${path}.stops.${i}`, `no stop is called ${stop}`)
    })
    const courses = tramCourses([line], placeOf)
    line.stops.forEach((stop, i) => {
      const isCalledAt = courses.some(({ calls }) => calls.some((call) => call.stop === stop))
      if (!isCalledAt) throw new ScenarioError(`${path}.stops.${i}`, `${stop} is not on the line`)
    })
    return courses.map((course) => ({ course, pieces: layCourse(course, districts, `${path}.line`) }))
  })
}

function layCourse(course: TramCourse, districts: readonly DistrictMap[], path: string): TramPiece[] {
  const legs = course.corners.slice(1).map((to, i) => ({ from: must(course.corners[i], 'a corner'), to }))
  const pieces = legs.flatMap((leg) => districts.flatMap((map) => piecesOn(map, leg))).sort((a, b) => a.at - b.at)
  let end = 0
  for (const { district, edge, at } of pieces) {
    if (at > end + JOINT) break
    end = Math.max(end, at + must(must(districts[district], 'district').net.length[edge], 'edge'))
  }
  if (end + JOINT < course.length) throw new ScenarioError(path, `line ${course.line} leaves the paths`)
  checkCrossings(pieces, districts, path)
  return pieces
}

/** Edges of a net that lie on a leg and go its way. */
function piecesOn({ index, net }: DistrictMap, { from, to }: { from: TramCorner; to: TramCorner }): TramPiece[] {
  const [a, b] = [inUnits(from), inUnits(to)]
  const leg = { x0: a.x, y0: a.y, x1: b.x, y1: b.y }
  const pieces: TramPiece[] = []
  for (let edge = 0; edge < net.edges; edge++) {
    const [start, end] = [nodePointOf(net, net.from[edge]), nodePointOf(net, net.to[edge])]
    if (footOn(leg, start).squared > ON_THE_WAY || footOn(leg, end).squared > ON_THE_WAY) continue
    const past = distance(a, start)
    if (distance(a, end) > past) pieces.push({ district: index, edge, at: from.at + past })
  }
  return pieces
}

/** Where a course leaves a district there must be a gate to the next one. */
function checkCrossings(pieces: readonly TramPiece[], districts: readonly DistrictMap[], path: string): void {
  pieces.forEach((piece, i) => {
    const next = must(pieces[(i + 1) % pieces.length], 'a piece')
    if (next.district === piece.district) return
    const { net, crossings, id } = must(districts[piece.district], 'district')
    const node = net.to[piece.edge]
    if (crossings.some((crossing) => crossing.node === node && crossing.district === next.district)) return
    throw new ScenarioError(path, `leaves ${id} where there is no gate`)
  })
}

function nodePointOf({ nodeX, nodeY }: NavGraph, node = 0): { x: number; y: number } {
  return { x: must(nodeX[node], 'node'), y: must(nodeY[node], 'node') }
}

function inUnits({ x, y }: TramCorner): { x: number; y: number } {
  return { x: x * UNITS_PER_METRE, y: y * UNITS_PER_METRE }
}

/** In 1/160 m, of points in 1/16 m. */
function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const [dx, dy] = [(a.x - b.x) * PROGRESS_PER_UNIT, (a.y - b.y) * PROGRESS_PER_UNIT]
  return integerRoot(dx * dx + dy * dy)
}
