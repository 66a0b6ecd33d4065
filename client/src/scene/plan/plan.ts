// What a city plan consists of: plain data that the layers of the scene turn into meshes. Metres; x east, z south, y up.

export interface Rect {
  x0: number
  z0: number
  x1: number
  z1: number
}

/** Window patterns of a wall: the number is what the shader branches on. */
export const windows = { none: 0, framed: 1, tall: 2, bands: 3, glass: 4 } as const
/** What a flat roof carries. */
export const roofKinds = { plain: 0, deck: 1, lit: 2, garden: 3 } as const

/** A rounded box that stands on `y`. */
export interface Box {
  x: number
  y: number
  z: number
  width: number
  height: number
  depth: number
  turn: number
  color: string
  windows: number
  roof: number
}

/** A gable roof: a prism whose ridge runs along its depth. */
export interface Gable {
  x: number
  y: number
  z: number
  width: number
  height: number
  depth: number
  turn: number
  color: string
}

export interface Tree {
  x: number
  y: number
  z: number
  scale: number
  kind: 'round' | 'pine'
  color: string
}

/** A rounded plate of ground whose top lies at `y`. */
export interface Plate extends Rect {
  radius: number
  y: number
  thickness: number
  color: string
}

/** A flat strip, turned about its middle. */
export interface Strip {
  x: number
  z: number
  y: number
  length: number
  width: number
  turn: number
  color: string
}

export interface Lamp {
  x: number
  z: number
}

/** A one-off shape, merged with all others into one mesh. */
export interface Ornament {
  kind: 'fountain' | 'spire' | 'dome' | 'lighthouse' | 'hill' | 'boat' | 'bench' | 'awning-pole' | 'sign'
  x: number
  y: number
  z: number
  size: number
  turn: number
  color: string
}

/** A footprint that darkens the ground around it. */
export interface Shade extends Rect {
  strength: number
}

/** Where a building stands, for picking and labels. */
interface Footprint extends Rect {
  id: string
  name: string
  top: number
}

export interface Island extends Rect {
  radius: number
}

export interface CityPlan {
  bounds: Rect
  boxes: Box[]
  gables: Gable[]
  trees: Tree[]
  plates: Plate[]
  strips: Strip[]
  lamps: Lamp[]
  ornaments: Ornament[]
  shades: Shade[]
  footprints: Footprint[]
  islands: Island[]
  clouds: { x: number; y: number; z: number; size: number }[]
}

export function emptyPlan(bounds: Rect): CityPlan {
  return {
    bounds,
    boxes: [],
    gables: [],
    trees: [],
    plates: [],
    strips: [],
    lamps: [],
    ornaments: [],
    shades: [],
    footprints: [],
    islands: [],
    clouds: [],
  }
}

export function rectOf(at: readonly [number, number], size: readonly [number, number]): Rect {
  return { x0: at[0], z0: at[1], x1: at[0] + size[0], z1: at[1] + size[1] }
}

export function grow(rect: Rect, by: number): Rect {
  return { x0: rect.x0 - by, z0: rect.z0 - by, x1: rect.x1 + by, z1: rect.z1 + by }
}
