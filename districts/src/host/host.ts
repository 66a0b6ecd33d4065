// Hosts one district for as long as the process runs: takes the lease, recovers, runs, and takes it up again when it was lost. [CLK-2]
import type { HeldDistrict } from '@civitas/bus/presence'
import type { Service } from '@civitas/kit'
import { Lease, type LeaseOptions } from './durable/lease.ts'
import { heldBy, type Life, openLife, runLife } from './life.ts'
import type { DistrictOptions, HostDeps } from './live.ts'

/** Pause before a lost district is taken up again; doubles while that fails, up to the longest. */
const RESTART_PAUSE_MS = 500
const LONGEST_RESTART_PAUSE_MS = 30_000
/** A district that lived this long was well: the next pause is short again. */
const WELL_AFTER_MS = 60_000

export class DistrictHost implements Service {
  readonly id: string
  private readonly deps: HostDeps
  private readonly options: DistrictOptions
  private readonly leaseOptions: LeaseOptions
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private life: Life | undefined

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

  /** What it runs now. */
  get held(): HeldDistrict | undefined {
    return this.life && heldBy(this.life)
  }

  /** Ends with a snapshot at the head, if the store answers in time. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async supervise(first: Life): Promise<void> {
    const { clock } = this.deps
    let pauseMs = RESTART_PAUSE_MS
    for (let opened: Life | undefined = first; opened;) {
      const sinceMs = clock.monotonicMs()
      this.life = opened
      const failure = await runLife(opened, this.stopping.signal)
      this.life = undefined
      if (!failure) return
      this.noteFailure(failure)
      const wasWell = clock.monotonicMs() - sinceMs > WELL_AFTER_MS
      pauseMs = wasWell ? RESTART_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_RESTART_PAUSE_MS)
      opened = await this.openAgain(pauseMs)
    }
  }

  /** Takes the lease, then recovers under it. `undefined`: stopped while waiting. */
  private async open({ force, stop }: { force: boolean; stop: AbortSignal }): Promise<Life | undefined> {
    const { deps, options } = this
    const lease = await Lease.acquire(
      { leases: deps.store.leases, clock: deps.clock, log: deps.log },
      this.leaseOptions,
      { force, signal: stop },
    )
    return lease && (await openLife(deps, options, lease))
  }

  /** Without force: whoever took the lease meanwhile may keep it. */
  private async openAgain(pauseMs: number): Promise<Life | undefined> {
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

  private noteFailure(error: unknown): void {
    const { district } = this.options
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
    this.deps.metrics.restarts.add(1, { district, code })
    this.deps.log.error({ err: error, district }, 'district lost, taking it up again')
  }
}
