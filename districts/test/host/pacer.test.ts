import { ManualClock } from '@civitas/kit'
import { describe, expect, it } from 'vitest'
import { Pacer } from '../../src/host/time/pacer.ts'
import { Timeline } from '../../src/host/time/timeline.ts'

const TICK_MS = 1_000
const ALONE = { index: 0, count: 1 }

function setUp(options: { startMs?: number; speed?: number; place?: { index: number; count: number } } = {}) {
  const clock = new ManualClock(options.startMs ?? 0)
  const records: unknown[] = []
  const record = { tick0: 0, wall0Ms: 0, speed: options.speed ?? 1, rate: 20 }
  const timeline = new Timeline({ record, tickMs: TICK_MS, onRebase: (made) => records.push(made) })
  const pacer = new Pacer(timeline, clock, options.place ?? ALONE)
  const starts: { step: number; atMs: number; lagMs: number }[] = []
  const stop = new AbortController()
  const run = async () => {
    for (let step = 1; ; step++) {
      const started = await pacer.wait(step, stop.signal)
      if (!started) return
      starts.push({ step, atMs: clock.wallMs(), lagMs: started.lagMs })
    }
  }
  return { clock, timeline, records, starts, run, stop }
}

describe('[CLK-1] pace', () => {
  it('starts every step when it is due', async () => {
    const { clock, starts, run, stop } = setUp()
    const ended = run()
    await clock.advance(1_000)
    stop.abort()
    await ended
    expect(starts.map(({ atMs }) => atMs)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000])
    expect(starts.every(({ lagMs }) => lagMs === 0)).toBe(true)
  })

  it('skips nothing when it is late, and catches up at no more than 5 % over speed', async () => {
    const { clock, starts, run, stop } = setUp({ startMs: 10_000 })
    const ended = run()
    await clock.advance(42_000)
    const first = starts.slice(0, 201)
    expect(first.map(({ step }) => step)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1))
    const tookMs = (first.at(-1)?.atMs ?? 0) - 10_000
    expect(tookMs).toBeGreaterThan((200 * 100) / 1.0501 - 40)
    await clock.advance(300_000)
    stop.abort()
    await ended
    expect(starts.at(-1)?.lagMs).toBe(0)
  })

  it('makes a new record when it is behind by more than a minute: the missed time never was', async () => {
    const { clock, starts, records, run, stop } = setUp({ startMs: 100_000 })
    const ended = run()
    await clock.advance(500)
    stop.abort()
    await ended
    expect(records).toEqual([{ tick0: 0, wall0Ms: 99_900, speed: 1, rate: 20 }])
    expect(starts.slice(0, 3)).toEqual([
      { step: 1, atMs: 100_000, lagMs: 0 },
      { step: 2, atMs: 100_100, lagMs: 0 },
      { step: 3, atMs: 100_200, lagMs: 0 },
    ])
  })

  it('does the same when the machine was set back by more than a minute', async () => {
    const { clock, timeline, records, starts, run, stop } = setUp({ startMs: 100 })
    timeline.add({ tick0: 0, wall0Ms: 3_600_000, speed: 1, rate: 20 })
    const ended = run()
    await clock.advance(300)
    stop.abort()
    await ended
    expect(records).toHaveLength(1)
    expect(starts[0]).toMatchObject({ step: 1, atMs: 100 })
  })

  it('stands still at speed 0 and goes on with the next record', async () => {
    const { clock, timeline, starts, run, stop } = setUp()
    const ended = run()
    timeline.add({ tick0: 1, wall0Ms: 1_000, speed: 0, rate: 20 })
    await clock.advance(30_000)
    expect(starts).toHaveLength(10)
    timeline.add({ tick0: 1, wall0Ms: 31_000, speed: 1, rate: 20 })
    await clock.advance(1_200)
    stop.abort()
    await ended
    expect(starts.at(10)).toEqual({ step: 11, atMs: 31_100, lagMs: 0 })
  })

  it('runs N times as fast at speed N', async () => {
    const { clock, starts, run, stop } = setUp({ speed: 10 })
    const ended = run()
    await clock.advance(1_000)
    stop.abort()
    await ended
    expect(starts).toHaveLength(100)
  })

  it('keeps districts apart in phase', async () => {
    const { clock, starts, run, stop } = setUp({ place: { index: 1, count: 2 } })
    const ended = run()
    await clock.advance(700)
    stop.abort()
    await ended
    expect(starts[0]).toEqual({ step: 1, atMs: 650, lagMs: 0 })
  })
})
