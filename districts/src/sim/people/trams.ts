// Being carried by a tram: where its car is by the timetable, who is in it, and the border that it comes to.
import { must } from '@civitas/kit'
import { nextRide, tramAt, type TramCourse, type TramRide } from '@civitas/schema'
import type { Crossing, Named, TramPiece } from '../city/city.ts'
import { STEP_MS, TRAM_ASK_STEPS, TRAM_SEATS } from '../limits.ts'
import { type NetPoint, nodeOf, nodePoint } from '../space/motion.ts'
import type { Resident, Ride } from './resident.ts'
import type { World } from '../world.ts'

/** Steps since the first tick: the time of the timetable. */
export function stepOf({ tick, tickMs }: World): number {
  return tick * (tickMs / STEP_MS)
}

export function coursesOf({ city }: World): TramCourse[] {
  return city.tramways.map(({ course }) => course)
}

/** The tram stop at which an outdoor resident stands. */
export function stopHere(world: World, resident: Resident): Named | undefined {
  const node = nodeOf(world.motion, world.map.net, resident.slot)
  return node < 0 ? undefined : world.map.places.find((place) => place.node === node && place.kind === 'stop')
}

/** No seat is left, those counted who are in the car here or wait for it. Who rides in from beyond a border is not known. */
export function isCarFull(world: World, car: Pick<TramRide, 'course' | 'car'>): boolean {
  return ridersOf(world, car) >= TRAM_SEATS
}

/** The same of those inside alone: it stands at the stop now. */
export function isCarPacked(world: World, car: Pick<TramRide, 'course' | 'car'>): boolean {
  return ridersOf(world, car, true) >= TRAM_SEATS
}

function ridersOf(world: World, { course, car }: Pick<TramRide, 'course' | 'car'>, aboard = false): number {
  let riders = 0
  for (const { ride } of world.residents) {
    if (ride && ride.course === course && ride.car === car && (ride.aboard || !aboard)) riders += 1
  }
  return riders
}

/** The next car to the same stop that has a seat. */
export function nextCar(world: World, resident: Resident): TramRide | undefined {
  const from = stopHere(world, resident)?.id ?? ''
  const to = must(world.city.named[resident.target], 'a stop').id
  const packed = (course: number, car: number) => isCarPacked(world, { course, car })
  return nextRide(coursesOf(world), { from, to, step: stepOf(world) }, packed)
}

/** Where the car has carried its rider in this district: on its way, or at the border when it is beyond. */
export function carriedTo(world: World, ride: Ride): { point: NetPoint; border: Crossing | undefined } {
  const { pieces } = must(world.city.tramways[ride.course], 'a tramway')
  const at = along(world, ride, stepOf(world))
  const on = pieceAt(pieces, at)
  const { map } = world
  const piece = must(pieces[on], 'a piece')
  if (piece.district === map.index) {
    const progress = Math.max(0, Math.min(must(map.net.length[piece.edge], 'edge'), at - piece.at))
    return { point: { edge: piece.edge, progress }, border: undefined }
  }
  const last = lastHere(pieces, on, map.index)
  const node = must(map.net.to[must(pieces[last], 'a piece').edge], 'node')
  return { point: nodePoint(map.net, node), border: crossingAfter(world, pieces, last) }
}

/** The border to which the car comes soon; `undefined` when there is none before the goal. */
export function borderAhead(world: World, ride: Ride): Crossing | undefined {
  const { pieces } = must(world.city.tramways[ride.course], 'a tramway')
  const soon = pieceAt(pieces, along(world, ride, stepOf(world) + TRAM_ASK_STEPS))
  if (must(pieces[soon], 'a piece').district === world.map.index) return undefined
  return crossingAfter(world, pieces, lastHere(pieces, soon, world.map.index))
}

/** How far along the course, in 1/160 m; at the goal at the latest. */
function along(world: World, { course, car, alights }: Ride, step: number): number {
  return Math.trunc(tramAt(must(world.city.tramways[course], 'a tramway').course, car, Math.min(step, alights)))
}

function pieceAt(pieces: readonly TramPiece[], at: number): number {
  let on = pieces.length - 1
  while (on > 0 && must(pieces[on], 'a piece').at > at) on -= 1
  return on
}

/** The last piece in the district before the car left it. */
function lastHere(pieces: readonly TramPiece[], from: number, district: number): number {
  let last = from
  do last = (last + pieces.length - 1) % pieces.length
  while (last !== from && must(pieces[last], 'a piece').district !== district)
  return last
}

function crossingAfter({ map }: World, pieces: readonly TramPiece[], last: number): Crossing | undefined {
  const node = map.net.to[must(pieces[last], 'a piece').edge]
  const beyond = must(pieces[(last + 1) % pieces.length], 'a piece').district
  return map.crossings.find((crossing) => crossing.node === node && crossing.district === beyond)
}
