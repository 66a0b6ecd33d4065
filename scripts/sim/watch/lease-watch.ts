// Watches who holds which lease: never two at a time, whatever the store says. [CLK-2]
import type { Leases } from '@civitas/store'

interface Held {
  token: number
  untilMs: number
}

export class LeaseWatch {
  private readonly held = new Map<string, Held>()
  private readonly newest = new Map<string, number>()
  private readonly nowMs: () => number
  private readonly fail: (problem: string) => void

  constructor(nowMs: () => number, fail: (problem: string) => void) {
    this.nowMs = nowMs
    this.fail = fail
  }

  /** The newest token that was given out, -1 when there was none. */
  token(name: string): number {
    return this.newest.get(name) ?? -1
  }

  /** From now on it sees all that the store grants. */
  watch(leases: Leases): void {
    const { acquire, renew, release } = leases
    leases.acquire = async (name, holder, ttlMs, force) => {
      const taken = await acquire.call(leases, name, holder, ttlMs, force)
      if (taken) this.granted(name, { token: taken.token, untilMs: this.nowMs() + ttlMs }, force === true)
      return taken
    }
    leases.renew = async (name, token, ttlMs) => {
      const renewed = await renew.call(leases, name, token, ttlMs)
      if (renewed) this.renewed(name, { token, untilMs: this.nowMs() + ttlMs })
      return renewed
    }
    leases.release = async (name, token) => {
      await release.call(leases, name, token)
      if (this.held.get(name)?.token === token) this.held.delete(name)
    }
  }

  private granted(name: string, now: Held, forced: boolean): void {
    const before = this.held.get(name)
    if (before && before.untilMs > this.nowMs() && !forced) {
      this.fail(`[CLK-2] ${name} was given away under token ${now.token}, but token ${before.token} holds it`)
    }
    if (now.token <= this.token(name)) this.fail(`[CLK-2] ${name}: token ${now.token} after ${this.token(name)}`)
    this.held.set(name, now)
    this.newest.set(name, now.token)
  }

  private renewed(name: string, now: Held): void {
    if (now.token !== this.token(name))
      this.fail(`[CLK-2] ${name}: token ${now.token} was renewed, ${this.token(name)} holds it`)
    this.held.set(name, now)
  }
}
