// One district as a host of a cluster sees it: taken when it is free and wanted, run, given up. [CLK-2]
import type { HeldDistrict } from '@civitas/bus/presence'
import { Lease, type LeaseOptions } from '../host/durable/lease.ts'
import { heldBy, type Life, openLife, runLife } from '../host/life.ts'
import type { DistrictOptions, HostDeps } from '../host/live.ts'

/** Pause before a store that did not answer is asked again. */
const STORE_PAUSE_MS = 1_000
/** Pause before a district that failed here is tried again; doubles while that goes on. Others may try meanwhile. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A district that lived this long was well: the next pause is short again. */
const WELL_AFTER_MS = 60_000

export class PlacedDistrict {
  readonly district: string
  /** Taken by an order, and so not given away by the rule. */
  pinned = false
  private readonly deps: HostDeps
  private readonly options: DistrictOptions
  private readonly leaseOptions: LeaseOptions
  private readonly onChange: () => void
  private attempt: Promise<boolean> | undefined
  private life: { of: Life; ending: AbortController; ended: Promise<void> } | undefined
  private pauseMs = FIRST_PAUSE_MS
  private notBeforeMs = -Infinity

  /** @param onChange told when the district came or went */
  constructor(deps: HostDeps, options: DistrictOptions, of: { holder: string; onChange: () => void }) {
    this.deps = deps
    this.options = options
    this.district = options.district
    this.leaseOptions = { branch: options.branch, district: options.district, holder: of.holder, alone: false }
    this.onChange = of.onChange
  }

  /** Counts as load, even while it recovers. */
  get busy(): boolean {
    return this.attempt !== undefined || this.life !== undefined
  }

  get held(): HeldDistrict | undefined {
    return this.life && heldBy(this.life.of)
  }

  /** Whether an attempt makes sense now. */
  get ready(): boolean {
    return !this.busy && this.deps.clock.monotonicMs() >= this.notBeforeMs
  }

  /** Leaves it to others for a while. */
  holdOff(ms: number): void {
    this.notBeforeMs = Math.max(this.notBeforeMs, this.deps.clock.monotonicMs() + ms)
  }

  /**
   * Takes the lease if it is free, recovers and runs. `false`: somebody else holds it, or it failed here. Never rejects.
   * An attempt that is under way may have asked too early: it is waited for, and made again.
   */
  async take(): Promise<boolean> {
    while (this.attempt) await this.attempt
    if (this.life) return true
    this.attempt = this.tryToTake()
    return this.attempt
  }

  private async tryToTake(): Promise<boolean> {
    const ending = new AbortController()
    try {
      const lease = await this.acquire()
      if (!lease) return false
      await this.open(lease, ending)
      return true
    } catch (error) {
      ending.abort()
      this.failed(error)
      return false
    } finally {
      this.attempt = undefined
      this.onChange()
    }
  }

  /** Stops at the next boundary with a snapshot, and gives the lease back. [CLK-2] */
  async giveUp(): Promise<void> {
    const { life } = this
    life?.ending.abort()
    await life?.ended
  }

  /** A store that does not answer is asked again soon: it may be back at any moment. */
  private async acquire(): Promise<Lease | undefined> {
    const { store, clock, log } = this.deps
    try {
      return await Lease.tryAcquire({ leases: store.leases, clock, log }, this.leaseOptions)
    } catch (error) {
      log.warn({ err: error, district: this.district }, 'the store does not say whether the district is free')
      this.holdOff(STORE_PAUSE_MS)
      return undefined
    }
  }

  /** The lease is renewed from the first moment on: recovery may take longer than it lasts. */
  private async open(lease: Lease, ending: AbortController): Promise<void> {
    const kept = lease.keep(ending.signal)
    kept.catch(() => {})
    try {
      const of = await Promise.race([openLife(this.deps, this.options, lease), kept.then(() => undefined)])
      if (!of) throw new Error('stopped while it recovered')
      const sinceMs = this.deps.clock.monotonicMs()
      const ended = runLife(of, ending.signal, kept).then((failure) => this.ended(failure, sinceMs))
      this.life = { of, ending, ended }
    } catch (error) {
      await lease.release()
      throw error
    }
  }

  private ended(failure: unknown, sinceMs: number): void {
    const { clock, log } = this.deps
    this.life?.ending.abort()
    this.life = undefined
    this.pinned = false
    if (clock.monotonicMs() - sinceMs > WELL_AFTER_MS) this.pauseMs = FIRST_PAUSE_MS
    if (failure) this.failed(failure)
    else log.info({ district: this.district }, 'district given up')
    this.onChange()
  }

  private failed(error: unknown): void {
    const { log, metrics } = this.deps
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
    metrics.restarts.add(1, { district: this.district, code })
    log.error({ err: error, district: this.district }, 'district lost on this host')
    this.holdOff(this.pauseMs)
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS)
  }
}
