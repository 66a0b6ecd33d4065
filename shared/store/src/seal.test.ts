import { describe, expect, test } from 'vitest'
import { MasterKeyError } from './errors.ts'
import { createSeal, newMasterKey, openText, sealText } from './seal.ts'

const seal = createSeal(newMasterKey())

describe('seal', () => {
  test('[DET-5] what was sealed opens again, and never looks the same twice', () => {
    const [one, two] = [sealText(seal, 'name:1', 'Ada ü'), sealText(seal, 'name:1', 'Ada ü')]
    expect(openText(seal, 'name:1', one)).toBe('Ada ü')
    expect(Buffer.from(one).equals(two)).toBe(false)
    expect(Buffer.from(one).includes('Ada')).toBe(false)
    expect(openText(seal, 'empty', sealText(seal, 'empty', ''))).toBe('')
  })

  test('a piece moved to another purpose, changed, cut, or sealed under another key does not open', () => {
    const sealed = sealText(seal, 'name:1', 'Ada')
    expect(() => seal.open('name:2', sealed)).toThrow(MasterKeyError)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => seal.open('name:1', changed)).toThrow(MasterKeyError)
    }
    expect(() => seal.open('name:1', sealed.subarray(0, 10))).toThrow(MasterKeyError)
    expect(() => createSeal(newMasterKey()).open('name:1', sealed)).toThrow(/CIVITAS_MASTER_KEY/)
  })

  test('a short master key is refused with advice', () => {
    expect(() => createSeal('hunter2')).toThrow(/at least 32 characters.*openssl/)
  })
})
