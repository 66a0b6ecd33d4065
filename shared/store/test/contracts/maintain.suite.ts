import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName, newPlace, NOON_MS, resultOf, tickOf } from '../helpers/make.ts'

const DAY_MS = 86_400_000
const ADA = 1_000_000

/** `open` gives a store that nobody else uses: maintenance is for all branches at once. */
export function maintainSuite(open: () => Promise<Store>): void {
  describe('maintain', () => {
    test('[§15] whole spans go at their retention, and what recovery needs stays', async () => {
      const store = await open()
      const place = await newPlace(store)
      const { branch, district } = place
      const ids = [newName(), newName()] as const
      await store.tickLog.commit([
        tickOf(place, 1, {
          wallMs: NOON_MS,
          streams: [{ resident: ADA, item: resultOf(1, 1, ids[0]) }],
          texts: [{ id: ids[0], kind: 'speech', text: 'old' }],
        }),
      ])
      await store.maintain(NOON_MS + DAY_MS)
      await store.tickLog.commit([
        tickOf(place, 2, { wallMs: NOON_MS + DAY_MS, streams: [{ resident: ADA, item: resultOf(2, 2, ids[1]) }] }),
      ])
      const stream = (seq: number) => store.streams.read({ branch, resident: ADA, after: { seq, tick: 0 }, limit: 10 })
      const journal = async () => (await store.tickLog.read(branch, district, 0, 10)).map((row) => row.tick)
      const actions = async () => [...(await store.actions.find(branch, [`act_${ids[0]}`, `act_${ids[1]}`])).keys()]

      await store.maintain(NOON_MS + 2 * DAY_MS)
      expect(await actions()).toEqual([`act_${ids[1]}`])
      expect(await stream(0)).toMatchObject({ items: [{ seq: 2 }], gap: true })

      await store.maintain(NOON_MS + 20 * DAY_MS)
      // The blobs are gone, but how far the stream had come is not.
      expect(await stream(0)).toEqual({ items: [], gap: true })
      expect(await stream(2)).toEqual({ items: [], gap: false })
      expect(await store.texts.get([ids[0]])).toEqual(new Map())
      // Without a snapshot every tick is still needed.
      expect(await journal()).toEqual([1, 2])

      await store.snapshots.save({ branch, district, tick: 2, simVersion: 1, stateHash: 'x', bytes: Uint8Array.of(1) })
      await store.maintain(NOON_MS + 20 * DAY_MS)
      expect(await journal()).toEqual([2])
      expect(await store.tickLog.head(branch, district)).toMatchObject({ tick: 2 })
      await store.tickLog.commit([tickOf(place, 3, { wallMs: NOON_MS })])
      expect(await journal()).toEqual([2, 3])
    })

    test('sessions that ran out are forgotten', async () => {
      const store = await open()
      const session = { id: newName(), accountId: 'x', refreshHash: 'r', createdMs: 1, expiresMs: 50, userAgent: '' }
      await store.sessions.create(session)
      await store.maintain(NOON_MS)
      expect(await store.sessions.byId(session.id)).toBeUndefined()
    })

    test('a healthy store says so', async () => {
      const store = await open()
      expect(await store.health()).toMatchObject({ ok: true })
    })
  })
}
