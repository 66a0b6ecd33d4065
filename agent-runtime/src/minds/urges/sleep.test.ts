import { describe, expect, it } from 'vitest'
import { batchOf, HOME, map, OFFICE } from '../../../test/helpers.ts'
import { decide } from '../routine.ts'

const NIGHT = 60
const SHIFT_FROM = 540
const at = { building: HOME, home: HOME, work: OFFICE, shiftFrom: SHIFT_FROM, shiftTo: SHIFT_FROM + 480, energy: 2_000 }

/** Minutes of the day at which people who lie down in the night get up, one for each. */
function risings(more: object = {}): number[] {
  return Array.from({ length: 2_000 }, (_, resident) => {
    const action = decide(map, batchOf(NIGHT, { ...at, ...more, resident: resident + 1 }), 0)?.action
    return action?.name === 'rest' ? NIGHT + (action.parameters.minutes ?? 0) : 0
  })
}

describe('a night before a morning shift', () => {
  it('ends in time for it, but for a few who do not hear the clock and come late, most of the shift before them', () => {
    const late = risings().filter((minute) => minute > SHIFT_FROM)
    expect(late.length).toBeGreaterThan(10)
    expect(late.length).toBeLessThan(200)
    expect(Math.max(...late)).toBeLessThan(SHIFT_FROM + 60)
  })

  it('is never too long for who has no shift in the morning', () => {
    const usual = risings({ shiftFrom: 900, shiftTo: 1_300 })
    expect(Math.max(...usual)).toBeLessThan(720)
    expect(Math.max(...risings({ work: -1, shiftFrom: -1, shiftTo: -1 }))).toBeLessThan(SHIFT_FROM)
  })
})
