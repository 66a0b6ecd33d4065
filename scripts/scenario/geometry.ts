// Plane geometry for the checks and the map: points, rectangles and straight pieces, all in metres.

export type Point = readonly [number, number]

export interface Rect {
  x0: number
  y0: number
  x1: number
  y1: number
}

export interface Piece {
  from: Point
  to: Point
}

export function rectOf({ at, size }: { at: Point; size: Point }): Rect {
  return { x0: at[0], y0: at[1], x1: at[0] + size[0], y1: at[1] + size[1] }
}

/** Edges may touch. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

export function contains(outer: Rect, inner: Rect): boolean {
  return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 && inner.y1 <= outer.y1
}

export function holds(rect: Rect, [x, y]: Point): boolean {
  return x >= rect.x0 && x <= rect.x1 && y >= rect.y0 && y <= rect.y1
}

/** From a point to the nearest point of a straight piece. */
export function distanceTo({ from, to }: Piece, [x, y]: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / square
  const along = Math.min(1, Math.max(0, share))
  return Math.hypot(x - from[0] - dx * along, y - from[1] - dy * along)
}

/** Points along a piece, ends included, at most `step` metres apart. */
export function samples({ from, to }: Piece, step: number): Point[] {
  const parts = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step))
  return Array.from({ length: parts + 1 }, (_, i): Point => {
    return [from[0] + ((to[0] - from[0]) * i) / parts, from[1] + ((to[1] - from[1]) * i) / parts]
  })
}

/** Whether a piece runs through the inside of a rectangle (Liang and Barsky: clip it, see whether anything is left). */
export function runsThrough({ from, to }: Piece, { x0, y0, x1, y1 }: Rect): boolean {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  let [enter, leave] = [0, 1]
  for (const [along, room] of [
    [-dx, from[0] - x0],
    [dx, x1 - from[0]],
    [-dy, from[1] - y0],
    [dy, y1 - from[1]],
  ] as const) {
    if (along === 0 && room <= 0) return false
    if (along < 0) enter = Math.max(enter, room / along)
    if (along > 0) leave = Math.min(leave, room / along)
  }
  return enter < leave
}
