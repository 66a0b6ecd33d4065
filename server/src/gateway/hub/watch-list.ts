// Tells each district whose observations this gateway wants: soon after a change, and again every few seconds.
import { type DistrictQuery, topics } from '@civitas/schema'
import type { HubDeps } from './deps.ts'
import { QUERY_TIMEOUT_MS, WATCH_DELAY_MS, WATCH_REPEAT_MS } from './limits.ts'

export class WatchList {
  private readonly watched = new Map<string, Set<number>>()
  private readonly changed = new Set<string>()
  private soon: NodeJS.Timeout | undefined
  private repeat: NodeJS.Timeout | undefined
  private readonly deps: Pick<HubDeps, 'bus' | 'count' | 'gatewayId'>

  constructor(deps: Pick<HubDeps, 'bus' | 'count' | 'gatewayId'>) {
    this.deps = deps
  }

  start(): void {
    this.repeat = setInterval(() => this.sendAll(), WATCH_REPEAT_MS)
    this.repeat.unref()
  }

  stop(): void {
    clearInterval(this.repeat)
    clearTimeout(this.soon)
    this.soon = undefined
  }

  add(district: string, resident: number): void {
    let residents = this.watched.get(district)
    if (!residents) this.watched.set(district, (residents = new Set()))
    if (residents.has(resident)) return
    residents.add(resident)
    this.sendSoon(district)
  }

  remove(district: string, resident: number): void {
    if (this.watched.get(district)?.delete(resident)) this.sendSoon(district)
  }

  /** A new host holds the district: it knows nothing of us. */
  renew(district: string): void {
    if (this.watched.has(district)) this.sendSoon(district)
  }

  private sendSoon(district: string): void {
    this.changed.add(district)
    this.soon ??= setTimeout(() => {
      this.soon = undefined
      for (const one of this.changed) this.send(one)
      this.changed.clear()
    }, WATCH_DELAY_MS)
  }

  private sendAll(): void {
    for (const [district, residents] of this.watched) {
      this.send(district)
      if (residents.size === 0) this.watched.delete(district)
    }
  }

  private send(district: string): void {
    const residents = [...(this.watched.get(district) ?? [])]
    const query: DistrictQuery = { kind: 'watch', residents, by: this.deps.gatewayId }
    this.deps.bus
      .request(topics.districtQuery(district), query, { timeoutMs: QUERY_TIMEOUT_MS })
      .catch(() => this.deps.count('watch_unanswered'))
  }
}
