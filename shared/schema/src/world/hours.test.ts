import { describe, expect, it } from 'vitest'
import { minutesLeft, withinHours } from './hours.ts'

describe('hours of the day', () => {
  it.each([
    [479, [480, 1080], undefined],
    [480, [480, 1080], 600],
    [1079, [480, 1080], 1],
    [1080, [480, 1080], undefined],
    [1439, [1080, 1560], 121],
    [0, [1080, 1560], 120],
    [119, [1080, 1560], 1],
    [120, [1080, 1560], undefined],
    [0, [0, 1440], 1440],
    [1439, [0, 1440], 1],
  ] as const)('run past midnight: minute %i of %o has %s left', (minute, [from, to], left) => {
    expect(withinHours(minute, from, to)).toBe(left !== undefined)
    if (left !== undefined) expect(minutesLeft(minute, to)).toBe(left)
  })
})
