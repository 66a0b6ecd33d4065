import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, snapshotsToKeep } from './retention.ts'

const NOW_MS = Date.UTC(2026, 0, 15, 12)

describe('retention', () => {
  test('thinning never drops the newest snapshot, thins nothing twice, and bounds a day to 60 + 24', () => {
    const snapshots = fc.uniqueArray(fc.integer({ min: 0, max: 86_400 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(snapshots, (seconds) => {
        const taken = seconds.map((second) => ({ tick: second, wallMs: NOW_MS - DAY_MS + second * 1_000 }))
        const keep = snapshotsToKeep(taken, NOW_MS)
        const kept = taken.filter(({ tick }) => keep.has(tick))
        expect(keep.has(Math.max(...seconds))).toBe(true)
        expect(snapshotsToKeep(kept, NOW_MS)).toEqual(keep)
        // One a minute of the last hour, one an hour before; both ends may be cut.
        expect(keep.size).toBeLessThanOrEqual(61 + 25 + 1)
      }),
    )
  })
})
