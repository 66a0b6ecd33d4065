import { createInProcessBus } from '@civitas/bus'
import { ManualClock } from '@civitas/kit'
import { censusOf, topics } from '@civitas/schema'
import { type CityCut, openMemoryStore } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { afterEach, describe, expect, it } from 'vitest'
import { createReconciler } from '../../src/orchestrator/reconcile/reconcile.ts'

const LOOK_MS = 30_000

function cutAt(tick: number, change: { coins?: number; oldest?: string } = {}): CityCut {
  const { coins = 1_000, oldest } = change
  const books = { district: 'market', tick, coins, inTransit: 0, minted: 0, founded: 1_000, since: 1 }
  return {
    districts: [{ ...books, census: censusOf([]) }],
    register: [],
    arriving: [],
    transit: { coins: 0, unread: 0 },
    waiting: oldest === undefined ? [] : [{ district: 'market', count: 2, oldest }],
  }
}

describe('the reconciler', () => {
  let stop = new AbortController()
  afterEach(() => stop.abort())

  function start(answers: (CityCut | Error)[]) {
    stop = new AbortController()
    const clock = new ManualClock(0)
    const store = openMemoryStore()
    store.audit.cut = async () => {
      const answer = answers.shift() ?? cutAt(0)
      if (answer instanceof Error) throw answer
      return answer
    }
    const lines: string[] = []
    const telemetry = quietTelemetry({ write: (line) => void lines.push(line) })
    const bus = createInProcessBus()
    const woken: string[] = []
    bus.subscribe(topics.districtCommands('+'), (_message, { topic }) => void woken.push(topic))
    const of = { branch: 'main', founding: { districts: ['market'] }, tickMs: 1_000 }
    const reconciler = createReconciler({ store, bus, clock, ...telemetry }, of)
    const errors = () => lines.filter((line) => line.includes('does not add up'))
    const page = async () => (await telemetry.metrics.page()).body
    return { clock, reconciler, errors, page, woken, run: () => void reconciler.run(stop.signal) }
  }

  it('[CMD-3] tells once in the log, at each look in the metric, and as a warning until it holds again', async () => {
    const broken = { coins: 1_001 }
    const { clock, reconciler, errors, page, run } = start([cutAt(1), cutAt(31, broken), cutAt(61, broken), cutAt(91)])
    run()
    await clock.advance(LOOK_MS)
    expect([reconciler.warnings(), errors()]).toEqual([[], []])
    await clock.advance(2 * LOOK_MS)
    expect(reconciler.warnings()).toEqual(['market has 1001 coins, should have 1000'])
    expect(errors()).toHaveLength(1)
    expect(await page()).toContain('civitas_invariant_violations_total{kind="money"} 2')
    await clock.advance(LOOK_MS)
    expect(reconciler.warnings()).toEqual([])
  })

  it('[CMD-2] wakes a district that ticks and leaves its oldest command lying, and says so when that does not help', async () => {
    const waiting = (tick: number) => cutAt(tick, { oldest: 'main/old-town/4/0' })
    const { reconciler, page, woken } = start([waiting(5), waiting(9), waiting(15), waiting(305)])
    await reconciler.look()
    await reconciler.look()
    expect(woken).toEqual([])
    expect(await reconciler.look()).toEqual([])
    expect(await reconciler.look()).toEqual([
      { kind: 'command_forgotten', district: 'market', found: 300, expected: 0, about: 'main/old-town/4/0' },
    ])
    await new Promise((resolve) => setImmediate(resolve))
    expect(woken).toEqual(['/district/market/commands', '/district/market/commands'])
    expect(await page()).toContain('civitas_reconcile_wake_ups_total{district="market"} 2')
  })

  it('[CMD-2] a district that takes commands in is not woken, however many wait', async () => {
    const { reconciler, woken } = start([
      cutAt(5, { oldest: 'a' }),
      cutAt(35, { oldest: 'b' }),
      cutAt(65, { oldest: 'c' }),
    ])
    for (let looks = 0; looks < 3; looks++) await reconciler.look()
    await new Promise((resolve) => setImmediate(resolve))
    expect(woken).toEqual([])
  })

  it('a store that does not answer is counted; the next look comes', async () => {
    const { clock, reconciler, page, run } = start([new Error('away'), cutAt(31, { coins: 7 })])
    run()
    await clock.advance(LOOK_MS)
    expect(await page()).toContain('civitas_reconcile_unanswered_total 1')
    await clock.advance(LOOK_MS)
    expect(reconciler.warnings()).toEqual(['market has 7 coins, should have 1000'])
  })
})
