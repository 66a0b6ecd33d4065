// The store as one process reaches it: far away, at times not there, and now and then silent about what it did. [ACT-5]
import { must } from '@civitas/kit'
import { type Store, StoreUnavailableError, type TickCommit, UnknownOutcomeError } from '@civitas/store'
import type { Dice } from './dice.ts'
import type { Faults } from './faults.ts'
import type { SimProcess } from './sim-process.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Hooks of the run. */
export interface StoreHooks {
  /** Before a call reaches the store; `true`: the process died on it. */
  calling(process: SimProcess, port: string, method: string): boolean
  /** After the store has done a call, with what it answers; `true`: the process died before it heard. */
  called(process: SimProcess, method: string, answer: unknown): boolean
  /** What the store really took. */
  committed(process: SimProcess, ticks: readonly TickCommit[]): boolean
}

type Call = (...parameters: unknown[]) => Promise<unknown>

export class StoreLine {
  faults: Faults
  /** Until then the store answers nobody. */
  downUntilMs = 0
  private readonly store: Store
  private readonly time: VirtualTime
  private readonly dice: Dice
  private readonly hooks: StoreHooks

  constructor(store: Store, time: VirtualTime, dice: Dice, faults: Faults, hooks: StoreHooks) {
    this.store = store
    this.time = time
    this.dice = dice
    this.faults = faults
    this.hooks = hooks
  }

  /** The store as `process` sees it; `kind` says whether other processes may reach it too. */
  of(process: SimProcess, kind: Store['kind']): Store {
    const seen: Record<string, unknown> = { ...this.store, kind }
    for (const [port, of] of Object.entries(this.store))
      if (typeof of === 'object') seen[port] = this.port(process, port)
    const log = seen['tickLog'] as Store['tickLog']
    log.commit = (ticks) => process.receive(this.commit(process, ticks))
    return seen as unknown as Store
  }

  private port(process: SimProcess, port: string): Record<string, Call> {
    const real = this.store[port as 'tickLog'] as unknown as Record<string, Call>
    const calls: Record<string, Call> = {}
    for (const method of Object.keys(real)) {
      calls[method] = (...parameters) => process.receive(this.call(process, port, method, parameters))
    }
    return calls
  }

  private async call(process: SimProcess, port: string, method: string, parameters: unknown[]): Promise<unknown> {
    if (!process.alive || this.hooks.calling(process, port, method)) return never()
    await this.travel()
    if (!process.alive) return never()
    this.checkUp()
    const real = this.store[port as 'tickLog'] as unknown as Record<string, Call>
    const answer = await this.held(() => must(real[method], method)(...parameters))
    if (this.hooks.called(process, method, answer)) return never()
    await this.travel()
    return answer
  }

  private async commit(process: SimProcess, ticks: readonly TickCommit[]): Promise<void> {
    if (!process.alive || this.hooks.calling(process, 'tickLog', 'commit')) return never()
    await this.travel()
    this.checkUp()
    const { refused, unheard, vanished, late } = this.faults
    if (this.dice.chance(refused)) throw new StoreUnavailableError('too many connections')
    if (this.dice.chance(vanished)) throw new UnknownOutcomeError('commit')
    if (this.dice.chance(late)) {
      this.time.after(this.dice.between(1, 500), () => void this.take(process, ticks).catch(() => {}))
      throw new UnknownOutcomeError('commit')
    }
    if (await this.take(process, ticks)) return never()
    if (this.dice.chance(unheard)) throw new UnknownOutcomeError('commit')
    await this.travel()
  }

  /** The store itself does it, whoever lives by now. `true`: the process died on it. */
  private async take(process: SimProcess, ticks: readonly TickCommit[]): Promise<boolean> {
    await this.held(() => this.store.tickLog.commit(ticks))
    return this.hooks.committed(process, ticks)
  }

  /** A store in memory answers at once; for a real one time has to wait. */
  held<T>(work: () => Promise<T>): Promise<T> {
    return this.store.kind === 'memory' ? work() : this.time.hold(work)
  }

  private checkUp(): void {
    if (this.downUntilMs > this.time.nowMs) throw new StoreUnavailableError('the database is away')
  }

  private async travel(): Promise<void> {
    const ms = this.dice.between(0, this.faults.slowestStoreMs)
    if (ms > 0) await new Promise<void>((resolve) => void this.time.after(ms, resolve))
  }
}

function never(): Promise<never> {
  return new Promise(() => {})
}
