// Bodies in columns: where each one is on the net, where it is going, and the step that moves them all.
import { poses } from '@civitas/schema'
import type { NavGraph } from '../city/nav-graph.ts'
import { NO_EDGE, NO_WAY } from '../city/nav-graph.ts'
import { addRow, type Table } from '../columns.ts'
import { WALK_PER_STEP } from '../limits.ts'

/** Standing, heading for `goal`, or on the last stretch with the end in sight. */
export const STANDING = 0
const HEADING = 1
const LAST_STRETCH = 2

export const POSE_STANDING = poses.indexOf('standing')
/** Pose of those inside a building: nobody draws them. */
export const HIDDEN = 255

const FIRST_CAPACITY = 64

/** One row per resident. Progress in 1/160 m, positions in 1/16 m. */
export interface Motion extends Table {
  /** The directed edge it is on, how far along, and at what progress something happens. */
  edge: Uint16Array
  progress: Int32Array
  stop: Int32Array
  leg: Uint8Array
  /** Node it heads for, then the edge beyond it (NO_EDGE: none) and how far along that. */
  goal: Uint16Array
  lastEdge: Uint16Array
  lastStop: Int32Array
  /** 1/160 m per step. */
  pace: Uint8Array
  /** Derived from the above; not encoded. */
  x: Int32Array
  y: Int32Array
  pose: Uint8Array
}

/** A point of the net. */
export interface NetPoint {
  edge: number
  progress: number
}

export function createMotion(): Motion {
  return { count: 0, ...columns(FIRST_CAPACITY) }
}

/** Adds a row that stands at `node`; returns its slot. */
export function addMotion(motion: Motion, net: NavGraph, node: number): number {
  const slot = addRow(motion, columns)
  motion.pace[slot] = WALK_PER_STEP
  motion.pose[slot] = POSE_STANDING
  placeAt(motion, net, slot, nodePoint(net, node))
  return slot
}

/** Stands at a point of the net from now on. */
export function placeAt(motion: Motion, net: NavGraph, slot: number, point: NetPoint): void {
  motion.edge[slot] = point.edge
  motion.progress[slot] = point.progress
  halt(motion, slot)
  locate(motion, net, slot)
}

/** Stops where it is. */
export function halt(motion: Motion, slot: number): void {
  motion.leg[slot] = STANDING
  motion.stop[slot] = motion.progress[slot] ?? 0
  motion.goal[slot] = 0
  motion.lastEdge[slot] = NO_EDGE
  motion.lastStop[slot] = 0
}

export function pointOf(motion: Motion, slot: number): NetPoint {
  return { edge: motion.edge[slot] ?? 0, progress: motion.progress[slot] ?? 0 }
}

export function nodePoint(net: NavGraph, node: number): NetPoint {
  return { edge: net.anyEdge[node] ?? 0, progress: 0 }
}

/** The node where it stands, or -1 between nodes. */
export function nodeOf(motion: Motion, net: NavGraph, slot: number): number {
  const { edge, progress } = pointOf(motion, slot)
  if (progress === 0) return net.from[edge] ?? -1
  return progress === net.length[edge] ? (net.to[edge] ?? -1) : -1
}

/** Sets out for a point of the net by the shortest way. `false`, and nothing changed, when no way leads there. */
export function headFor(motion: Motion, net: NavGraph, slot: number, goal: NetPoint): boolean {
  const { edge, progress } = pointOf(motion, slot)
  if (goal.edge === edge || goal.edge === (edge ^ 1)) {
    const length = net.length[edge] ?? 0
    const end = goal.edge === edge ? goal.progress : length - goal.progress
    if (end < progress) turnBack(motion, slot, length)
    motion.leg[slot] = LAST_STRETCH
    motion.stop[slot] = end < progress ? length - end : end
    return true
  }
  const way = bestWay(net, { edge, progress }, goal)
  if (!way) return false
  if (way.back) turnBack(motion, slot, net.length[edge] ?? 0)
  motion.leg[slot] = HEADING
  motion.stop[slot] = net.length[edge] ?? 0
  motion.goal[slot] = way.node
  motion.lastEdge[slot] = way.rest === 0 ? NO_EDGE : way.lastEdge
  motion.lastStop[slot] = way.rest
  return true
}

/** Whether any way leads from one point to the other. */
export function leadsTo(net: NavGraph, from: NetPoint, goal: NetPoint): boolean {
  return (from.edge | 1) === (goal.edge | 1) || bestWay(net, from, goal) !== undefined
}

/**
 * Moves everybody by one step.
 * PERF: no allocation, one pass over plain columns; `bench/step.bench.ts` holds it to 3 × a bare loop.
 * The casts say what bounds checks cannot: every index below is within its column.
 */
export function moveBodies(motion: Motion, net: NavGraph): void {
  const { count, edge, progress, stop, leg, pace, x, y } = motion
  const { length, startX, startY, alongX, alongY } = net
  for (let slot = 0; slot < count; slot++) {
    if (leg[slot] === STANDING) continue
    let at = (progress[slot] as number) + (pace[slot] as number)
    if (at >= (stop[slot] as number)) at = turn(motion, net, slot, at)
    progress[slot] = at
    const on = edge[slot] as number
    const whole = length[on] as number
    x[slot] = (startX[on] as number) + Math.trunc(((alongX[on] as number) * at) / whole)
    y[slot] = (startY[on] as number) + Math.trunc(((alongY[on] as number) * at) / whole)
  }
}

/** At the end of an edge, or of the way: goes on over as many edges as the step reaches, and returns the progress on the last. */
function turn(motion: Motion, net: NavGraph, slot: number, progress: number): number {
  let at = progress
  for (;;) {
    const stop = motion.stop[slot] as number
    if (at < stop) return at
    const goal = motion.goal[slot] as number
    const node = net.to[motion.edge[slot] as number] as number
    const last = motion.lastEdge[slot] as number
    if (motion.leg[slot] === LAST_STRETCH || (node === goal && last === NO_EDGE)) {
      motion.leg[slot] = STANDING
      motion.pose[slot] = POSE_STANDING
      return stop
    }
    at -= stop
    const edge = node === goal ? last : (net.next[node * net.nodes + goal] as number)
    motion.edge[slot] = edge
    motion.stop[slot] = node === goal ? (motion.lastStop[slot] as number) : (net.length[edge] as number)
    if (node === goal) motion.leg[slot] = LAST_STRETCH
  }
}

/** Works out x and y from edge and progress. */
export function locate(motion: Motion, net: NavGraph, slot: number): void {
  const { edge, progress } = pointOf(motion, slot)
  const whole = net.length[edge] ?? 1
  motion.x[slot] = (net.startX[edge] ?? 0) + Math.trunc(((net.alongX[edge] ?? 0) * progress) / whole)
  motion.y[slot] = (net.startY[edge] ?? 0) + Math.trunc(((net.alongY[edge] ?? 0) * progress) / whole)
}

/** Over which end of its own edge, to which end of the goal's edge. */
function bestWay(net: NavGraph, from: NetPoint, goal: NetPoint) {
  const ahead = (net.length[from.edge] ?? 0) - from.progress
  const beyond = (net.length[goal.edge] ?? 0) - goal.progress
  let best: { back: boolean; node: number; lastEdge: number; rest: number } | undefined
  let shortest = NO_WAY
  for (const [back, start, first] of [
    [false, net.to[from.edge], ahead],
    [true, net.from[from.edge], from.progress],
  ] as const) {
    for (const [lastEdge, rest] of [
      [goal.edge, goal.progress],
      [goal.edge ^ 1, beyond],
    ] as const) {
      const node = net.from[lastEdge] ?? 0
      const between = net.distance[(start ?? 0) * net.nodes + node] ?? NO_WAY
      if (between === NO_WAY || first + between + rest >= shortest) continue
      shortest = first + between + rest
      best = { back, node, lastEdge, rest }
    }
  }
  return best
}

function turnBack(motion: Motion, slot: number, length: number): void {
  motion.edge[slot] = (motion.edge[slot] ?? 0) ^ 1
  motion.progress[slot] = length - (motion.progress[slot] ?? 0)
}

function columns(capacity: number): Omit<Motion, 'count'> {
  return {
    edge: new Uint16Array(capacity),
    progress: new Int32Array(capacity),
    stop: new Int32Array(capacity),
    leg: new Uint8Array(capacity),
    goal: new Uint16Array(capacity),
    lastEdge: new Uint16Array(capacity),
    lastStop: new Int32Array(capacity),
    pace: new Uint8Array(capacity),
    x: new Int32Array(capacity),
    y: new Int32Array(capacity),
    pose: new Uint8Array(capacity),
  }
}
