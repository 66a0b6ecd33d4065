import { describe, expect, it } from 'vitest'
import { chooseQuality, pixelRatioFor } from './quality.ts'

describe('quality', () => {
  it('is what the address asks for, else fits the screen', () => {
    expect(chooseQuality(new URLSearchParams('quality=test'), 1920).name).toBe('test')
    expect(chooseQuality(new URLSearchParams('quality=nonsense'), 1920).name).toBe('high')
    expect(chooseQuality(new URLSearchParams(), 390).name).toBe('low')
  })

  it('draws the test picture at most 640 pixels wide', () => {
    const test = chooseQuality(new URLSearchParams('quality=test'), 1920)
    expect(pixelRatioFor(test, 1280, 2) * 1280).toBe(640)
    expect(pixelRatioFor(test, 320, 2)).toBe(1)
  })
})
