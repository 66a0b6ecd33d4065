// A one-metre grid of what is taken, so that no tree grows in a street.
import type { Rect } from './plan.ts'

export class Occupancy {
  private readonly cells: Uint8Array
  private readonly bounds: Rect
  private readonly columns: number

  constructor(bounds: Rect) {
    this.bounds = bounds
    this.columns = Math.ceil(bounds.x1 - bounds.x0)
    this.cells = new Uint8Array(this.columns * Math.ceil(bounds.z1 - bounds.z0))
  }

  take(rect: Rect): void {
    for (let z = Math.floor(rect.z0); z < rect.z1; z++) {
      for (let x = Math.floor(rect.x0); x < rect.x1; x++) {
        const cell = this.cell(x, z)
        if (cell !== undefined) this.cells[cell] = 1
      }
    }
  }

  /** Takes everything within `reach` of the segment. */
  takeLine(from: readonly [number, number], to: readonly [number, number], reach: number): void {
    const length = Math.max(1, Math.hypot(to[0] - from[0], to[1] - from[1]))
    for (let along = 0; along <= length; along++) {
      const x = from[0] + ((to[0] - from[0]) * along) / length
      const z = from[1] + ((to[1] - from[1]) * along) / length
      this.take({ x0: x - reach, z0: z - reach, x1: x + reach, z1: z + reach })
    }
  }

  /** Free, and inside the grid. */
  free(x: number, z: number): boolean {
    const cell = this.cell(Math.floor(x), Math.floor(z))
    return cell !== undefined && this.cells[cell] === 0
  }

  private cell(x: number, z: number): number | undefined {
    const column = Math.floor(x - this.bounds.x0)
    const row = Math.floor(z - this.bounds.z0)
    if (column < 0 || row < 0 || column >= this.columns) return undefined
    const cell = row * this.columns + column
    return cell < this.cells.length ? cell : undefined
  }
}
