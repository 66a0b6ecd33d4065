// Ten thousand people on a street grid for the benchmark of the viewer stream: four in five walk, one in five rides.
import { hash32 } from '@civitas/kit'
import { TILE_METRES, UNITS_PER_METRE } from '@civitas/schema'

/** Edge of the benchmark's district: 16 × 16 tiles. */
export const EDGE_METRES = 512
const EDGE_UNITS = EDGE_METRES * UNITS_PER_METRE
/** Streets lie this far apart; at each crossing some turn. */
const BLOCK_UNITS = 32 * UNITS_PER_METRE
/** 3 m/s and 12 m/s at ten steps a second, in 1/160 m: as the city's own units. */
const STEP_160 = [48, 192] as const
const UNITS_160 = 10

/** The columns that the districts' encoder reads of a world. */
export class Walkers {
  readonly count: number
  readonly x: Int32Array
  readonly y: Int32Array
  readonly pose: Uint8Array
  private readonly at160: Int32Array
  private readonly across: Int32Array
  private readonly heading: Uint8Array
  private step = 0

  constructor(count: number) {
    this.count = count
    this.x = new Int32Array(count)
    this.y = new Int32Array(count)
    this.pose = new Uint8Array(count).fill(1)
    this.at160 = new Int32Array(count)
    this.across = new Int32Array(count)
    this.heading = new Uint8Array(count)
    const streets = EDGE_UNITS / BLOCK_UNITS
    for (let slot = 0; slot < count; slot++) {
      this.at160[slot] = (hash32(1, 0, slot, 1) % EDGE_UNITS) * UNITS_160
      this.across[slot] = ((hash32(1, 0, slot, 2) % streets) + 0.5) * BLOCK_UNITS
      this.heading[slot] = hash32(1, 0, slot, 3) % 4
      this.place(slot)
    }
  }

  /** One step of a tenth of a second. */
  walk(): void {
    this.step++
    const most = (EDGE_UNITS - 1) * UNITS_160
    for (let slot = 0; slot < this.count; slot++) {
      const heading = this.heading[slot] ?? 0
      const stride = STEP_160[slot % 5 === 0 ? 1 : 0]
      const next = (this.at160[slot] ?? 0) + (heading & 2 ? stride : -stride)
      if (next < 0 || next > most) this.heading[slot] = heading ^ 2
      else this.at160[slot] = next
      if (hash32(2, this.step, slot, 4) % 100 === 0) this.turn(slot)
      this.place(slot)
    }
  }

  /** Goes on along the crossing street, if it is at one. */
  private turn(slot: number): void {
    const along = Math.trunc((this.at160[slot] ?? 0) / UNITS_160)
    if (Math.abs((along % BLOCK_UNITS) - BLOCK_UNITS / 2) > 8) return
    const crossing = (Math.trunc(along / BLOCK_UNITS) + 0.5) * BLOCK_UNITS
    this.at160[slot] = (this.across[slot] ?? 0) * UNITS_160
    this.across[slot] = crossing
    this.heading[slot] = (this.heading[slot] ?? 0) ^ 1
  }

  private place(slot: number): void {
    const along = Math.trunc((this.at160[slot] ?? 0) / UNITS_160)
    const across = this.across[slot] ?? 0
    const eastward = ((this.heading[slot] ?? 0) & 1) === 0
    this.x[slot] = eastward ? along : across
    this.y[slot] = eastward ? across : along
  }
}

export const COLUMNS = EDGE_METRES / TILE_METRES

/** The camera of a viewer: five by five tiles around one of at most 256 places. */
export function viewOf(viewer: number): { district: number; x0: number; y0: number; x1: number; y1: number } {
  const cell = (viewer * 37) % (COLUMNS * COLUMNS)
  const [x, y] = [cell % COLUMNS, Math.trunc(cell / COLUMNS)]
  const low = (at: number) => Math.max(0, at - 2)
  const high = (at: number) => Math.min(COLUMNS - 1, at + 2)
  return { district: 0, x0: low(x), y0: low(y), x1: high(x), y1: high(y) }
}
