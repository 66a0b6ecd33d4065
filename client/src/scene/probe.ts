// The read-only probe `window.__scene`: what tests, and curious people, may look at.
import type { TileView } from '../net/motion.ts'
import type { DrawnResident } from './crowd/read-back.ts'

/** What the page shows, for tests and curious people. Nothing here can be written to. */
export interface SceneProbe {
  readonly ready: boolean
  readonly frames: number
  readonly connection: string
  readonly views: readonly TileView[]
  /** Step shown per district, undefined where nothing is known. */
  readonly steps: readonly (number | undefined)[]
  readonly epochs: readonly (number | undefined)[]
  readonly info: { calls: number; triangles: number; geometries: number; textures: number }
  /** JavaScript time of the frame, drawing calls included, ms: median and 95th of a hundred. */
  readonly frameMs: { median: number; p95: number }
  /** The residents on show, read back from the graphics card, with the steps that they belong to. */
  drawn(): Promise<{
    steps: readonly (number | undefined)[]
    views: readonly TileView[]
    residents: DrawnResident[]
    /** Those among them who wait at a gate: they left one district, and no other shows them yet. */
    waiting: readonly number[]
  }>
  /** Every place at which a resident stands in the frame on show, city metres: more than one would be a fault. */
  placesOf(resident: number): { x: number; y: number }[]
  /** Where the camera looks, city metres. */
  readonly target: { x: number; y: number }
  /** Pixel position of a resident on the page; undefined when it is not drawn. */
  pixelOf(resident: number): { x: number; y: number } | undefined
  /** With `?quality=test` alone: draws everybody this many metres too far east. */
  shiftForTest?(metres: number): void
}

declare global {
  interface Window {
    __scene?: SceneProbe
  }
}
