// One connection's place in its agent's stream: live while nothing is missing, else it reads the store until it has caught up. [STR-2, STR-3]
import { type Cursor, formatCursor, type InboxItem, type Observation } from '@civitas/schema'
import type { AgentSession } from '../ports.ts'
import type { HubDeps } from './deps.ts'
import type { JoinedItem } from './joiner.ts'
import { MAX_EMPTY_READS, REPLAY_PAGE_ITEMS, REPLAY_RETRY_MS, REPLAY_RETRY_MS_MAX } from './limits.ts'
import { Pacer } from './pacer.ts'
import type { StreamPage } from './stream-reader.ts'

/** What a session needs of its agent's channel. */
export interface SessionSource {
  page(after: Cursor, limit: number): Promise<StreamPage>
  /** An observation of the committed state as it is now, `undefined` when the district does not answer. */
  observe(): Promise<{ seq: number; observation: Observation } | undefined>
  /** Whether the store has the item that the cursor names. Never rejects: without an answer it is believed. */
  has(cursor: Cursor): Promise<boolean>
}

export class StreamSession {
  /** The last item delivered. `undefined`: opened without a cursor and nothing came yet. */
  private position: Cursor | undefined
  private state: 'live' | 'replaying' | 'closed' = 'live'
  /** Newest number that came live while replaying: the replay goes on until it is there. */
  private seenSeq = 0
  /** Newest observation that came while replaying; older ones are superseded. */
  private heldObservation: Observation | undefined
  /** Grows with every `resume`: a replay of an older one stops. */
  private generation = 0
  private readonly session: AgentSession
  private readonly source: SessionSource
  private readonly deps: Pick<HubDeps, 'clock' | 'log' | 'count'>

  constructor(session: AgentSession, source: SessionSource, deps: Pick<HubDeps, 'clock' | 'log' | 'count'>) {
    this.session = session
    this.source = source
    this.deps = deps
  }

  /** An observation is wanted, or needed to know where in the stream the session began. */
  get observed(): boolean {
    if (this.state === 'closed') return false
    return this.position === undefined || this.wantsObservation()
  }

  /** Starts anew after this cursor, whatever was delivered before. */
  resume(after: Cursor): void {
    if (this.state === 'closed') return
    this.startReplay(after, true)
  }

  close(): void {
    this.state = 'closed'
    this.generation++
    this.heldObservation = undefined
  }

  /** A live item. Returns whether it was delivered. */
  offer(joined: JoinedItem): boolean {
    if (this.state === 'closed') return false
    if (this.state === 'replaying') {
      this.seenSeq = Math.max(this.seenSeq, joined.seq)
      return false
    }
    if (this.position && joined.seq <= this.position.seq) return false
    if (this.position && joined.seq > this.position.seq + 1) {
      this.catchUp(joined.seq)
      return false
    }
    this.deliver(joined, false)
    return true
  }

  /** A live observation that includes the stream up to `seq`. Returns whether it was delivered. */
  offerObservation(seq: number, tick: number, observation: () => Observation): boolean {
    if (this.state === 'closed') return false
    if (this.state === 'live') {
      this.position ??= { seq, tick }
      if (seq > this.position.seq) this.catchUp(seq)
    }
    if (!this.wantsObservation()) return false
    if (this.state === 'replaying') {
      this.heldObservation = observation()
      return false
    }
    this.session.observe?.(observation())
    return true
  }

  /** Live messages were lost: what is missing is read from the store. */
  catchUp(seenSeq = 0): void {
    if (this.state === 'replaying') this.seenSeq = Math.max(this.seenSeq, seenSeq)
    else if (this.state === 'live' && this.position) {
      this.deps.count('stream_repaired')
      this.startReplay(this.position, false, seenSeq)
    }
  }

  private wantsObservation(): boolean {
    return this.session.observe !== undefined && this.session.wantsObservation?.() !== false
  }

  private startReplay(after: Cursor, fresh: boolean, seenSeq = 0): void {
    this.position = after
    this.state = 'replaying'
    this.seenSeq = seenSeq
    void this.replay(++this.generation, fresh)
  }

  private async replay(generation: number, fresh: boolean): Promise<void> {
    const pacer = new Pacer()
    const start = this.position
    let waitMs = REPLAY_RETRY_MS
    let emptyReads = 0
    for (let reads = 0; this.isCurrent(generation);) {
      const page = await this.readPage()
      if (!this.isCurrent(generation)) return
      if (page) {
        const empty = page.items.length === 0 && !page.gap
        if (empty && fresh && start && reads === 0) void this.checkFuture(start, generation)
        reads++
        await this.deliverPage(page, generation, pacer)
        if (!this.isCurrent(generation)) return
        if (this.isCaughtUpWith(page)) return this.goLive()
        if (empty && ++emptyReads >= MAX_EMPTY_READS) await this.markGap('lost', generation)
        if (!empty) emptyReads = 0
        if (!empty || emptyReads >= MAX_EMPTY_READS) continue
      }
      await this.deps.clock.sleep(waitMs)
      waitMs = Math.min(waitMs * 2, REPLAY_RETRY_MS_MAX)
    }
  }

  /** A page that is not full ends what is stored; what is committed from then on comes live. */
  private isCaughtUpWith(page: StreamPage): boolean {
    return page.items.length < REPLAY_PAGE_ITEMS && this.seenSeq <= (this.position?.seq ?? 0)
  }

  private async readPage(): Promise<StreamPage | undefined> {
    try {
      return await this.source.page(this.position ?? { seq: 0, tick: 0 }, REPLAY_PAGE_ITEMS)
    } catch (error) {
      this.deps.count('replay_failed')
      this.deps.log.warn({ err: error }, 'reading a stream failed, trying again')
      return undefined
    }
  }

  private async deliverPage(page: StreamPage, generation: number, pacer: Pacer): Promise<void> {
    const first = page.items[0]
    if (page.gap) await this.markGap('retention', generation, first)
    for (const joined of page.items) {
      if (!this.isCurrent(generation)) return
      this.deliver(joined, true)
      await pacer.after(1)
    }
    await this.session.ready?.()
  }

  /**
   * A cursor beyond the agent's head was not made by this city as it is now. Asked beside the replay: the answer may take a tick.
   * A host that was replaced without knowing answers from the past, so the store has the last word. [CLK-2]
   */
  private async checkFuture(start: Cursor, generation: number): Promise<void> {
    const now = await this.source.observe()
    if (!now || start.seq <= now.seq || (await this.source.has(start))) return
    if (this.isCurrent(generation)) await this.markGap('unknown cursor', generation)
  }

  /** Says that something is missing, and shows what is true now. [STR-2] */
  private async markGap(reason: string, generation: number, first?: JoinedItem): Promise<void> {
    const now = await this.source.observe()
    if (!this.isCurrent(generation)) return
    this.deps.count('stream_gap')
    const seq = first ? first.seq - 1 : (now?.seq ?? Math.max(this.seenSeq, this.position?.seq ?? 0))
    const tick = first?.tick ?? now?.observation.tick ?? this.position?.tick ?? 0
    this.position = { seq, tick }
    this.send({ type: 'gap', cursor: formatCursor(this.position), reason }, true)
    if (now) this.session.observe?.(now.observation)
  }

  private goLive(): void {
    this.state = 'live'
    const held = this.heldObservation
    this.heldObservation = undefined
    if (held) this.session.observe?.(held)
  }

  private deliver(joined: JoinedItem, replay: boolean): void {
    this.position = { seq: joined.seq, tick: joined.tick }
    this.send(joined.item, replay)
  }

  private send(item: InboxItem, replay: boolean): void {
    try {
      this.session.deliver(item, replay)
    } catch (error) {
      this.deps.log.error({ err: error }, 'a session failed to take an item')
    }
  }

  private isCurrent(generation: number): boolean {
    return this.state !== 'closed' && this.generation === generation
  }
}
