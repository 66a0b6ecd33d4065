// One host per district: a lease that is renewed each second, with a token that every commit carries. [CLK-2]
import type { Clock } from '@civitas/kit'
import { districtLease, type Leases } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import { LeaseLostError } from '../../errors.ts'

export const LEASE_TTL_MS = 3_000
const RENEW_MS = 1_000
/** A host that could not renew stops itself this long before the lease runs out. */
const SAFETY_MS = 500

export interface LeaseDeps {
  leases: Leases
  clock: Clock
  log: Logger
}

export interface LeaseOptions {
  branch: string
  district: string
  /** Who holds it, for people who read the table. */
  holder: string
  /** No other process can live (the data directory is locked): a failed renewal is no reason to stop. */
  alone: boolean
}

export class Lease {
  readonly token: number
  private readonly deps: LeaseDeps
  private readonly options: LeaseOptions

  private constructor(deps: LeaseDeps, options: LeaseOptions, token: number) {
    this.deps = deps
    this.options = options
    this.token = token
  }

  /** Waits until the lease is free; `force` takes it at once. `undefined` when `signal` ended the wait. Rejects when the store does. */
  static async acquire(
    deps: LeaseDeps,
    options: LeaseOptions,
    { force, signal }: { force: boolean; signal: AbortSignal },
  ): Promise<Lease | undefined> {
    const name = districtLease(options.branch, options.district)
    while (!signal.aborted) {
      const taken = await deps.leases.acquire(name, options.holder, LEASE_TTL_MS, force)
      if (taken) return new Lease(deps, options, taken.token)
      deps.log.info({ district: options.district }, 'another host holds the district, waiting')
      await deps.clock.sleep(RENEW_MS, signal)
    }
    return undefined
  }

  /** Takes it if it is free now. Rejects when the store does. */
  static async tryAcquire(deps: LeaseDeps, options: LeaseOptions): Promise<Lease | undefined> {
    const taken = await deps.leases.acquire(
      districtLease(options.branch, options.district),
      options.holder,
      LEASE_TTL_MS,
    )
    return taken && new Lease(deps, options, taken.token)
  }

  /** Renews until `signal` aborts; rejects with `LeaseLostError` when this host may not go on. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock } = this.deps
    let heldUntilMs = clock.monotonicMs() + LEASE_TTL_MS - SAFETY_MS
    while (!signal.aborted) {
      await clock.sleep(RENEW_MS, signal)
      if (signal.aborted) return
      const askedMs = clock.monotonicMs()
      const renewed = await this.renew(heldUntilMs - askedMs)
      if (renewed === false) throw new LeaseLostError(this.options.district)
      if (renewed) heldUntilMs = askedMs + LEASE_TTL_MS - SAFETY_MS
      if (!this.options.alone && clock.monotonicMs() >= heldUntilMs) throw new LeaseLostError(this.options.district)
    }
  }

  /** Gives it back, so that the next host need not wait. Failure is harmless: it runs out. */
  async release(): Promise<void> {
    try {
      await this.deps.leases.release(this.name, this.token)
    } catch (error) {
      this.deps.log.debug({ err: error }, 'lease not released, it will run out')
    }
  }

  /** `undefined`: the store could not say within the time left. */
  private async renew(withinMs: number): Promise<boolean | undefined> {
    const asked = this.deps.leases.renew(this.name, this.token, LEASE_TTL_MS).catch((error: unknown) => {
      this.deps.log.warn({ err: error, district: this.options.district }, 'cannot renew the lease now')
      return undefined
    })
    if (this.options.alone) return await asked
    const answered = new AbortController()
    const tired = this.deps.clock.sleep(withinMs, answered.signal).then(() => undefined)
    return await Promise.race([asked, tired]).finally(() => answered.abort())
  }

  private get name(): string {
    return districtLease(this.options.branch, this.options.district)
  }
}
