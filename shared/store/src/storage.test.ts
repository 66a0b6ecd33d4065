import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from './retention.ts'
import {
  beginsSpan,
  capsOf,
  digestDaysOverCap,
  firstSpanKept,
  snapshotsOverCap,
  STORAGE_MB,
  storageState,
  storageWarnings,
  STORE_NAMES,
} from './storage.ts'

const NOON_MS = Date.UTC(2026, 0, 15, 12)
const CAPS = capsOf(STORAGE_MB)
const NOTHING = { journal: 0, texts: 0, streams: 0, actions: 0 }

describe('caps', () => {
  test('[§15] add up to 5 GB at most, and to what is asked for', () => {
    const sum = (totalMb: number) => Object.values(capsOf(totalMb)).reduce((a, b) => a + b, 0)
    expect(sum(STORAGE_MB)).toBeLessThanOrEqual(5e9)
    expect(sum(STORAGE_MB)).toBeGreaterThan(4.99e9)
    expect(sum(1_000)).toBeGreaterThan(0.99e9)
  })

  test('[§15] a warning for each store from 80 % of its cap on', () => {
    const bytes = { journal: CAPS.journal * 0.799, streams: CAPS.streams * 0.8 }
    expect(storageWarnings(storageState(bytes, CAPS))).toEqual([
      'storage: streams takes 480 of 600 MB (80 %); at its cap: oldest span: older cursors get a `gap`',
    ])
  })

  test('[§15] full is when all caps but that of the log are used up together, not when one is', () => {
    const all = Object.fromEntries(STORE_NAMES.map((name) => [name, CAPS[name]]))
    const other = { ...all, texts: 0 }
    expect(storageState({ ...other, journal: CAPS.journal + CAPS.texts - 1 }, CAPS).isFull).toBe(false)
    const full = storageState({ ...other, journal: CAPS.journal + CAPS.texts, log: 0 }, CAPS)
    expect(full.isFull).toBe(true)
    expect(storageWarnings(full)[0]).toBe('storage: full, no tick is committed. Raise STORAGE_MB.')
  })
})

describe('spans', () => {
  test('[§15] begin with the UTC day, and where a partition takes an eighth of the cap', () => {
    const begins = (fromMs: number, journal = 0) =>
      beginsSpan({ fromMs, bytes: { ...NOTHING, journal } }, CAPS, NOON_MS)
    expect(beginsSpan(undefined, CAPS, NOON_MS)).toBe(true)
    expect(begins(NOON_MS - DAY_MS)).toBe(true)
    expect(begins(NOON_MS - DAY_MS / 2)).toBe(false)
    expect(begins(NOON_MS, CAPS.journal / 8 - 1)).toBe(false)
    expect(begins(NOON_MS, CAPS.journal / 8)).toBe(true)
  })

  test('[§15] go when they ended longer ago than they are kept', () => {
    const spans = [5, 3, 2, 1].map((days, i) => ({ number: i + 1, fromMs: NOON_MS - days * DAY_MS, bytes: 1 }))
    const first = (keptMs: number) => firstSpanKept(spans, { keptMs, capBytes: 1_000, nowMs: NOON_MS })
    expect(first(4 * DAY_MS)).toBe(1)
    expect(first(3 * DAY_MS)).toBe(2)
    expect(first(DAY_MS)).toBe(4)
    expect(first(0)).toBe(4)
    expect(firstSpanKept([], { keptMs: 0, capBytes: 0, nowMs: NOON_MS })).toBe(0)
  })

  test('[§15] whatever the sizes: the newest stays, what is needed stays, nothing goes without a reason, and the rest fits', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 45 }),
        (bytes, capBytes, needed) => {
          const spans = bytes.map((size, i) => ({ number: i + 1, fromMs: NOON_MS + i, bytes: size }))
          const limits = { keptMs: DAY_MS, capBytes, nowMs: NOON_MS + 50 }
          const first = firstSpanKept(spans, { ...limits, needed })
          const kept = spans.filter(({ number }) => number >= first)
          const sum = (of: typeof spans) => of.reduce((all, span) => all + span.bytes, 0)
          expect(first).toBeLessThanOrEqual(Math.min(spans.length, needed))
          if (first < Math.min(spans.length, needed)) expect(sum(kept)).toBeLessThanOrEqual((capBytes * 7) / 8)
          if (first > 1) expect(sum(spans.slice(first - 2))).toBeGreaterThan((capBytes * 7) / 8)
        },
      ),
    )
  })
})

test('[§15] snapshots over the cap go oldest first, but for the newest of each district', () => {
  const of = (district: string, tick: number) => ({ branch: 'main', district, tick, wallMs: tick, bytes: 10 })
  const all = [of('market', 1), of('old-town', 2), of('old-town', 3), of('old-town', 4)]
  const dropped = (cap: number) => snapshotsOverCap(all, cap).map(({ tick }) => tick)
  expect(dropped(54)).toEqual([])
  expect(dropped(53)).toEqual([2])
  expect(dropped(0)).toEqual([2, 3])
})

describe('digests', () => {
  const daysOf = (branch: string, last: number) => {
    return Array.from({ length: last }, (_, index) => ({ branch, day: index + 1, bytes: 1_000 }))
  }

  test('[§15] go when 4,000 days have come after them', () => {
    const dropped = digestDaysOverCap([...daysOf('main', 4_002), ...daysOf('fork', 10)], 1e9)
    expect(dropped.map(({ branch, day }) => [branch, day])).toEqual([
      ['main', 1],
      ['main', 2],
    ])
  })

  test('[§15] the oldest go above three quarters of the cap, never the newest day of a branch', () => {
    const dropped = digestDaysOverCap([...daysOf('main', 10), ...daysOf('fork', 1)], 8_000)
    expect(dropped.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5])
    expect(digestDaysOverCap(daysOf('main', 3), 0).map(({ day }) => day)).toEqual([1, 2])
  })
})
