// The trams' timetable: where every car is at any step. One pure function for the simulation and for whoever draws them. [DET-1]
import { must } from '@civitas/kit/assert'
import { integerRoot } from '@civitas/kit/integer-root'

/** 1/160 m per step at full speed: 12 m per real second. */
export const TRAM_PER_STEP = 192
/** Steps for which a car stands at a stop: four seconds, time to get in. */
export const TRAM_DWELL_STEPS = 40
/** Steps from standing to full speed, and back: two seconds, or riders would fall over. */
const START_STEPS = 20
/** Steps between two cars at most: nobody waits longer than twenty seconds. */
const HEADWAY_STEPS = 200
/** 1/160 m in a metre. */
const PER_METRE = 160

/** A corner of the way, in metres of the city; `at` is how far along the course it lies, in 1/160 m. */
export interface TramCorner {
  x: number
  y: number
  at: number
}

/** A stop on the way: `at` along the course; `from` is the phase at which a car comes to stand there, in steps. */
export interface TramCall {
  stop: string
  at: number
  from: number
}

/** One way round, or there and back: where its last corner is, the first one is again. */
export interface TramCourse {
  /** Id and name of the line. */
  line: string
  name: string
  corners: readonly TramCorner[]
  /** In 1/160 m. */
  length: number
  /** By phase; the first one is at 0. */
  calls: readonly TramCall[]
  /** Steps of one way round. */
  cycle: number
  cars: number
}

interface TramLine {
  id: string
  name: string
  line: readonly (readonly [number, number])[]
  stops: readonly string[]
}

type Point = readonly [number, number]

/** Two courses of a line that ends where it begins, one each way; one of any other line, there and back between its last stops. */
export function tramCourses(lines: readonly TramLine[], stopAt: (id: string) => Point | undefined): TramCourse[] {
  return lines.flatMap(({ id, name, line, stops }) => {
    const stands = stops.flatMap((stop) => {
      const point = stopAt(stop)
      return point ? [{ stop, point }] : []
    })
    const [first, last] = [must(line[0], 'a corner'), must(line.at(-1), 'a corner')]
    const round = first[0] === last[0] && first[1] === last[1]
    const ways = round ? [line, line.toReversed()] : [thereAndBack(line, stands)]
    return ways.flatMap((way) => courseOf({ line: id, name }, way, stands))
  })
}

/** How far along its course a car is, in 1/160 m. Between two steps for those who draw; whole for whole steps is up to the caller. */
export function tramAt(course: TramCourse, car: number, step: number): number {
  const phase = phaseOf(course, car, step)
  const { calls, length } = course
  let index = calls.length - 1
  while (index > 0 && must(calls[index], 'a call').from > phase) index -= 1
  const { at, from } = must(calls[index], 'a call')
  const next = must(calls[(index + 1) % calls.length], 'a call')
  const way = calls.length === 1 ? length : (next.at - at + length) % length
  const moved = phase - from - TRAM_DWELL_STEPS
  return moved <= 0 ? at : (at + run(way, moved)) % length
}

/** A point of the course in metres of the city, and the way it goes there. */
export function tramPoint({ corners }: TramCourse, at: number): { x: number; y: number; toX: number; toY: number } {
  let index = corners.length - 2
  while (index > 0 && must(corners[index], 'a corner').at > at) index -= 1
  const [a, b] = [must(corners[index], 'a corner'), must(corners[index + 1], 'a corner')]
  const share = (at - a.at) / (b.at - a.at)
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, toX: b.x - a.x, toY: b.y - a.y }
}

/** A ride that could be taken: the car, the step from which one can get in, and the step at which it comes to stand at the goal. */
export interface TramRide {
  course: number
  car: number
  boards: number
  alights: number
}

/** The ride that arrives first of all that begin at this step or later; `undefined`: no line leads there, or all cars are full. */
export function nextRide(
  courses: readonly TramCourse[],
  way: { from: string; to: string; step: number },
  isFull: (course: number, car: number) => boolean = () => false,
): TramRide | undefined {
  let best: TramRide | undefined
  courses.forEach((of, course) => {
    for (const start of of.calls) {
      if (start.stop !== way.from) continue
      const travel = travelSteps(of, start, way.to)
      for (let car = 0; travel !== undefined && car < of.cars; car++) {
        const since = (phaseOf(of, car, way.step) - start.from + of.cycle) % of.cycle
        const stands = since < TRAM_DWELL_STEPS
        const arrives = stands ? way.step - since : way.step - since + of.cycle
        const alights = arrives + travel
        if ((best && best.alights <= alights) || isFull(course, car)) continue
        best = { course, car, boards: stands ? way.step : arrives, alights }
      }
    }
  })
  return best
}

/** Steps from one stop to the other, with the longest wait that there can be; `undefined` where no line leads. */
export function rideSteps(courses: readonly TramCourse[], from: string, to: string): number | undefined {
  let least: number | undefined
  for (const course of courses) {
    const headway = Math.trunc((course.cycle + course.cars - 1) / course.cars)
    for (const start of course.calls) {
      const steps = start.stop === from ? travelSteps(course, start, to) : undefined
      if (steps !== undefined && (least === undefined || headway + steps < least)) least = headway + steps
    }
  }
  return least
}

/** From standing at one call to standing at the next one of that stop. */
function travelSteps({ calls, cycle }: TramCourse, start: TramCall, to: string): number | undefined {
  let least: number | undefined
  for (const { stop, from } of calls) {
    if (stop !== to || stop === start.stop) continue
    const steps = (from - start.from + cycle) % cycle
    if (least === undefined || steps < least) least = steps
  }
  return least
}

function phaseOf({ cycle, cars }: TramCourse, car: number, step: number): number {
  return (step + Math.trunc((car * cycle) / cars)) % cycle
}

/** Gathers speed, runs, brakes: how far after that many steps of a way. */
function run(way: number, step: number): number {
  const steps = runSteps(way)
  const half = way / 2
  if (step * 2 <= steps) return Math.min(half, gathered(step))
  return way - Math.min(half, gathered(Math.max(0, steps - step)))
}

function gathered(step: number): number {
  if (step < START_STEPS) return (TRAM_PER_STEP * step * step) / (2 * START_STEPS)
  return TRAM_PER_STEP * (step - START_STEPS / 2)
}

function runSteps(way: number): number {
  return Math.trunc((way + TRAM_PER_STEP - 1) / TRAM_PER_STEP) + START_STEPS
}

function courseOf(
  { line, name }: { line: string; name: string },
  way: readonly Point[],
  stands: readonly { stop: string; point: Point }[],
): TramCourse[] {
  const corners = cornersOf(way)
  const length = must(corners.at(-1), 'a corner').at
  const called = stands
    .flatMap(({ stop, point }) => pointsOn(corners, point).map((at) => ({ stop, at: at % length })))
    .filter(({ stop, at }, index, all) => all.findIndex((one) => one.stop === stop && one.at === at) === index)
    .sort((a, b) => a.at - b.at)
  if (called.length === 0 || length === 0) return []
  let from = 0
  const calls = called.map(({ stop, at }, index): TramCall => {
    const begins = from
    const next = called[index + 1]?.at ?? must(called[0], 'a call').at + length
    from += TRAM_DWELL_STEPS + runSteps(next - at)
    return { stop, at, from: begins }
  })
  const cars = Math.max(1, Math.trunc((from + HEADWAY_STEPS - 1) / HEADWAY_STEPS))
  return [{ line, name, corners, length, calls, cycle: from, cars }]
}

/** Cars turn round at the last stops, whatever of the line lies beyond. */
function thereAndBack(line: readonly Point[], stands: readonly { point: Point }[]): Point[] {
  const corners = cornersOf(line)
  const ats = stands.flatMap(({ point }) => pointsOn(corners, point))
  const [from, to] = [Math.min(...ats), Math.max(...ats)]
  const within = corners.filter(({ at }) => at > from && at < to).map(({ x, y }): Point => [x, y])
  const ends = stands.flatMap(({ point }) => pointsOn(corners, point).map((at) => ({ at, point })))
  const first = ends.find(({ at }) => at === from)?.point
  const last = ends.find(({ at }) => at === to)?.point
  if (!first || !last) return [...line]
  const there = [first, ...within, last]
  return [...there, ...there.toReversed().slice(1)]
}

function cornersOf(way: readonly Point[]): TramCorner[] {
  let at = 0
  return way.map(([x, y], index) => {
    const before = way[index - 1] ?? [x, y]
    at += distance(before, [x, y])
    return { x, y, at }
  })
}

/** How far along the course a point lies: once for each time that it is passed. */
function pointsOn(corners: readonly TramCorner[], point: Point): number[] {
  const found: number[] = []
  for (let index = 1; index < corners.length; index++) {
    const [a, b] = [must(corners[index - 1], 'a corner'), must(corners[index], 'a corner')]
    const past = distance([a.x, a.y], point)
    const rest = distance(point, [b.x, b.y])
    // On the leg, to the grain of whole roots; its last point belongs to the next leg.
    const onLeg = past + rest <= b.at - a.at + 1 && (rest > 0 || index === corners.length - 1)
    if (onLeg) found.push(a.at + past)
  }
  return found
}

/** In 1/160 m. */
function distance([ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [(ax - bx) * PER_METRE, (ay - by) * PER_METRE]
  return integerRoot(dx * dx + dy * dy)
}
