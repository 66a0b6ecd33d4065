import { afterEach, describe, expect, it } from 'vitest'
import { quietTelemetry } from '@civitas/telemetry'
import { composeAgentRuntime } from '../src/compose.ts'
import { createEvents } from '../src/events.ts'
import { INLINE_ROWS_MAX } from '../src/limits.ts'
import { decideBatch } from '../src/minds/routine.ts'
import { PooledRoutineMinds } from '../src/minds/routine-minds.ts'
import { WorkerPool } from '../src/pool/worker-pool.ts'
import { batchOf, crowd, map } from './helpers.ts'

const BIG = INLINE_ROWS_MAX + 50
const GENEROUS_MS = 30_000
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

function minds(options: { worker?: string; timeoutMs?: number; inlineRowsMax?: number } = {}) {
  const telemetry = quietTelemetry()
  const filename = options.worker && new URL(`./fixtures/${options.worker}-worker.ts`, import.meta.url).href
  const pool = new WorkerPool({
    threads: 1,
    timeoutMs: options.timeoutMs ?? GENEROUS_MS,
    startMs: 0,
    ...(filename && { filename }),
  })
  open.push(pool)
  const subject = new PooledRoutineMinds({ pool, events: createEvents(telemetry) }, options.inlineRowsMax ?? 0)
  return { minds: subject, page: async () => (await telemetry.metrics.page()).body }
}

describe('the pool of routine minds', () => {
  it('decides the same in a thread as inline, for several districts', async () => {
    const inThread = minds().minds
    const other = { ...map, district: 'other', places: [] }
    await inThread.prepare(map)
    await inThread.prepare(other)
    for (const minute of [10, 480, 760, 1130]) {
      const batch = crowd(300, minute)
      const elsewhere = { ...batch, district: 'other' }
      expect(await inThread.decide(batch)).toEqual(decideBatch(map, batch).decisions)
      expect(await inThread.decide(elsewhere)).toEqual(decideBatch(other, elsewhere).decisions)
    }
  })

  it('takes a new map when something was built', async () => {
    const { minds: subject } = minds()
    await subject.prepare(map)
    await subject.decide(crowd(10, 760))
    const built = { ...map, revision: 1, buildings: map.buildings.map((one) => ({ ...one, openFrom: 0, openTo: 1 })) }
    await subject.prepare(built)
    const batch = { ...crowd(300, 760), revision: 1 }
    expect(await subject.decide(batch)).toEqual(decideBatch(built, batch).decisions)
    expect(decideBatch(built, batch).decisions).not.toEqual(decideBatch(map, batch).decisions)
  })

  it('decides small batches on the spot and big ones in a thread, as composed', async () => {
    const telemetry = quietTelemetry()
    const { minds: composed, service } = composeAgentRuntime({ threads: 1 }, { telemetry })
    open.push({ close: () => service.stop() })
    await service.start(new AbortController().signal)
    await composed.prepare(map)
    expect(await composed.decide(crowd(20, 600))).toHaveLength(20)
    expect(await composed.decide(crowd(BIG, 600))).toHaveLength(BIG)
    const { body } = await telemetry.metrics.page()
    expect(body).toContain('civitas_mind_batch_seconds_count{where="inline"} 1')
    expect(body).toContain('civitas_mind_batch_seconds_count{where="thread"} 1')
    expect(body).toContain(`civitas_mind_decisions_total ${BIG + 20}`)
  })

  it.each(['hanging', 'crashing'])('decides nothing and counts it when the worker is %s', async (worker) => {
    const { minds: subject, page } = minds({ worker, timeoutMs: 150 })
    await subject.prepare(map)
    expect(await subject.decide(crowd(10, 600))).toEqual([])
    expect(await subject.decide(crowd(10, 600))).toEqual([])
    expect(await page()).toContain('civitas_mind_failures_total{what="batch"} 2')
  })

  it('decides nothing and counts it for a district without a map', async () => {
    const { minds: subject, page } = minds({ inlineRowsMax: 100 })
    expect(await subject.decide(crowd(10, 600))).toEqual([])
    expect(await page()).toContain('civitas_mind_failures_total{what="batch"} 1')
  })

  it('counts a single mind that fails', async () => {
    const { minds: subject, page } = minds({ inlineRowsMax: 100 })
    await subject.prepare(map)
    expect(await subject.decide(batchOf(600, { work: 99, building: -1 }, {}))).toHaveLength(1)
    expect(await page()).toContain('civitas_mind_failures_total{what="mind"} 1')
  })
})
