// What is to happen to the city: a durable queue by city time. [CLK-1, CMD-1]
import type { WorldEvent } from '@civitas/schema'

export interface QueuedEvent {
  /** Unique in its branch, for good: a calendar names its entries by day. */
  id: string
  /** City milliseconds since day 1, 00:00. */
  dueMs: number
  /** Ids of the districts to which it happens. */
  targets: readonly string[]
  event: WorldEvent
}

export interface WorldEvents {
  /** Queues those whose id is not known yet; a repeat changes nothing, also of one that was handed over. */
  add(branch: string, events: readonly QueuedEvent[]): Promise<void>
  /** Those not handed over yet whose time is `cityMs` or earlier: earliest first, then by id. */
  due(branch: string, cityMs: number, limit: number): Promise<QueuedEvent[]>
  /**
   * One transaction: each target gets the event as a command, named after event and district, and it is due no more.
   * `false`: it was handed over before, or is not in the queue; nothing changed.
   */
  handOver(branch: string, id: string): Promise<boolean>
  /** Drops those handed over whose time was before `cityMs`; from then on their ids are new again. */
  forget(branch: string, cityMs: number): Promise<void>
}

/** The same whoever hands it over, and however often. */
export function eventCommandId(branch: string, id: string, district: string): string {
  return `${branch}/event/${id}/${district}`
}
