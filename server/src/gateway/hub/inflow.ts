// Takes the districts' messages off the bus and works through them one after another, so that joining never reorders them.
import type { EventsMessage, ObservationsMessage, StreamsMessage, DistrictStateMessage } from '@civitas/schema'
import { topics } from '@civitas/schema'
import type { HubDeps } from './deps.ts'
import { MAX_QUEUED_MESSAGES } from './limits.ts'

export type Inflow =
  | { kind: 'streams'; message: StreamsMessage }
  | { kind: 'events'; message: EventsMessage }
  | { kind: 'observations'; message: ObservationsMessage }
  | { kind: 'state'; message: DistrictStateMessage }

export interface InflowHandlers {
  /** Handles one message; the next one waits until it is done. Must not reject. */
  handle(inflow: Inflow): Promise<void> | void
  /** The queue was full, messages were lost on the bus, or a new host took the district over: live items may be missing. `undefined`: of any district. */
  lost(district: string | undefined): void
}

export class DistrictInflow {
  private queue: Inflow[] = []
  private working = false
  private readonly epochs = new Map<string, number>()
  private unsubscribe: (() => void)[] = []
  private readonly deps: Pick<HubDeps, 'bus' | 'count' | 'log'>
  private readonly handlers: InflowHandlers

  constructor(deps: Pick<HubDeps, 'bus' | 'count' | 'log'>, handlers: InflowHandlers) {
    this.deps = deps
    this.handlers = handlers
  }

  start(): void {
    const { bus } = this.deps
    this.unsubscribe = [
      bus.subscribe(topics.districtStreams('+'), (m) => this.push({ kind: 'streams', message: m as StreamsMessage })),
      bus.subscribe(topics.districtEvents('+'), (m) => this.push({ kind: 'events', message: m as EventsMessage })),
      bus.subscribe(topics.districtObservations('+'), (m) =>
        this.push({ kind: 'observations', message: m as ObservationsMessage }),
      ),
      bus.subscribe(topics.districtState('+'), (m) => this.push({ kind: 'state', message: m as DistrictStateMessage })),
      bus.onGap(({ topic }) => this.gap(topic)),
    ]
  }

  stop(): void {
    for (const end of this.unsubscribe) end()
    this.unsubscribe = []
    this.queue = []
  }

  /** Messages are missing on the way from a district, or, without a topic, from any. Those of one tick tell of it once. */
  private gap(topic: string | undefined): void {
    const kind = topic?.split('/').at(-1)
    if (kind !== undefined && kind !== 'streams' && kind !== 'observations') return
    this.deps.count('bus_gap')
    this.handlers.lost(topic?.split('/')[2])
  }

  private push(inflow: Inflow): void {
    if (!this.isCurrentEpoch(inflow.message)) return
    if (this.queue.length >= MAX_QUEUED_MESSAGES) {
      this.deps.count('hub_overflow', this.queue.length)
      this.queue = []
      this.handlers.lost(undefined)
    }
    this.queue.push(inflow)
    if (!this.working) void this.work()
  }

  /** A message of an older host is not believed; the first of a newer one says that some may be missing. [CLK-2] */
  private isCurrentEpoch({ district, epoch }: { district: string; epoch: number }): boolean {
    const known = this.epochs.get(district)
    if (known !== undefined && epoch < known) {
      this.deps.count('hub_old_epoch')
      return false
    }
    if (epoch !== known) {
      this.epochs.set(district, epoch)
      if (known !== undefined) this.handlers.lost(district)
    }
    return true
  }

  private async work(): Promise<void> {
    this.working = true
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      try {
        await this.handlers.handle(next)
      } catch (error) {
        this.deps.log.error(
          { err: error, kind: next.kind, district: next.message.district },
          'delivering a message failed',
        )
        this.handlers.lost(next.message.district)
      }
    }
    this.working = false
  }
}
