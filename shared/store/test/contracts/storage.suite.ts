import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { capsOf, type Store } from '../../src/index.ts'
import type { Caps, StoreName } from '../../src/storage.ts'
import { newName, newPlace, NOON_MS, type Place, resultOf, tickOf } from '../helpers/make.ts'

const ADA = 1_000_000
const TICK_BYTES = 30_000
/** Whatever is not under test has room. */
const ROOMY = capsOf(5_000)
const TIGHT: Caps = { ...ROOMY, journal: 1_200_000, streams: 1_200_000, actions: 1_200_000, snapshots: 1_000_000 }
const SECOND_MS = 1_000

/** `open` gives a store that nobody else uses: its caps are for all branches at once. */
export function storageSuite(open: (caps?: Caps) => Promise<Store>): void {
  describe('storage', () => {
    test('[§15] every store is measured against its cap, and grows by what is written', async () => {
      const store = await open()
      const place = await newPlace(store)
      const before = await store.trim(NOON_MS)
      await store.tickLog.commit([bulkyTick(place, 1)])
      await store.snapshots.save(snapshotOf(place, 1, 300_000))
      const after = await store.trim(NOON_MS)
      const grown = (name: StoreName) => bytesOf(after, name) - bytesOf(before, name)
      expect(after.isFull).toBe(false)
      expect(after.stores).toContainEqual({ store: 'journal', bytes: expect.any(Number), capBytes: ROOMY.journal })
      expect(grown('journal')).toBeGreaterThan(TICK_BYTES / 2)
      expect(grown('streams')).toBeGreaterThan(TICK_BYTES / 2)
      expect(grown('snapshots')).toBeGreaterThan(250_000)
      expect(bytesOf(after, 'registers')).toBeGreaterThan(0)
    })

    test('[§15] above its cap a store drops its oldest spans within a day, and never what recovery needs', async () => {
      const store = await open(TIGHT)
      const place = await newPlace(store)
      const { branch, district } = place
      for (let tick = 1; tick <= 80; tick++) {
        await store.tickLog.commit([bulkyTick(place, tick)])
        if (tick % 20 === 0) await store.snapshots.save(snapshotOf(place, tick, 1_000))
        if (tick % 5 !== 0) continue
        const { stores, isFull } = await store.trim(NOON_MS + tick * SECOND_MS)
        expect(isFull).toBe(false)
        for (const { bytes, capBytes } of stores) expect(bytes).toBeLessThanOrEqual(capBytes)
        const journal = (await store.tickLog.read(branch, district, 0, 200)).map((row) => row.tick)
        const snapshot = Math.floor(tick / 20) * 20
        expect(journal).toEqual(Array.from({ length: journal.length }, (_, i) => tick - journal.length + 1 + i))
        expect(journal[0]).toBeLessThanOrEqual(Math.max(1, snapshot))
      }
      // Some of it is gone, and whoever asks is told so.
      expect(await store.tickLog.read(branch, district, 0, 1)).not.toMatchObject([{ tick: 1 }])
      const stream = await store.streams.read({ branch, resident: ADA, after: { seq: 0, tick: 0 }, limit: 500 })
      expect(stream).toMatchObject({ gap: true })
      expect(stream.items.at(-1)).toMatchObject({ seq: 80 })
      expect(await store.streams.read({ branch, resident: ADA, after: { seq: 79, tick: 79 }, limit: 5 })).toMatchObject(
        {
          items: [{ seq: 80 }],
          gap: false,
        },
      )
    })

    test('[§15] above their cap the oldest snapshots go, never the newest of a district', async () => {
      const store = await open(TIGHT)
      const still = await newPlace(store)
      const busy = await newPlace(store)
      await store.snapshots.save(snapshotOf(still, 1, 100_000))
      for (let tick = 2; tick <= 20; tick++) {
        await store.snapshots.save(snapshotOf(busy, tick, 100_000))
        await store.trim(NOON_MS)
      }
      expect(await store.snapshots.latest(still.branch, still.district)).toMatchObject({ tick: 1 })
      expect(await store.snapshots.latest(busy.branch, busy.district)).toMatchObject({ tick: 20 })
      expect(await store.snapshots.latest(busy.branch, busy.district, 17)).toMatchObject({ tick: 17 })
      expect(await store.snapshots.latest(busy.branch, busy.district, 10)).toBeUndefined()
    })

    test('[§15] with all room taken by what recovery needs no tick is committed, and none is lost', async () => {
      const { stores } = await (await open()).trim(NOON_MS)
      const registers = (stores.find((usage) => usage.store === 'registers')?.bytes ?? 0) + 2_000_000
      const none = {
        journal: 400_000,
        texts: 400_000,
        streams: 400_000,
        actions: 400_000,
        snapshots: 400_000,
        digests: 100_000,
      }
      const store = await open({ ...ROOMY, ...none, registers })
      const place = await newPlace(store)
      const { branch, district } = place
      let tick = 1
      for (let isFull = false; !isFull && tick < 1_000;) {
        for (let count = 0; count < 10; count++) await store.tickLog.commit([bulkyTick(place, tick++)])
        isFull = (await store.trim(NOON_MS)).isFull
      }
      await expect(store.tickLog.commit([bulkyTick(place, tick)])).rejects.toMatchObject({ code: 'store_unavailable' })
      expect(await store.tickLog.read(branch, district, 0, 2_000)).toHaveLength(tick - 1)

      await store.snapshots.save(snapshotOf(place, tick - 1, 1_000))
      expect(await store.trim(NOON_MS)).toMatchObject({ isFull: false })
      await store.tickLog.commit([bulkyTick(place, tick)])
      expect(await store.tickLog.head(branch, district)).toMatchObject({ tick })
    })
  })
}

function bytesOf({ stores }: Awaited<ReturnType<Store['trim']>>, name: StoreName): number {
  return stores.find(({ store }) => store === name)?.bytes ?? 0
}

/** Random letters do not shrink when they are packed. */
function bulkyTick(place: Place, tick: number) {
  const text = randomBytes(TICK_BYTES).toString('base64').slice(0, TICK_BYTES)
  const item = { ...resultOf(tick, tick), reason: text }
  const entry = { input: { type: 'command', id: text, command: { kind: 'retire', resident: ADA } }, status: 'accepted' }
  return tickOf(place, tick, {
    entries: [entry as never],
    streams: [{ resident: ADA, item }],
    texts: [{ id: newName(), kind: 'speech', text: 'hello' }],
  })
}

function snapshotOf({ branch, district }: Place, tick: number, length: number) {
  return { branch, district, tick, simVersion: 1, stateHash: 'x', bytes: new Uint8Array(randomBytes(length)) }
}
