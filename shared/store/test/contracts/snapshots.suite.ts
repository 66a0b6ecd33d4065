import { describe, expect, test } from 'vitest'
import type { Snapshot, Store } from '../../src/index.ts'
import { newName, newPlace, NOON_MS, type Place, tickOf } from '../helpers/make.ts'

/** Larger than one part of 256 KiB, and no multiple of it. */
const SEVERAL_PARTS_BYTES = 700_001

const snapshotOf = (place: Place, tick: number, bytes = Uint8Array.of(tick)): Snapshot => {
  const { branch, district } = place
  return { branch, district, tick, simVersion: 3, stateHash: `hash-${tick}`, bytes }
}

export function snapshotsSuite(store: () => Store): void {
  describe('Snapshots', () => {
    test('[DET-4] the newest at or before a tick is found, byte for byte', async () => {
      const place = await newPlace(store())
      const bytes = Uint8Array.from({ length: SEVERAL_PARTS_BYTES }, (_, i) => (i * 31) & 255)
      const [small, large] = [snapshotOf(place, 10), snapshotOf(place, 20, bytes)]
      await store().snapshots.save(small)
      await store().snapshots.save(large)
      const { branch, district } = place
      expect(await store().snapshots.latest(branch, district)).toEqual(large)
      expect(await store().snapshots.latest(branch, district, 20)).toEqual(large)
      expect(await store().snapshots.latest(branch, district, 19)).toEqual(small)
      expect(await store().snapshots.latest(branch, district, 9)).toBeUndefined()
      expect(await store().snapshots.latest(newName(), district)).toBeUndefined()
    })

    test('saving a tick again changes nothing', async () => {
      const place = await newPlace(store())
      await store().snapshots.save(snapshotOf(place, 5))
      await store().snapshots.save({ ...snapshotOf(place, 5), bytes: Uint8Array.of(9), stateHash: 'other' })
      expect(await store().snapshots.latest(place.branch, place.district)).toEqual(snapshotOf(place, 5))
    })

    test('an empty state is a state', async () => {
      const place = await newPlace(store())
      await store().snapshots.save(snapshotOf(place, 1, new Uint8Array()))
      expect((await store().snapshots.latest(place.branch, place.district))?.bytes).toEqual(new Uint8Array())
    })

    test('thinning keeps one a minute, then one an hour, then one a day, and the newest', async () => {
      const place = await newPlace(store())
      const hour = 3_600_000
      // Minutes before noon at which a snapshot was taken, with the tick that is to stay or go.
      const taken = [50 * 60, 49 * 60 + 59, 30 * 60, 5 * 60 + 1, 5 * 60 + 20, 30, 29.9, 29.5, 1]
        .sort((a, b) => b - a)
        .map((minutes, i) => ({ tick: i + 1, wallMs: NOON_MS - minutes * 60_000 }))
      await store().tickLog.commit(taken.map(({ tick, wallMs }) => tickOf(place, tick, { wallMs })))
      for (const { tick } of taken) await store().snapshots.save(snapshotOf(place, tick))

      await store().snapshots.thin(place.branch, NOON_MS)
      const kept: number[] = []
      for (let tick = taken.length; tick > 0; tick--) {
        const found = await store().snapshots.latest(place.branch, place.district, tick)
        if (found?.tick === tick) kept.unshift(tick)
      }
      const ageOf = (tick: number) => (NOON_MS - (taken[tick - 1]?.wallMs ?? 0)) / hour
      expect(kept.map((tick) => Math.round(ageOf(tick) * 60 * 10) / 10)).toEqual([2999, 1800, 301, 29.5, 1])
    })
  })
}
