import { describe, expect, it } from 'vitest'
import { capitalised, clockTime, hoursText } from './words.ts'

describe('wordings', () => {
  it('write times and hours as people do', () => {
    expect([clockTime(0), clockTime(495), clockTime(1439.9), clockTime(1500)]).toEqual([
      '00:00',
      '08:15',
      '23:59',
      '01:00',
    ])
    expect(hoursText([0, 1440])).toBe('Always open')
    expect(hoursText([1080, 1560])).toBe('18:00 – 02:00')
  })

  it('write ids as words', () => {
    expect(capitalised('move_to')).toBe('Move to')
  })
})
