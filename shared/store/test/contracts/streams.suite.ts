import type { StreamItem } from '@civitas/schema'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newPlace, NOON_MS, resultOf, tickOf } from '../helpers/make.ts'

const ADA = 1_000_000
const BEN = 4_000_000_000
const START = { seq: 0, tick: 0 }
const HOUR_MS = 3_600_000

const seqs = (read: { items: StreamItem[] }) => read.items.map((item) => item.seq)

export function streamsSuite(store: () => Store): void {
  describe('Streams', () => {
    test('[STR-2] whoever presents a cursor gets every later item, in order, and nobody else’s', async () => {
      const place = await newPlace(store())
      const { branch } = place
      const heard: StreamItem = {
        kind: 'message',
        seq: 2,
        tick: 1,
        channel: 'say',
        from: 'a5',
        words: { text_id: 't_1' },
        place: 'square',
      }
      const entered: StreamItem = {
        kind: 'fact',
        seq: 3,
        tick: 3,
        fact: { type: 'building_entered', agent_id: 'a1000000', building: 'bakery' },
      }
      const result = resultOf(1, 1)
      await store().tickLog.commit([
        tickOf(place, 1, {
          streams: [
            { resident: ADA, item: result },
            { resident: BEN, item: resultOf(1, 1) },
            { resident: ADA, item: heard },
          ],
        }),
        tickOf(place, 2),
        tickOf(place, 3, { streams: [{ resident: ADA, item: entered }] }),
      ])
      const read = (after: { seq: number; tick: number }, limit = 10) =>
        store().streams.read({ branch, resident: ADA, after, limit })
      expect(await read(START)).toEqual({ items: [result, heard, entered], gap: false })
      expect(await read({ seq: 1, tick: 1 })).toEqual({ items: [heard, entered], gap: false })
      expect(await read({ seq: 3, tick: 3 })).toEqual({ items: [], gap: false })
      expect(seqs(await read(START, 2))).toEqual([1, 2])
      expect(await read({ seq: 2, tick: 1 }, 1)).toEqual({ items: [entered], gap: false })
      const ben = await store().streams.read({ branch, resident: BEN, after: START, limit: 10 })
      expect(seqs(ben)).toEqual([1])
    })

    test('an agent that never got anything has an empty stream', async () => {
      const { branch } = await newPlace(store())
      expect(await store().streams.read({ branch, resident: ADA, after: START, limit: 10 })).toEqual({
        items: [],
        gap: false,
      })
    })

    test('[STR-2] items older than an hour are a gap, measured from the newest tick', async () => {
      const place = await newPlace(store())
      const { branch } = place
      await store().tickLog.commit([
        tickOf(place, 1, { wallMs: NOON_MS - HOUR_MS, streams: [{ resident: ADA, item: resultOf(1, 1) }] }),
        tickOf(place, 2, { wallMs: NOON_MS - HOUR_MS + 1, streams: [{ resident: ADA, item: resultOf(2, 2) }] }),
        tickOf(place, 3, { wallMs: NOON_MS }),
      ])
      const read = (seq: number, tick: number) =>
        store().streams.read({ branch, resident: ADA, after: { seq, tick }, limit: 10 })
      expect(await read(0, 0)).toMatchObject({ items: [{ seq: 2 }], gap: true })
      expect(await read(1, 1)).toMatchObject({ items: [{ seq: 2 }], gap: false })
      await store().tickLog.commit([tickOf(place, 4, { wallMs: NOON_MS + HOUR_MS })])
      expect(await read(1, 1)).toEqual({ items: [], gap: true })
      expect(await read(2, 2)).toEqual({ items: [], gap: false })
    })

    test('[STR-2] only the newest 10,000 items can be reached', async () => {
      const place = await newPlace(store())
      const { branch } = place
      const streams = Array.from({ length: 10_001 }, (_, i) => ({ resident: ADA, item: resultOf(i + 1, 1, `k${i}`) }))
      await store().tickLog.commit([tickOf(place, 1, { streams })])
      const read = (seq: number) => store().streams.read({ branch, resident: ADA, after: { seq, tick: 0 }, limit: 2 })
      expect(await read(0)).toMatchObject({ items: [{ seq: 2 }, { seq: 3 }], gap: true })
      expect(await read(1)).toMatchObject({ items: [{ seq: 2 }, { seq: 3 }], gap: false })
    })
  })

  describe('ActionLog', () => {
    test('[ACT-7] results are found by action id, with what the agent was told', async () => {
      const place = await newPlace(store())
      const { branch } = place
      const accepted = resultOf(1, 4)
      const refused = { ...resultOf(2, 4), status: 'refused' as const, code: 'closed', reason: 'It is closed now.' }
      const streams = [accepted, refused].map((item) => ({ resident: ADA, item }))
      await store().tickLog.commit([tickOf(place, 4, { streams })])
      const found = await store().actions.find(branch, [accepted.action_id, refused.action_id, 'act_unknown'])
      const about = ({ kind: _, action_id: _id, ...rest }: typeof accepted) => ({ resident: ADA, ...rest })
      expect(found).toEqual(
        new Map([
          [accepted.action_id, about(accepted)],
          [refused.action_id, about(refused)],
        ]),
      )
    })

    test('[ACT-4] the first result of an action stands', async () => {
      const place = await newPlace(store())
      const first = resultOf(1, 1)
      const again = { ...first, seq: 2, tick: 2, status: 'refused' as const, code: 'closed' }
      await store().tickLog.commit([tickOf(place, 1, { streams: [{ resident: ADA, item: first }] })])
      await store().tickLog.commit([tickOf(place, 2, { streams: [{ resident: ADA, item: again }] })])
      const found = await store().actions.find(place.branch, [first.action_id])
      expect(found.get(first.action_id)).toMatchObject({ seq: 1, status: 'accepted' })
    })

    test('looking nothing up finds nothing', async () => {
      expect(await store().actions.find('main', [])).toEqual(new Map())
    })
  })
}
