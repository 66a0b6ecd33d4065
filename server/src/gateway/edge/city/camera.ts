// What a camera sees: tiles per district, clipped to the city. Cameras that see the same share one object's key.
import { borderTile, type CameraMessage, tileGrid } from '@civitas/schema'

export interface Grid {
  columns: number
  rows: number
}

export interface Camera {
  /** The same for all cameras that see the same tiles. */
  key: string
  /** Tiles by district index; of districts out of sight the border alone. Empty when nothing is in sight. */
  tiles: ReadonlyMap<number, readonly number[]>
}

export const BLIND: Camera = { key: '', tiles: new Map() }

export function gridsOf(districts: readonly { size: readonly [number, number] }[]): Grid[] {
  return districts.map(({ size }) => tileGrid(size[0], size[1]))
}

/** Of several views of one district the last holds. */
export function cameraOf({ views }: CameraMessage, grids: readonly Grid[]): Camera {
  const tiles = new Map<number, number[]>()
  for (const view of views) {
    const grid = grids[view.district]
    const seen = grid ? tilesIn(view, grid) : []
    if (seen.length > 0) tiles.set(view.district, seen)
    else tiles.delete(view.district)
  }
  const key = [...tiles]
    .sort(([a], [b]) => a - b)
    .map(([district, [first, ...rest]]) => `${district}:${first}-${rest.at(-1) ?? first}`)
    .join(' ')
  // Who came over may have left a district that is in sight. [HND-2]
  if (tiles.size > 0) {
    for (const [district, grid] of grids.entries())
      tiles.set(district, [...(tiles.get(district) ?? []), borderTile(grid)])
  }
  return { key, tiles }
}

/** A rectangle is told by its first and last tile, because all of a district's tiles are numbered row by row. */
function tilesIn(view: CameraMessage['views'][number], { columns, rows }: Grid): number[] {
  const tiles: number[] = []
  for (let y = view.y0; y <= Math.min(view.y1, rows - 1); y++) {
    for (let x = view.x0; x <= Math.min(view.x1, columns - 1); x++) tiles.push(y * columns + x)
  }
  return tiles
}

/** Tiles that `now` sees and `before` did not, by district. */
export function newlySeen(before: Camera, now: Camera): Map<number, ReadonlySet<number>> {
  const fresh = new Map<number, ReadonlySet<number>>()
  for (const [district, tiles] of now.tiles) {
    const known = new Set(before.tiles.get(district))
    fresh.set(district, new Set(tiles.filter((tile) => !known.has(tile))))
  }
  return fresh
}
