import { expect, test } from 'vitest'
import { pack, unpack } from './pack.ts'

test('packed values come back, and are small', async () => {
  const value = Array.from({ length: 200 }, (_, i) => ({ resident: i, action: 'wait', words: 'ü' }))
  const packed = await pack(value)
  expect(await unpack(packed)).toEqual(value)
  expect(packed.length).toBeLessThan(JSON.stringify(value).length / 4)
})

test('bytes in an unknown format are an error, not a guess', async () => {
  await expect(unpack(Uint8Array.of(7, 1, 2))).rejects.toThrow(/unknown format 7/)
})
