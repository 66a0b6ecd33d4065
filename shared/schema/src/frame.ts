// Packed motion: how one tile's residents travel from a district to a gateway's mirror, and on to viewers. [§13]
//
// A tile is TILE_METRES × TILE_METRES of a district, numbered row by row. Its members stand in slots 0 … n-1.
// All lengths are 1/16 m; x and y are relative to the tile's north-west corner.
//
//   member    ::= number:varint  x:u16  y:u16  pose:u8
//   keyframe  ::= count:varint   member × count
//   delta     ::= leaves:varint  slot:varint × leaves        (each: last member moves into the slot)
//                 moved:u8 × ceil(n/8)                       (bit per remaining slot, lowest first)
//                 dx:i8 dy:i8 × moved bits
//                 poses:varint   (slot:varint pose:u8) × poses
//                 enters:varint  member × enters             (appended in order)
//
// One number beyond the last tile stands for the border: who crossed it lately. Readers that do not know it skip it as out of sight.
//
//   border    ::= keyframe                                   (who left; x and y from the district's corner)
//                 (epoch:varint step:varint) × count         (of each, in order: its handoff epoch, the step at which it left)
//                 came:varint  (number:varint epoch:varint) × came
//
// Its body is whole each time. Without the keyframe flag it is a change, and counts only for who knows what was before.
//
// What a viewer gets is a bundle:
//
//   bundle    ::= sequence:varint  section × (until the end)
//   section   ::= district:u8  epoch:varint  step:varint  tiles:varint  (tile:varint flags:u8 length:varint body) × tiles
//   flags     ::= bit 0: body is a keyframe, else a delta
import { ByteReader, ByteWriter } from '@civitas/kit'

/** Edge of a tile in metres. */
export const TILE_METRES = 32
/** Wire units per metre. */
export const UNITS_PER_METRE = 16
/** Bit 0 of a tile's flags. */
export const KEYFRAME_FLAG = 1

/** Steps for which a leaver is drawn at the most: longer than a failover takes, in which the arrival waits for a new host. */
export const LEAVER_STEPS = 150

/** What a resident is seen doing. The number is the wire value. */
export const poses = ['standing', 'walking', 'talking', 'working', 'eating', 'resting', 'fainted'] as const
export type Pose = (typeof poses)[number]

/** How many tiles a district of this size has. Sizes in metres. */
export function tileGrid(sizeX: number, sizeY: number): { columns: number; rows: number } {
  return { columns: Math.ceil(sizeX / TILE_METRES), rows: Math.ceil(sizeY / TILE_METRES) }
}

/** The number under which the border of a district of this size travels among its tiles. */
export function borderTile({ columns, rows }: { columns: number; rows: number }): number {
  return columns * rows
}

/** One resident in a tile; x and y in 1/16 m from the tile's corner. */
export interface TileMember {
  resident: number
  x: number
  y: number
  pose: number
}

export function writeMember(out: ByteWriter, member: TileMember): void {
  out.varint(member.resident)
  out.u16(member.x)
  out.u16(member.y)
  out.u8(member.pose)
}

/** A reader's copy of one tile, kept exact by keyframes and deltas. */
export class TileMirror {
  members: TileMember[] = []

  /** Replaces everything by what the keyframe holds. */
  applyKeyframe(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes)
    this.members = readMembers(reader)
  }

  /** Applies one delta. Throws `RangeError` when it does not fit: the reader then needs a keyframe. */
  applyDelta(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes)
    this.applyLeaves(reader)
    this.applyMoves(reader)
    for (let left = reader.varint(); left > 0; left--) {
      const member = this.memberAt(reader.varint())
      member.pose = reader.u8()
    }
    for (const member of readMembers(reader)) this.members.push(member)
  }

  /** This tile as a keyframe body. */
  writeKeyframe(out: ByteWriter): void {
    out.varint(this.members.length)
    for (const member of this.members) writeMember(out, member)
  }

  private applyLeaves(reader: ByteReader): void {
    for (let left = reader.varint(); left > 0; left--) {
      const slot = reader.varint()
      this.memberAt(slot)
      const last = this.members.pop()
      if (last && slot < this.members.length) this.members[slot] = last
    }
  }

  private applyMoves(reader: ByteReader): void {
    const mask = reader.raw((this.members.length + 7) >> 3)
    for (let slot = 0; slot < this.members.length; slot++) {
      if (((mask[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0) continue
      const member = this.memberAt(slot)
      member.x += reader.i8()
      member.y += reader.i8()
    }
  }

  private memberAt(slot: number): TileMember {
    const member = this.members[slot]
    if (!member) throw new RangeError(`no member in slot ${slot}`)
    return member
  }
}

function readMembers(reader: ByteReader): TileMember[] {
  const members: TileMember[] = []
  for (let left = reader.varint(); left > 0; left--) {
    members.push({ resident: reader.varint(), x: reader.u16(), y: reader.u16(), pose: reader.u8() })
  }
  return members
}

/** Somebody who left over the border: it is drawn where it left until another district shows it with this handoff epoch. [HND-2] */
export interface Leaver extends TileMember {
  epoch: number
  /** Step of this district at which it left. */
  step: number
}

/** Who crossed a district's border lately. Epochs are those of the handoff. [HND] */
export interface Border {
  left: readonly Leaver[]
  came: readonly { resident: number; epoch: number }[]
}

export function writeBorder(out: ByteWriter, { left, came }: Border): void {
  out.varint(left.length)
  for (const member of left) writeMember(out, member)
  for (const { epoch, step } of left) {
    out.varint(epoch)
    out.varint(step)
  }
  out.varint(came.length)
  for (const { resident, epoch } of came) {
    out.varint(resident)
    out.varint(epoch)
  }
}

/** Throws `RangeError` on a short buffer. */
export function readBorder(bytes: Uint8Array): Border {
  const reader = new ByteReader(bytes)
  const left = readMembers(reader).map((member) => ({ ...member, epoch: reader.varint(), step: reader.varint() }))
  const came: { resident: number; epoch: number }[] = []
  for (let rest = reader.varint(); rest > 0; rest--) came.push({ resident: reader.varint(), epoch: reader.varint() })
  return { left, came }
}

/** One district's part of a bundle. */
export interface BundleSection {
  district: number
  epoch: number
  step: number
  tiles: { tile: number; keyframe: boolean; bytes: Uint8Array }[]
}

export function writeBundle(out: ByteWriter, sequence: number, sections: readonly BundleSection[]): void {
  out.varint(sequence)
  for (const section of sections) {
    out.u8(section.district)
    out.varint(section.epoch)
    out.varint(section.step)
    out.varint(section.tiles.length)
    for (const { tile, keyframe, bytes } of section.tiles) {
      out.varint(tile)
      out.u8(keyframe ? KEYFRAME_FLAG : 0)
      out.varint(bytes.length)
      out.raw(bytes)
    }
  }
}

/** Reads a bundle; tile bodies are views into `bytes`. Throws `RangeError` on a short or foreign buffer. */
export function readBundle(bytes: Uint8Array): { sequence: number; sections: BundleSection[] } {
  const reader = new ByteReader(bytes)
  const sequence = reader.varint()
  const sections: BundleSection[] = []
  while (!reader.done) {
    const section: BundleSection = { district: reader.u8(), epoch: reader.varint(), step: reader.varint(), tiles: [] }
    for (let left = reader.varint(); left > 0; left--) {
      const tile = reader.varint()
      const keyframe = (reader.u8() & KEYFRAME_FLAG) !== 0
      section.tiles.push({ tile, keyframe, bytes: reader.raw(reader.varint()) })
    }
    sections.push(section)
  }
  return { sequence, sections }
}
