// Makes finished ticks durable, in order, off the loop's path: while one transaction runs, what finishes meanwhile waits for the next. [ACT-5]
import type { Clock } from '@civitas/kit'
import { FencedError, TickGapError, type TickCommit, type TickLog } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import { ForeignTickError } from '../../errors.ts'
import type { PipelineMetrics } from '../metrics.ts'

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
    try {
      while (this.batch().length > 0) await this.commitAll()
    } finally {
      this.running = false
    }
  }

  private batch(): { lane: DistrictLane; tick: FinishedTick }[] {
    return [...this.lanes].flatMap((lane) => lane.waiting.map((tick) => ({ lane, tick })))
  }

  /** Commits all that waits in one transaction, and tries until it is known to be there. */
  private async commitAll(): Promise<void> {
    const { clock, metrics } = this.deps
    let pauseMs = FIRST_RETRY_MS
    for (let batch = this.batch(); batch.length > 0;) {
      const startMs = clock.monotonicMs()
      const error = await this.attempt(batch.map(({ tick }) => tick.commit))
      if (error === undefined) {
        metrics.commit.observe(clock.monotonicMs() - startMs)
        for (const { lane, tick } of batch) lane.settle(tick)
        return
      }
      const known = await this.lookUp(batch, error)
      if (!known) {
        await clock.sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS)
      }
      batch = batch.filter(({ lane, tick }) => lane.waiting.includes(tick))
    }
  }

  private async attempt(commits: TickCommit[]): Promise<unknown> {
    try {
      await this.deps.tickLog.commit(commits)
      return undefined
    } catch (error) {
      return error ?? new Error('the store failed without a reason')
    }
  }

  /** After a failure: asks the store what it has, instead of running the tick again. `false`: ask again later. [ACT-5] */
  private async lookUp(batch: { lane: DistrictLane; tick: FinishedTick }[], error: unknown): Promise<boolean> {
    const { log, metrics } = this.deps
    metrics.failures.add(1, { code: codeOf(error) })
    log.warn({ err: error, ticks: batch.length }, 'commit failed, looking up what the store has')
    if (error instanceof FencedError) return await this.findFenced(batch, error)
    for (const { lane, tick } of batch) {
      const head = await this.headOf(tick.commit)
      if (head === 'unavailable') return false
      lane.reconcile(tick, head)
      if (error instanceof TickGapError && lane.waiting[0] === tick && lane.head !== head?.tick) lane.end(error)
    }
    return false
  }

  /** Of a batch that was refused, ends the lanes that are fenced: each tried alone tells which. */
  private async findFenced(batch: { lane: DistrictLane; tick: FinishedTick }[], error: FencedError): Promise<boolean> {
    const lanes = new Set(batch.map(({ lane }) => lane))
    if (lanes.size === 1) {
      for (const lane of lanes) lane.end(error)
      return true
    }
    for (const lane of lanes) {
      const own = batch.filter((item) => item.lane === lane)
      const failure = await this.attempt(own.map(({ tick }) => tick.commit))
      if (failure === undefined) for (const { tick } of own) lane.settle(tick)
      else if (failure instanceof FencedError) lane.end(failure)
      else await this.lookUp(own, failure)
    }
    return true
  }

  private async headOf(commit: TickCommit): Promise<Head | 'unavailable'> {
    try {
      return await this.deps.tickLog.head(commit.branch, commit.district)
    } catch {
      return 'unavailable'
    }
  }
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
