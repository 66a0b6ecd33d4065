import { describe, expect, it } from 'vitest'
import { daylightAt } from './daylight.ts'

describe('daylight', () => {
  it('is dark at midnight, bright at noon, and meets itself at the turn of the day', () => {
    expect(daylightAt(0).night).toBe(1)
    expect(daylightAt(0.5).night).toBe(0)
    expect(daylightAt(0.999).sky.getHexString()).toBe(daylightAt(0).sky.getHexString())
  })

  it('changes without a jump, and the light always comes from above', () => {
    let before = daylightAt(0)
    for (let minute = 1; minute < 1440; minute++) {
      const now = daylightAt(minute / 1440)
      expect(Math.abs(now.night - before.night)).toBeLessThan(0.05)
      expect(Math.abs(now.strength - before.strength)).toBeLessThan(0.1)
      expect(now.direction.y).toBeGreaterThan(0.1)
      before = now
    }
  })
})
