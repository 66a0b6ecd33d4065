// Which tiles of which districts the camera sees: the ground's outline in the picture, as rectangles of tiles.
import { TILE_METRES, tileGrid } from '@civitas/schema/frame'
import { type PerspectiveCamera, Vector3 } from 'three'
import type { CityMap } from '../net/city-map.ts'
import type { TileView } from '../net/motion.ts'

/** Rays that miss the ground end here, metres. */
const HORIZON = 2_500
/** People a little outside the picture are wanted too: they walk in. Metres. */
const MARGIN = 16

export interface Bounds {
  x0: number
  y0: number
  x1: number
  y1: number
}

export function tilesInView(camera: PerspectiveCamera, map: CityMap): TileView[] {
  return tilesWithin(groundBounds(camera), map)
}

/** Tiles that touch a rectangle in city metres. */
export function tilesWithin(bounds: Bounds, map: CityMap): TileView[] {
  const views: TileView[] = []
  for (const [district, { at, size }] of map.districts.entries()) {
    const { columns, rows } = tileGrid(...size)
    const x0 = Math.max(0, Math.floor((bounds.x0 - at[0]) / TILE_METRES))
    const y0 = Math.max(0, Math.floor((bounds.y0 - at[1]) / TILE_METRES))
    const x1 = Math.min(columns - 1, Math.floor((bounds.x1 - at[0]) / TILE_METRES))
    const y1 = Math.min(rows - 1, Math.floor((bounds.y1 - at[1]) / TILE_METRES))
    if (x0 <= x1 && y0 <= y1) views.push({ district, x0, y0, x1, y1 })
  }
  return views
}

function groundBounds(camera: PerspectiveCamera): Bounds {
  const bounds = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const [x, y] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const ray = new Vector3(x, y, 0.5).unproject(camera).sub(camera.position).normalize()
    const reach = ray.y < -1e-4 ? Math.min(HORIZON, -camera.position.y / ray.y) : HORIZON
    const hit = ray.multiplyScalar(reach).add(camera.position)
    bounds.x0 = Math.min(bounds.x0, hit.x - MARGIN)
    bounds.x1 = Math.max(bounds.x1, hit.x + MARGIN)
    bounds.y0 = Math.min(bounds.y0, hit.z - MARGIN)
    bounds.y1 = Math.max(bounds.y1, hit.z + MARGIN)
  }
  return bounds
}
