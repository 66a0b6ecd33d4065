// Makes finished ticks durable, in order, off the loop's path: while one transaction runs, what finishes meanwhile waits for the next. [ACT-5]
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '@civitas/kit'
import { districtLease, FencedError, type Leases, TickGapError, type TickCommit, type TickLog } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import { ForeignTickError } from '../../errors.ts'
import type { PipelineMetrics } from '../metrics.ts'
import { LEASE_TTL_MS } from './lease.ts'

/** Ticks of one district that may wait for their commit; beyond it the district pauses. [ACT-5] */
export const MAX_UNCOMMITTED_TICKS = 3

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 2_000

/** A settled tick and what is to happen once it is durable. */
export interface FinishedTick {
  commit: TickCommit
  /** Publishes. Runs once, in tick order, after the commit. [ACT-2] */
  committed: () => void
}

/** One district's way into the pipeline, for as long as its host lives. */
export interface Lane {
  /** Ticks handed over and not yet known to be durable. */
  readonly uncommitted: number
  /** Newest durable tick. */
  readonly head: number
  push(tick: FinishedTick): void
  /** Resolves when the next tick may settle; rejects with what ended the lane. */
  room(): Promise<void>
  /** Resolves when `tick` is durable; rejects with what ended the lane. */
  durable(tick: number): Promise<void>
  /** Resolves with the error that ended the lane: it is fenced, or the store holds a tick that is not ours. */
  readonly ended: Promise<Error>
  /** Forgets what still waits. */
  close(): void
}

export interface PipelineDeps {
  tickLog: TickLog
  leases: Pick<Leases, 'renew'>
  clock: Clock
  log: Logger
  metrics: PipelineMetrics
}

export class CommitPipeline {
  private readonly deps: PipelineDeps
  private readonly lanes = new Set<DistrictLane>()
  private running = false

  constructor(deps: PipelineDeps) {
    this.deps = deps
  }

  /** @param head the newest tick that the store has of this district */
  open(head: number): Lane {
    const lane = new DistrictLane(head, {
      pushed: () => void this.run(),
      closed: () => this.lanes.delete(lane),
    })
    this.lanes.add(lane)
    return lane
  }

  private async run(): Promise<void> {
    if (this.running) return
    this.running = true
    // Districts whose boundaries fall together finish in the same turn of the loop, and so share a transaction.
    await setImmediate()
    let pauseMs = FIRST_RETRY_MS
    for (let batch = this.batch(); batch.length > 0; batch = this.batch()) {
      if (await this.commitOnce(batch)) {
        pauseMs = FIRST_RETRY_MS
        continue
      }
      await this.deps.clock.sleep(pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS)
    }
    this.running = false
  }

  /** All that waits, in order per district. */
  private batch(): Waiting[] {
    return [...this.lanes].flatMap((lane) => lane.waiting.map((tick) => ({ lane, tick })))
  }

  /** One transaction. `false`: the store could not take it; what it has of it is known, the rest still waits. */
  private async commitOnce(batch: readonly Waiting[]): Promise<boolean> {
    const { clock, log, metrics } = this.deps
    const startMs = clock.monotonicMs()
    const error = await this.attempt(batch.map(({ tick }) => tick.commit))
    if (error === undefined) {
      metrics.commit.observe(clock.monotonicMs() - startMs)
      for (const { lane, tick } of batch) lane.settle(tick)
      return true
    }
    metrics.failures.add(1, { code: codeOf(error) })
    log.warn({ err: error, ticks: batch.length }, 'commit failed, looking up what the store has')
    if (error instanceof FencedError) return this.endFenced(batch, error)
    await this.lookUp(batch, error)
    return false
  }

  private async attempt(commits: TickCommit[]): Promise<unknown> {
    try {
      await this.deps.tickLog.commit(commits)
      return undefined
    } catch (error) {
      return error ?? new Error('the store failed without a reason')
    }
  }

  /** After a failure: asks the store what it has, until it answers, instead of running anything again. [ACT-5] */
  private async lookUp(batch: readonly Waiting[], error: unknown): Promise<void> {
    let pauseMs = FIRST_RETRY_MS
    for (const { lane, tick } of batch) {
      let head = await this.headOf(tick.commit)
      while (head === 'unavailable' && !lane.hasEnded) {
        await this.deps.clock.sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS)
        head = await this.headOf(tick.commit)
      }
      if (head === 'unavailable') continue
      if (head === 'replaced') {
        const { district, tick: number } = tick.commit
        lane.end(new FencedError(`tick ${number} of ${district} is written, and another host holds the district.`))
        continue
      }
      lane.reconcile(tick, head)
      if (error instanceof TickGapError && lane.waiting[0] === tick && lane.head !== head?.tick) lane.end(error)
    }
  }

  /** Of a batch that was refused, ends the lanes that are fenced: each tried alone tells which. */
  private async endFenced(batch: readonly Waiting[], error: FencedError): Promise<boolean> {
    const lanes = new Set(batch.map(({ lane }) => lane))
    const [only] = lanes
    if (lanes.size === 1 && only) {
      only.end(error)
      return true
    }
    const outcomes: boolean[] = []
    for (const lane of lanes) outcomes.push(await this.commitOnce(batch.filter((waiting) => waiting.lane === lane)))
    return outcomes.every(Boolean)
  }

  /**
   * The district's head. One that has come as far as the tick is ours only while the lease is: else it may be another
   * host's, who ran the same number with other inputs. [CLK-2]
   */
  private async headOf({ branch, district, tick, token }: TickCommit): Promise<Head | 'unavailable' | 'replaced'> {
    const { tickLog, leases } = this.deps
    try {
      const head = await tickLog.head(branch, district)
      if (!head || head.tick < tick) return head
      return (await leases.renew(districtLease(branch, district), token, LEASE_TTL_MS)) ? head : 'replaced'
    } catch {
      return 'unavailable'
    }
  }
}

interface Waiting {
  lane: DistrictLane
  tick: FinishedTick
}

type Head = { tick: number; stateHash?: string } | undefined

class DistrictLane implements Lane {
  waiting: FinishedTick[] = []
  head: number
  readonly ended: Promise<Error>
  private failure: Error | undefined
  private resolveEnded: (error: Error) => void = () => {}
  private watchers: { isMet: () => boolean; resolve: () => void; reject: (error: Error) => void }[] = []
  private readonly on: { pushed: () => void; closed: () => void }

  constructor(head: number, on: { pushed: () => void; closed: () => void }) {
    this.head = head
    this.on = on
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve))
  }

  get hasEnded(): boolean {
    return this.failure !== undefined
  }

  get uncommitted(): number {
    return this.waiting.length
  }

  push(tick: FinishedTick): void {
    if (this.failure) return
    this.waiting.push(tick)
    this.on.pushed()
  }

  room(): Promise<void> {
    return this.when(() => this.waiting.length < MAX_UNCOMMITTED_TICKS)
  }

  durable(tick: number): Promise<void> {
    return this.when(() => this.head >= tick)
  }

  close(): void {
    this.end(new Error('the district stopped'))
  }

  /** The tick is durable: tell, in order. */
  settle(tick: FinishedTick): void {
    if (this.failure || this.waiting[0] !== tick) return
    this.waiting.shift()
    this.head = tick.commit.tick
    tick.committed()
    this.notify()
  }

  /** Compares a tick of unknown outcome with the store's head. */
  reconcile(tick: FinishedTick, head: Head): void {
    const { tick: number, stateHash } = tick.commit
    if (!head || head.tick < number) return
    const isOurs = head.tick !== number || stateHash === undefined || head.stateHash === stateHash
    if (isOurs) this.settle(tick)
    else this.end(new ForeignTickError(tick.commit.district, number))
  }

  end(error: Error): void {
    if (this.failure) return
    this.failure = error
    this.waiting = []
    this.on.closed()
    for (const watcher of this.watchers) watcher.reject(error)
    this.watchers = []
    this.resolveEnded(error)
  }

  private when(isMet: () => boolean): Promise<void> {
    if (this.failure) return Promise.reject(this.failure)
    if (isMet()) return Promise.resolve()
    return new Promise((resolve, reject) => this.watchers.push({ isMet, resolve, reject }))
  }

  private notify(): void {
    const met = this.watchers.filter(({ isMet }) => isMet())
    this.watchers = this.watchers.filter((watcher) => !met.includes(watcher))
    for (const { resolve } of met) resolve()
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'other'
}
