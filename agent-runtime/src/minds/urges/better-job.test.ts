// Who has a job and sees a better one takes it, rarely and in its own time.
import { describe, expect, it } from 'vitest'
import { batchOf, CAFE, type Column, map, OFFICE } from '../../../test/helpers.ts'
import { lexiconOf, packDecisions, unpackDecisions } from '../../pool/decision-columns.ts'
import { decide } from '../routine.ts'

/** What it does on many days, in the café where it could begin, on a free evening before a night shift. */
function doings(row: Partial<Record<Column, number>> = {}) {
  return Array.from({ length: 1_500 }, (_, day) => {
    const free = { building: CAFE, x: 120, work: OFFICE, shiftFrom: 1_400, shiftTo: 1_800, betterJob: CAFE, coins: 200 }
    return decide(map, { ...batchOf(900, { ...free, ...row }), day }, 0)?.action
  })
}

const changes = (row?: Partial<Record<Column, number>>) => {
  return doings(row).filter((action) => action?.name === 'work' && action.parameters.change_job).length
}

describe('a better job', () => {
  it('is taken now and then', () => {
    expect(changes()).toBeGreaterThan(2)
    expect(changes()).toBeLessThan(30)
  })

  it('is gone to, when one is elsewhere', () => {
    const outside = { building: -1, x: 60, y: 10, place: 0 }
    expect(doings(outside)).toContainEqual({ name: 'move_to', parameters: { place: 'canal-cafe' } })
  })

  it('is left alone during the shift, where one was turned away, without a job, and where there is none', () => {
    expect(changes({ shiftFrom: 840, shiftTo: 1_200 })).toBe(0)
    expect(changes({ shunned: CAFE })).toBe(0)
    expect(changes({ work: -1, shiftFrom: -1, shiftTo: -1 })).toBe(0)
    expect(changes({ betterJob: -1 })).toBe(0)
  })

  it('travels between threads as it was decided', () => {
    const decisions = [true, undefined].map((changed) => {
      const parameters = { minutes: 60, ...(changed && { change_job: changed }) }
      return { resident: 7, action: { name: 'work', parameters } as const }
    })
    const lexicon = lexiconOf(map)
    expect(unpackDecisions(lexicon, packDecisions(lexicon, decisions))).toEqual(decisions)
  })
})
