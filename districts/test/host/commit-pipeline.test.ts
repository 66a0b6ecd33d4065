import { ManualClock } from '@civitas/kit'
import { FencedError, StoreUnavailableError, type TickCommit, type TickLog, UnknownOutcomeError } from '@civitas/store'
import { quietTelemetry } from '@civitas/telemetry'
import { beforeEach, describe, expect, it } from 'vitest'
import { CommitPipeline, MAX_UNCOMMITTED_TICKS } from '../../src/host/durable/commit-pipeline.ts'
import { hostMetrics } from '../../src/host/metrics.ts'

/** A tick log whose commits wait to be let through, to fail, or to land without saying so. */
class ScriptedLog implements Pick<TickLog, 'commit' | 'head'> {
  readonly landed: TickCommit[] = []
  /** Transactions that were tried, as `district tick` lists. */
  readonly tried: string[][] = []
  private gates: (() => void)[] = []
  plan: ('land' | 'hold' | Error | { landsBut: Error })[] = []
  headFails = false
  /** The lease is still the one of the ticks. */
  holds = true

  async commit(ticks: readonly TickCommit[]): Promise<void> {
    this.tried.push(ticks.map(({ district, tick }) => `${district} ${tick}`))
    const step = this.plan.shift() ?? 'land'
    if (step === 'hold') await new Promise<void>((resolve) => this.gates.push(resolve))
    if (step instanceof Error) throw step
    this.landed.push(...ticks)
    if (typeof step === 'object') throw step.landsBut
  }

  async head(_branch: string, district: string) {
    if (this.headFails) throw new StoreUnavailableError('away')
    const last = this.landed.findLast((tick) => tick.district === district)
    return last && { tick: last.tick, ...(last.stateHash && { stateHash: last.stateHash }) }
  }

  async renew(): Promise<boolean> {
    return this.holds
  }

  release(): void {
    for (const open of this.gates.splice(0)) open()
  }
}

function tickOf(district: string, tick: number, stateHash = `${district}-${tick}`): TickCommit {
  return {
    branch: 'main',
    district,
    tick,
    simVersion: 1,
    token: 1,
    wallMs: 0,
    entries: [],
    stateHash,
    facts: [],
    streams: [],
    texts: [],
    commandsDone: [],
    agents: [],
    buildings: { district, rows: [] },
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the commit pipeline', () => {
  let log: ScriptedLog
  let clock: ManualClock
  let pipeline: CommitPipeline
  let done: string[]

  beforeEach(() => {
    log = new ScriptedLog()
    clock = new ManualClock()
    done = []
    const { log: logger, metrics } = quietTelemetry()
    const tickLog = { commit: log.commit.bind(log), head: log.head.bind(log), read: async () => [] }
    pipeline = new CommitPipeline({ tickLog, leases: log, clock, log: logger, metrics: hostMetrics(metrics).pipeline })
  })

  const finished = (district: string, tick: number, hash?: string) => ({
    commit: tickOf(district, tick, hash),
    committed: () => void done.push(`${district} ${tick}`),
  })

  it('[ACT-5] takes all that waits, of all districts, into the next transaction', async () => {
    const [old, market] = [pipeline.open(0), pipeline.open(0)]
    log.plan = ['hold']
    old.push(finished('old', 1))
    market.push(finished('market', 1))
    await settled()
    old.push(finished('old', 2))
    market.push(finished('market', 2))
    await settled()
    log.release()
    await settled()
    expect(log.tried).toEqual([
      ['old 1', 'market 1'],
      ['old 2', 'market 2'],
    ])
    expect(done).toEqual(['old 1', 'market 1', 'old 2', 'market 2'])
  })

  it('[ACT-2] tells nobody of a tick before its transaction is through', async () => {
    const lane = pipeline.open(0)
    log.plan = ['hold']
    lane.push(finished('old', 1))
    await settled()
    expect(done).toEqual([])
    log.release()
    await settled()
    expect(done).toEqual(['old 1'])
    expect(lane.head).toBe(1)
  })

  it('[ACT-5] has no room for a fourth uncommitted tick', async () => {
    const lane = pipeline.open(0)
    log.plan = ['hold']
    for (let tick = 1; tick <= MAX_UNCOMMITTED_TICKS; tick++) lane.push(finished('old', tick))
    let room = false
    void lane.room().then(() => (room = true))
    await settled()
    expect(room).toBe(false)
    log.release()
    await settled()
    expect(room).toBe(true)
  })

  it('[ACT-5] finds a tick that landed although the answer was lost, and does not write it again', async () => {
    const lane = pipeline.open(0)
    log.plan = [{ landsBut: new UnknownOutcomeError('commit') }]
    lane.push(finished('old', 1))
    await settled()
    expect(done).toEqual(['old 1'])
    expect(log.tried).toHaveLength(1)
  })

  it('[ACT-5] writes the same tick when the look-up says that it did not land', async () => {
    const lane = pipeline.open(0)
    log.plan = [new UnknownOutcomeError('commit')]
    lane.push(finished('old', 1))
    await settled()
    await clock.advance(1_000)
    expect(log.tried).toEqual([['old 1'], ['old 1']])
    expect(done).toEqual(['old 1'])
  })

  it('[ACT-5] goes on asking while the store is away, and goes on ticking once it is back', async () => {
    const lane = pipeline.open(0)
    log.plan = [new UnknownOutcomeError('commit')]
    log.headFails = true
    lane.push(finished('old', 1))
    await clock.advance(10_000)
    expect(done).toEqual([])
    log.headFails = false
    await clock.advance(10_000)
    lane.push(finished('old', 2))
    await settled()
    expect(done).toEqual(['old 1', 'old 2'])
  })

  it('[CLK-2] ends the lane of the district that is fenced, and only that one', async () => {
    const [old, market] = [pipeline.open(0), pipeline.open(0)]
    const fenced = new FencedError('old is fenced')
    log.plan = ['hold', fenced, fenced, 'land']
    old.push(finished('old', 1))
    await settled()
    old.push(finished('old', 2))
    market.push(finished('market', 1))
    log.release()
    await settled()
    expect(await old.ended).toBe(fenced)
    expect(done).toEqual(['old 1', 'market 1'])
    await expect(old.room()).rejects.toBe(fenced)
  })

  it('[CLK-2] takes no tick for its own that another host may have written after it', async () => {
    const lane = pipeline.open(0)
    log.plan = [new UnknownOutcomeError('the connection broke')]
    log.landed.push(tickOf('old', 1, 'theirs'), tickOf('old', 2, 'theirs'))
    log.holds = false
    lane.push(finished('old', 1))
    await settled()
    expect(done).toEqual([])
    await expect(lane.ended).resolves.toBeInstanceOf(FencedError)
  })

  it('ends the lane when the store holds a tick that this host did not make', async () => {
    const lane = pipeline.open(0)
    log.landed.push(tickOf('old', 1, 'of somebody else'))
    log.plan = [new UnknownOutcomeError('commit')]
    lane.push(finished('old', 1))
    expect(await lane.ended).toMatchObject({ code: 'foreign_tick' })
    expect(done).toEqual([])
  })
})
