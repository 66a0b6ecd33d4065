// Makes one publish's bundles: viewers with the same camera and the same past share the same bytes. [§13]
import { ByteWriter } from '@civitas/kit'
import { type BundleSection, writeBundle } from '@civitas/schema'
import { type Camera, newlySeen } from './camera.ts'
import type { DistrictMirror } from './district-mirror.ts'

export class Bundles {
  private readonly made = new Map<string, Uint8Array>()
  private readonly writer: ByteWriter
  private readonly mirrors: readonly DistrictMirror[]
  private readonly sequence: number
  private readonly seal: (bundle: Uint8Array) => Uint8Array

  /** @param seal wraps a finished bundle for the socket, once for all who get it */
  constructor(
    mirrors: readonly DistrictMirror[],
    sequence: number,
    seal: (bundle: Uint8Array) => Uint8Array,
    writer: ByteWriter,
  ) {
    this.mirrors = mirrors
    this.sequence = sequence
    this.seal = seal
    this.writer = writer
  }

  /** How many different bundles were made. */
  get count(): number {
    return this.made.size
  }

  /** For a viewer that had everything `before` saw, and now looks through `camera`. `BLIND`: it has nothing. */
  get(before: Camera, camera: Camera): Uint8Array {
    const key = before.key === camera.key ? camera.key : `${before.key}>${camera.key}`
    let bytes = this.made.get(key)
    if (!bytes) {
      bytes = this.make(before, camera)
      this.made.set(key, bytes)
    }
    return bytes
  }

  private make(before: Camera, camera: Camera): Uint8Array {
    const fresh = before.key === camera.key ? undefined : newlySeen(before, camera)
    const sections: BundleSection[] = []
    for (const [district, tiles] of camera.tiles) {
      const mirror = this.mirrors[district]
      if (!mirror) continue
      const made = sectionsOf(district, mirror, tiles, mirror.broken ? new Set(tiles) : fresh?.get(district))
      // A border alone: the district is out of sight, and its steps matter to nobody.
      sections.push(...(tiles.length > 1 ? made : made.filter(({ tiles: told }) => told.length > 0)))
    }
    this.writer.reset()
    writeBundle(this.writer, this.sequence, sections)
    return this.seal(this.writer.copy())
  }
}

/** Every frame's deltas in order; tiles that are new to the viewer come once, as they are after the last frame. */
function sectionsOf(
  district: number,
  mirror: DistrictMirror,
  tiles: readonly number[],
  fresh: ReadonlySet<number> | undefined,
): BundleSection[] {
  const { epoch } = mirror
  const sections = mirror.pending.map((frame): BundleSection => {
    const section: BundleSection = { district, epoch, step: frame.step, tiles: [] }
    for (const tile of tiles) {
      const body = fresh?.has(tile) ? undefined : frame.tiles.get(tile)
      if (body) section.tiles.push({ tile, ...body })
    }
    return section
  })
  if (!fresh || fresh.size === 0) return sections
  let last = sections.at(-1)
  if (!last) sections.push((last = { district, epoch, step: mirror.step, tiles: [] }))
  for (const tile of fresh) {
    const bytes = mirror.keyframe(tile)
    if (bytes) last.tiles.push({ tile, keyframe: true, bytes })
  }
  return sections
}
