// Hosts one district for as long as the process runs: takes the lease, recovers, runs, and takes it up again when it was lost. [CLK-2]
import type { Service } from '@civitas/kit'
import { routineMap } from '../sim/index.ts'
import { Lease, type LeaseOptions } from './durable/lease.ts'
import { type DistrictOptions, type HostDeps, type LiveDistrict, openDistrict } from './live.ts'
import { runLoop, runToBoundary } from './loop.ts'
import { recover } from './durable/recovery.ts'
import { serve } from './serve.ts'

/** Pause before a lost district is taken up again; doubles while that fails, up to the longest. */
const RESTART_PAUSE_MS = 500
const LONGEST_RESTART_PAUSE_MS = 30_000
/** A district that lived this long was well: the next pause is short again. */
const WELL_AFTER_MS = 60_000
/** How long a graceful stop waits for the store before it leaves the rest to recovery. */
const STOP_PATIENCE_MS = 5_000

export class DistrictHost implements Service {
  readonly id: string
  private readonly deps: HostDeps
  private readonly options: DistrictOptions
  private readonly leaseOptions: LeaseOptions
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()

  constructor(deps: HostDeps, options: DistrictOptions, lease: { holder: string; alone: boolean }) {
    const { branch, district } = options
    this.id = `district ${district}`
    this.deps = deps
    this.options = options
    this.leaseOptions = { branch, district, ...lease }
  }

  /** Resolves when the district is recovered and ticks. Rejects with `RecoveryError`, or with what the store said. */
  async start(signal: AbortSignal): Promise<void> {
    const stop = AbortSignal.any([signal, this.stopping.signal])
    const first = await this.open({ force: this.leaseOptions.alone, stop })
    if (first) this.running = this.supervise(first)
  }

  /** Ends with a snapshot at the head, if the store answers in time. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async supervise(first: Opened): Promise<void> {
    const { clock } = this.deps
    let pauseMs = RESTART_PAUSE_MS
    for (let opened: Opened | undefined = first; opened;) {
      const sinceMs = clock.monotonicMs()
      const failure = await this.live(opened)
      if (!failure) return
      this.noteFailure(failure)
      const wasWell = clock.monotonicMs() - sinceMs > WELL_AFTER_MS
      pauseMs = wasWell ? RESTART_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_RESTART_PAUSE_MS)
      opened = await this.openAgain(pauseMs)
    }
  }

  /** Takes the lease, then recovers under it. `undefined`: stopped while waiting. */
  private async open({ force, stop }: { force: boolean; stop: AbortSignal }): Promise<Opened | undefined> {
    const { deps, options } = this
    const lease = await Lease.acquire(
      { leases: deps.store.leases, clock: deps.clock, log: deps.log },
      this.leaseOptions,
      { force, signal: stop },
    )
    if (!lease) return undefined
    const startMs = deps.clock.monotonicMs()
    const recovered = await recover(deps.store, options)
    const live = openDistrict(deps, options, { epoch: lease.token, recovered })
    const { ticksReplayed } = recovered
    const tookMs = Math.round(deps.clock.monotonicMs() - startMs)
    deps.log.info({ district: options.district, tick: live.world.tick, ticksReplayed, tookMs }, 'district recovered')
    await live.routine.prepare(routineMap(live.world))
    await live.commands.fetch()
    return { live, lease }
  }

  /** Without force: whoever took the lease meanwhile may keep it. */
  private async openAgain(pauseMs: number): Promise<Opened | undefined> {
    const stop = this.stopping.signal
    while (!stop.aborted) {
      await this.deps.clock.sleep(pauseMs, stop)
      if (stop.aborted) return undefined
      try {
        return await this.open({ force: false, stop })
      } catch (error) {
        this.noteFailure(error)
      }
    }
    return undefined
  }

  /** One life. Resolves with what ended it, or with nothing after a graceful stop. */
  private async live({ live, lease }: Opened): Promise<unknown> {
    const ending = new AbortController()
    const signal = AbortSignal.any([ending.signal, this.stopping.signal])
    const close = serve(live)
    void live.commands.run(signal)
    try {
      // Whoever fails first ends the life at once; a stop ends loop and lease alike.
      const loop = runLoop(live, signal)
      const lost = live.lane.ended.then((error) => Promise.reject(error))
      await Promise.race([loop, lost, lease.keep(signal).then(() => loop)])
      await this.finish(live)
      return undefined
    } catch (error) {
      return error ?? new Error('ended without a reason')
    } finally {
      ending.abort()
      close()
      live.lane.close()
      await lease.release()
    }
  }

  /** The last tick of a graceful stop; without an answer from the store it is left to recovery. */
  private async finish(live: LiveDistrict): Promise<void> {
    const { clock, log } = this.deps
    const patience = new AbortController()
    const done = runToBoundary(live).then(() => true)
    const tired = clock.sleep(STOP_PATIENCE_MS, patience.signal).then(() => false)
    const ended = await Promise.race([done, tired]).finally(() => patience.abort())
    const { district } = this.options
    if (ended) log.info({ district, tick: live.world.tick }, 'district stopped at its head')
    else log.warn({ district }, 'the store did not answer in time: the last ticks are left to recovery')
  }

  private noteFailure(error: unknown): void {
    const { district } = this.options
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
    this.deps.metrics.restarts.add(1, { district, code })
    this.deps.log.error({ err: error, district }, 'district lost, taking it up again')
  }
}

interface Opened {
  live: LiveDistrict
  lease: Lease
}
