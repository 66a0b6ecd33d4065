import { sunOf } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { bySun, daylightAt } from './daylight.ts'

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

  it('follows the sun of the season: the same light at every sunrise and sunset, and no step between', () => {
    const suns = [1, 29, 57, 85].map(sunOf)
    for (const sun of suns) {
      expect(bySun(sun.rise / 1440, sun)).toBeCloseTo(0.235)
      expect(bySun(sun.set / 1440, sun)).toBeCloseTo(0.815)
      let before = bySun(0, sun)
      for (let minute = 1; minute < 1440; minute++) {
        const now = bySun(minute / 1440, sun)
        expect(now).toBeGreaterThan(before)
        expect(now - before).toBeLessThan(0.003)
        before = now
      }
    }
    const [spring, summer, , winter] = suns.map((sun) => daylightAt(bySun(17.5 / 24, sun)).night)
    expect(winter).toBeGreaterThan(spring ?? 1)
    expect(summer).toBeLessThanOrEqual(spring ?? 0)
  })
})
