// Writes bundles as a gateway would, for tests of what reads them.
import { ByteWriter } from '@civitas/kit'
import {
  type Border,
  type BundleSection,
  type TileMember,
  writeBorder,
  writeBundle,
  writeMember,
} from '@civitas/schema/frame'

export function keyframe(members: readonly TileMember[]): Uint8Array {
  const out = new ByteWriter()
  out.varint(members.length)
  for (const member of members) writeMember(out, member)
  return out.copy()
}

export function border(told: Border): Uint8Array {
  const out = new ByteWriter()
  writeBorder(out, told)
  return out.copy()
}

/** A delta that moves the only member of a tile, in 1/16 m. */
export function moveOnly(dx: number, dy: number): Uint8Array {
  const out = new ByteWriter()
  out.varint(0)
  out.u8(1)
  out.i8(dx)
  out.i8(dy)
  out.varint(0)
  out.varint(0)
  return out.copy()
}

export function bundle(sequence: number, sections: readonly BundleSection[]): Uint8Array {
  const out = new ByteWriter()
  writeBundle(out, sequence, sections)
  return out.copy()
}
