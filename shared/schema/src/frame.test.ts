import { ByteWriter } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { type Border, borderTile, readBorder, TileMirror, tileGrid, writeBorder } from './frame.ts'

const border: Border = {
  left: [{ resident: 300, x: 4096, y: 2048, pose: 0, epoch: 3, step: 1_000 }],
  came: [{ resident: 1_000_000, epoch: 129 }],
}

function bytesOf(told: Border): Uint8Array {
  const out = new ByteWriter()
  writeBorder(out, told)
  return out.copy()
}

describe('the border of a district in frames', () => {
  it('[HND-2, §13] has these bytes', () => {
    expect(Buffer.from(bytesOf(border)).toString('hex')).toBe('01ac02001000080003e80701c0843d8101')
    expect(readBorder(bytesOf(border))).toEqual(border)
  })

  it('reads as a keyframe of those who left, for readers that know tiles alone', () => {
    const mirror = new TileMirror()
    mirror.applyKeyframe(bytesOf(border))
    expect(mirror.members).toEqual([{ resident: 300, x: 4096, y: 2048, pose: 0 }])
  })

  it('throws when the buffer is short', () => {
    for (let length = 0; length < bytesOf(border).length; length++) {
      expect(() => readBorder(bytesOf(border).subarray(0, length))).toThrow(RangeError)
    }
  })

  it('travels one number beyond the last tile', () => {
    expect(borderTile(tileGrid(256, 250))).toBe(64)
  })
})
