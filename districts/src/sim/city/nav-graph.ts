// The net of footpaths: pieces cut where they cross, doors joined on, and for every pair of nodes the edge to take next.
// Built once at load. An edge is directed; edge e and edge e ^ 1 are the same stretch, walked the other way.
import { integerRoot, must } from '@civitas/kit'

import { NODES_MAX, PROGRESS_PER_UNIT } from '../limits.ts'
import { ScenarioError } from './scenario-error.ts'

/** No edge, in tables of edges. */
export const NO_EDGE = 0xffff
/** No way, in tables of distances. */
export const NO_WAY = 0xffff_ffff

/** Positions in 1/16 m, lengths in 1/160 m. */
export interface NavGraph {
  nodes: number
  nodeX: Int32Array
  nodeY: Int32Array
  edges: number
  from: Uint16Array
  to: Uint16Array
  length: Int32Array
  /** Start of each edge and the way along it, in 1/16 m. */
  startX: Int32Array
  startY: Int32Array
  alongX: Int32Array
  alongY: Int32Array
  /** Row per node, column per goal: the edge to take. */
  next: Uint16Array
  /** The same shape: how far it is. */
  distance: Uint32Array
  /** Some edge that starts at the node. */
  anyEdge: Uint16Array
}

/** A straight piece; ends in 1/16 m. */
export interface Piece {
  x0: number
  y0: number
  x1: number
  y1: number
}

export interface Point {
  x: number
  y: number
}

/**
 * Cuts the pieces at their crossings and at `stops` (points on pieces), and works out all ways.
 * Throws `ScenarioError` naming `path` when there are too many of them.
 */
export function buildNavGraph(pieces: readonly Piece[], stops: readonly Point[], path = 'paths'): NavGraph {
  return withWays(cutPieces(pieces, stops, path))
}

/** Corners, and pairs of them that are joined; more may be added before ways are worked out. */
export interface Cut {
  points: Point[]
  /** `a-b`, of indices. */
  links: string[]
}

/** The first half of that. */
export function cutPieces(pieces: readonly Piece[], stops: readonly Point[], path: string): Cut {
  const nodes = new Map<string, number>()
  const points: Point[] = []
  const links = new Set<string>()
  const nodeOf = (point: Point) => {
    const key = `${point.x},${point.y}`
    const known = nodes.get(key)
    if (known !== undefined) return known
    nodes.set(key, points.length)
    points.push({ x: point.x, y: point.y })
    return points.length - 1
  }
  const cuts = allCuts(pieces, stops)
  pieces.forEach((piece, index) => {
    const along = [...endsOf(piece), ...must(cuts[index], 'cuts of a piece')]
    along.sort((a, b) => squared(a, piece) - squared(b, piece))
    for (let i = 1; i < along.length; i++) {
      const a = nodeOf(must(along[i - 1], 'cut'))
      const b = nodeOf(must(along[i], 'cut'))
      if (a !== b) links.add(a < b ? `${a}-${b}` : `${b}-${a}`)
    }
  })
  if (points.length > NODES_MAX) {
    throw new ScenarioError(
      path,
      `${points.length} corners, crossings and doors; ${NODES_MAX} is the limit of a district`,
    )
  }
  return { points, links: [...links] }
}

function allCuts(pieces: readonly Piece[], stops: readonly Point[]): Point[][] {
  const cuts = pieces.map((piece) => stops.filter((stop) => liesOn(piece, stop)))
  for (let i = 0; i < pieces.length; i++) {
    for (let j = 0; j < i; j++) {
      const points = meetings(must(pieces[j], 'piece'), must(pieces[i], 'piece'))
      cuts[i]?.push(...points)
      cuts[j]?.push(...points)
    }
  }
  return cuts
}

/** Node at exactly this point, or -1. */
export function nodeAt(net: NavGraph, x: number, y: number): number {
  for (let node = 0; node < net.nodes; node++) if (net.nodeX[node] === x && net.nodeY[node] === y) return node
  return -1
}

/** The point of the piece nearest to `point`, in whole 1/16 m, and its squared distance. */
export function footOn(piece: Piece, point: Point): { x: number; y: number; squared: number } {
  const dx = piece.x1 - piece.x0
  const dy = piece.y1 - piece.y0
  const length2 = dx * dx + dy * dy
  const dot = (point.x - piece.x0) * dx + (point.y - piece.y0) * dy
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, dot / length2))
  const foot = { x: piece.x0 + round(dx * along), y: piece.y0 + round(dy * along) }
  const offX = foot.x - point.x
  const offY = foot.y - point.y
  return { ...foot, squared: offX * offX + offY * offY }
}

/** The second half. */
export function withWays({ points, links }: Cut): NavGraph {
  const nodes = points.length
  const edges = links.length * 2
  const net: NavGraph = {
    nodes,
    nodeX: Int32Array.from(points, (point) => point.x),
    nodeY: Int32Array.from(points, (point) => point.y),
    edges,
    from: new Uint16Array(edges),
    to: new Uint16Array(edges),
    length: new Int32Array(edges),
    startX: new Int32Array(edges),
    startY: new Int32Array(edges),
    alongX: new Int32Array(edges),
    alongY: new Int32Array(edges),
    next: new Uint16Array(nodes * nodes).fill(NO_EDGE),
    distance: new Uint32Array(nodes * nodes).fill(NO_WAY),
    anyEdge: new Uint16Array(nodes).fill(NO_EDGE),
  }
  links.forEach((link, index) => {
    const [a = 0, b = 0] = link.split('-').map(Number)
    const dx = (must(points[a], 'node').x - must(points[b], 'node').x) * PROGRESS_PER_UNIT
    const dy = (must(points[a], 'node').y - must(points[b], 'node').y) * PROGRESS_PER_UNIT
    setEdge(net, index * 2, a, b, integerRoot(dx * dx + dy * dy))
    setEdge(net, index * 2 + 1, b, a, integerRoot(dx * dx + dy * dy))
  })
  const into: number[][] = Array.from({ length: nodes }, () => [])
  for (let edge = 0; edge < edges; edge++) into[net.to[edge] ?? 0]?.push(edge)
  for (let goal = 0; goal < nodes; goal++) fillWaysTo(net, goal, into)
  return net
}

function setEdge(net: NavGraph, edge: number, from: number, to: number, length: number): void {
  net.from[edge] = from
  net.to[edge] = to
  net.length[edge] = length
  net.startX[edge] = net.nodeX[from] ?? 0
  net.startY[edge] = net.nodeY[from] ?? 0
  net.alongX[edge] = (net.nodeX[to] ?? 0) - (net.nodeX[from] ?? 0)
  net.alongY[edge] = (net.nodeY[to] ?? 0) - (net.nodeY[from] ?? 0)
  net.anyEdge[from] = edge
}

/** Shortest ways from everywhere to one goal (Dijkstra over a plain list: nets are small, this is load time). */
function fillWaysTo(net: NavGraph, goal: number, into: readonly number[][]): void {
  const { nodes, distance, next } = net
  distance[goal * nodes + goal] = 0
  const frontier = [goal]
  while (frontier.length > 0) {
    frontier.sort((a, b) => (distance[b * nodes + goal] ?? 0) - (distance[a * nodes + goal] ?? 0) || b - a)
    const node = must(frontier.pop(), 'frontier')
    const here = distance[node * nodes + goal] ?? NO_WAY
    for (const edge of must(into[node], 'node')) {
      const before = net.from[edge] ?? 0
      const there = here + (net.length[edge] ?? 0)
      if (there >= (distance[before * nodes + goal] ?? 0)) continue
      distance[before * nodes + goal] = there
      next[before * nodes + goal] = edge
      if (!frontier.includes(before)) frontier.push(before)
    }
  }
}

/** Where two pieces meet. The same points whichever comes first, so that both are cut at one node. */
function meetings(a: Piece, b: Piece): Point[] {
  const ends = [...endsOf(a).filter((end) => liesOn(b, end)), ...endsOf(b).filter((end) => liesOn(a, end))]
  if (ends.length > 0) return ends
  const ax = a.x1 - a.x0
  const ay = a.y1 - a.y0
  const bx = b.x1 - b.x0
  const by = b.y1 - b.y0
  const cross = ax * by - ay * bx
  if (cross === 0) return []
  const s = ((b.x0 - a.x0) * by - (b.y0 - a.y0) * bx) / cross
  const t = ((b.x0 - a.x0) * ay - (b.y0 - a.y0) * ax) / cross
  if (s < 0 || s > 1 || t < 0 || t > 1) return []
  return [{ x: a.x0 + round(ax * s), y: a.y0 + round(ay * s) }]
}

function endsOf(piece: Piece): Point[] {
  return [
    { x: piece.x0, y: piece.y0 },
    { x: piece.x1, y: piece.y1 },
  ]
}

function liesOn(piece: Piece, point: Point): boolean {
  return footOn(piece, point).squared === 0
}

function squared(point: Point, piece: Piece): number {
  return (point.x - piece.x0) * (point.x - piece.x0) + (point.y - piece.y0) * (point.y - piece.y0)
}

function round(value: number): number {
  return value < 0 ? -Math.trunc(-value + 0.5) : Math.trunc(value + 0.5)
}
