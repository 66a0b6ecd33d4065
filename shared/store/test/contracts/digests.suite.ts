import type { DayDigest } from '@civitas/schema'
import { describe, expect, test } from 'vitest'
import { districtLease, type Store } from '../../src/index.ts'
import { newName, newPlace, tickOf } from '../helpers/make.ts'

function digestOf(day: number, residents: number): DayDigest {
  return { day, sums: { residents, mood: 5_000 * residents }, wealth: [[3, residents, 3 * residents]] }
}

export function digestsSuite(store: () => Store): void {
  describe('Digests', () => {
    test('come with the commit of the tick, and are read by day, then by district', async () => {
      const branch = newName()
      const [north, south] = [await newPlace(store(), branch, 'north'), await newPlace(store(), branch, 'south')]
      expect(await store().digests.newestDay(branch)).toBeUndefined()
      await store().tickLog.commit([
        tickOf(south, 1, { digest: digestOf(1, 20) }),
        tickOf(north, 1, { digest: digestOf(1, 10) }),
        tickOf(north, 2),
        tickOf(north, 3, { digest: digestOf(2, 11) }),
      ])
      expect(await store().digests.read(branch, 1, 5)).toEqual([
        { district: 'north', digest: digestOf(1, 10) },
        { district: 'south', digest: digestOf(1, 20) },
        { district: 'north', digest: digestOf(2, 11) },
      ])
      expect(await store().digests.read(branch, 2, 2)).toHaveLength(1)
      expect(await store().digests.read(branch, 3, 9)).toEqual([])
      expect(await store().digests.read(newName(), 1, 9)).toEqual([])
      expect(await store().digests.newestDay(branch)).toBe(2)
    })

    test('[CLK-2] once a day: a refused commit tells none, a second one of the same day changes nothing', async () => {
      const place = await newPlace(store())
      const { branch, district } = place
      const { tickLog, digests, leases } = store()
      await tickLog.commit([tickOf(place, 1, { digest: digestOf(1, 10) })])
      await tickLog.commit([tickOf(place, 2, { digest: digestOf(1, 99) })])
      await expect(tickLog.commit([tickOf(place, 2, { digest: digestOf(2, 99) })])).rejects.toMatchObject({
        code: 'tick_gap',
      })
      await leases.acquire(districtLease(branch, district), 'another', 60_000, true)
      await expect(tickLog.commit([tickOf(place, 3, { digest: digestOf(2, 99) })])).rejects.toMatchObject({
        code: 'fenced',
      })
      expect(await digests.read(branch, 1, 9)).toEqual([{ district, digest: digestOf(1, 10) }])
    })
  })
}
