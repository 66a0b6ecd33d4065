// All that the hub holds of one agent somebody is interested in: its tail, its sessions, who waits for what.
import type { Cursor, Observation, RawObservation } from '@civitas/schema'
import type { AgentSession, OpenSession } from '../ports.ts'
import type { HubDeps } from './deps.ts'
import type { JoinedItem, Joiner } from './joiner.ts'
import { INTEREST_MS } from './limits.ts'
import type { StreamReader } from './stream-reader.ts'
import { StreamSession } from './stream-session.ts'
import { Tail } from './tail.ts'
import { Waiters } from './waiters.ts'

/** An observation as the district made it, joined when somebody looks. */
export interface Seen {
  seq: number
  tick: number
  raw: RawObservation
  joined?: Observation
}

/** What a channel needs of the hub. */
export interface ChannelHub {
  deps: HubDeps
  joiner: Joiner
  reader: StreamReader
  /** Asks the agent's district for an observation of its committed state. Never rejects. */
  ask(resident: number): Promise<Seen | undefined>
  /** Whether the channel is observed may have changed. */
  rewatch(channel: AgentChannel): void
}

export class AgentChannel {
  readonly resident: number
  readonly tail = new Tail()
  readonly sessions = new Set<StreamSession>()
  readonly items: Waiters<JoinedItem>
  readonly results: Waiters<JoinedItem>
  readonly observations: Waiters<Seen>
  /** Where it was last known to live. */
  district: string | undefined
  newest: Seen | undefined
  private here: Seen | undefined
  private lastUseMs: number
  private lastLookMs = Number.NEGATIVE_INFINITY
  private readonly hub: ChannelHub

  constructor(resident: number, hub: ChannelHub) {
    this.resident = resident
    this.hub = hub
    const { clock } = hub.deps
    this.items = new Waiters(clock)
    this.results = new Waiters(clock)
    this.observations = new Waiters(clock)
    this.lastUseMs = clock.monotonicMs()
  }

  /** Somebody asked: keep what is known of the agent for a while. */
  touch(): void {
    this.lastUseMs = this.hub.deps.clock.monotonicMs()
  }

  /** Somebody wants to see what it sees: stay watched for a while. */
  look(): void {
    this.lastLookMs = this.hub.deps.clock.monotonicMs()
  }

  /** Where it was when last seen or asked about. */
  get location(): RawObservation['location'] | undefined {
    return this.here?.raw.location
  }

  place(seen: Seen): void {
    this.here = seen
  }

  /** The district has to make observations of this agent. */
  get observed(): boolean {
    if (this.observations.size > 0 || this.hub.deps.clock.monotonicMs() - this.lastLookMs < INTEREST_MS) return true
    for (const session of this.sessions) if (session.observed) return true
    return false
  }

  get idle(): boolean {
    const waiting = this.sessions.size + this.items.size + this.results.size + this.observations.size
    return waiting === 0 && this.hub.deps.clock.monotonicMs() - this.lastUseMs > INTEREST_MS
  }

  open(session: AgentSession, after?: Cursor): OpenSession {
    const stream = new StreamSession(session, this.source(), this.hub.deps)
    this.sessions.add(stream)
    if (after) stream.resume(after)
    this.hub.rewatch(this)
    return {
      resume: (from) => stream.resume(from),
      changed: () => this.hub.rewatch(this),
      close: () => {
        stream.close()
        this.sessions.delete(stream)
        this.touch()
        this.hub.rewatch(this)
      },
    }
  }

  /** A committed item, in the order of the stream. Returns how many sessions got it. */
  accept(joined: JoinedItem): number {
    this.tail.push(joined)
    let delivered = 0
    for (const session of this.sessions) if (session.offer(joined)) delivered++
    this.items.wake(joined)
    if (joined.item['type'] === 'result') this.results.wake(joined)
    return delivered
  }

  /** A committed observation; everything up to its `seq` was published before it. Returns how many sessions got it. */
  acceptObservation(seen: Seen): number {
    const { newest } = this
    // Items are counted across borders, ticks per district. [STR-2]
    if (newest && (newest.seq > seen.seq || (newest.seq === seen.seq && newest.tick >= seen.tick))) return 0
    this.newest = seen
    this.here = seen
    if (this.tail.head > 0 && seen.seq > this.tail.head) this.tail.clear()
    let delivered = 0
    for (const session of this.sessions) {
      if (session.offerObservation(seen.seq, seen.tick, () => this.joined(seen))) delivered++
    }
    this.observations.wake(seen)
    return delivered
  }

  /** Live messages may have been lost. */
  repair(): void {
    this.tail.clear()
    for (const session of this.sessions) session.catchUp()
  }

  joined(seen: Seen): Observation {
    seen.joined ??= this.hub.joiner.observation(seen.raw)
    return seen.joined
  }

  private source() {
    return {
      page: (after: Cursor, limit: number) => this.hub.reader.page(this.resident, this.tail, after, limit),
      has: (cursor: Cursor) => this.hub.reader.has(this.resident, cursor),
      observe: async () => {
        const seen = await this.hub.ask(this.resident)
        return seen && { seq: seen.seq, observation: this.joined(seen) }
      },
    }
  }
}
