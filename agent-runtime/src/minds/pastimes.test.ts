import { pastimePlaces, personOf } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { batchOf, type Column, HOME, map, OFFICE } from '../../test/helpers.ts'
import { decide } from './routine.ts'

const jobless = { work: -1, shiftFrom: -1, shiftTo: -1, coins: 200 }

/** What the resident does with its time, and for how long. */
function pastime(minute: number, resident: Partial<Record<Column, number>>) {
  const action = decide(map, batchOf(minute, resident), 0)?.action
  return action?.name === 'wait' ? action.parameters : action?.name
}

describe('a built-in mind with time of its own', () => {
  const batch = batchOf(0, {})
  const { wakeMinute } = personOf(batch.seed, 7)

  it('washes and then cooks after getting up, when there is something to cook', () => {
    expect(pastime(wakeMinute + 2, jobless)).toMatchObject({ doing: 'washing', minutes: 12 })
    expect(pastime(wakeMinute + 16, jobless)).toMatchObject({ doing: 'cooking', minutes: 10 })
    expect(pastime(wakeMinute + 16, { ...jobless, food: 0 })).not.toMatchObject({ doing: 'cooking' })
  })

  it('gets things ready when it is early for the shift', () => {
    expect(pastime(535, { building: OFFICE })).toMatchObject({ doing: 'preparing' })
  })

  it('leaves the tavern in time to be home for bed', () => {
    const { bedMinute } = personOf(batch.seed, 7)
    const action = decide(map, batchOf(bedMinute - 30, { ...jobless, building: 5, x: 90, y: 60 }), 0)?.action
    expect(action?.name).toBe('leave')
  })

  it('reads when it lies awake', () => {
    expect(pastime(180, { energy: 10_000 })).toMatchObject({ doing: 'reading' })
  })

  it('does at home only what can be done at home, and never nothing', () => {
    for (let minute = 480; minute < 1_200; minute += 15) {
      const done = pastime(minute, { ...jobless, building: HOME })
      if (typeof done !== 'object') continue
      expect(done.doing && pastimePlaces[done.doing].home).toBe(true)
    }
  })
})
