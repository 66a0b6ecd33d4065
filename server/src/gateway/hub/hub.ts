// Delivery to agents: what the districts committed, joined with names and texts, handed to whoever waits. [ACT-2, STR-1..3]
import type {
  ActionResult,
  AgentsChangedMessage,
  ClockState,
  Cursor,
  DistrictQuery,
  DistrictQueryAnswer,
  DistrictStateMessage,
  EventsMessage,
  InboxItem,
  Observation,
  ObservationsMessage,
  RawObservation,
  StreamsMessage,
  WireFact,
} from '@civitas/schema'
import { formatCursor, residentOf, topics } from '@civitas/schema'
import type { AgentHub, AgentSession, OpenSession } from '../ports.ts'
import { ActionLookup } from './action-lookup.ts'
import { AgentChannel, type ChannelHub, type Seen } from './channel.ts'
import type { HubDeps } from './deps.ts'
import type { CachedDirectory } from './directory.ts'
import { DistrictInflow, type Inflow } from './inflow.ts'
import { type JoinedItem, Joiner, Needs } from './joiner.ts'
import { MAX_CHANNELS, MAX_INBOX_ITEMS, QUERY_TIMEOUT_MS, SWEEP_MS } from './limits.ts'
import { Pacer } from './pacer.ts'
import { StreamReader } from './stream-reader.ts'
import { WatchList } from './watch-list.ts'

/** As many agents are followed as this gateway can hold. */
export class HubFullError extends Error {
  readonly code = 'unavailable'
  override readonly name = 'HubFullError'
}

export class DistrictHub implements AgentHub {
  private readonly channels = new Map<number, AgentChannel>()
  private readonly factListeners = new Set<(facts: WireFact[], district: string) => void>()
  private readonly clockListeners = new Set<(clock: ClockState) => void>()
  private clock: ClockState | undefined
  private readonly lookup: ActionLookup
  private readonly watch: WatchList
  private readonly inflow: DistrictInflow
  private readonly pacer = new Pacer()
  private sweeper: NodeJS.Timeout | undefined
  private endChanges = () => {}
  private readonly joiner: Joiner
  private readonly forChannels: ChannelHub
  private readonly deps: HubDeps
  private readonly directory: CachedDirectory

  constructor(deps: HubDeps, directory: CachedDirectory) {
    this.deps = deps
    this.directory = directory
    this.joiner = new Joiner(deps, directory)
    this.lookup = new ActionLookup(deps)
    this.watch = new WatchList(deps)
    const reader = new StreamReader(deps, this.joiner)
    this.forChannels = {
      deps,
      joiner: this.joiner,
      reader,
      ask: (resident) => this.ask(resident),
      rewatch: (channel) => this.rewatch(channel),
    }
    this.inflow = new DistrictInflow(deps, {
      handle: (inflow) => this.handle(inflow),
      lost: (district) => this.repair(district),
    })
  }

  start(): void {
    this.inflow.start()
    this.endChanges = this.deps.bus.subscribe(topics.agentsChanged(), (message) =>
      this.directory.forget((message as AgentsChangedMessage).resident),
    )
    this.watch.start()
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS)
    this.sweeper.unref()
  }

  stop(): void {
    clearInterval(this.sweeper)
    this.inflow.stop()
    this.endChanges()
    this.watch.stop()
    for (const channel of this.channels.values()) for (const session of channel.sessions) session.close()
    this.channels.clear()
  }

  async observation(
    resident: number,
    options: { afterTick?: number; waitMs: number; signal?: AbortSignal },
  ): Promise<Observation | undefined> {
    const channel = this.channel(resident)
    channel.look()
    this.rewatch(channel)
    const { afterTick = -1, waitMs, signal } = options
    const fits = (seen: Seen) => seen.tick > afterTick
    const asked = await this.ask(resident)
    if (asked && fits(asked)) return this.seen(channel, asked)
    if (channel.newest && fits(channel.newest)) return this.seen(channel, channel.newest)
    const later = await channel.observations.next(fits, waitMs, signal)
    const best = later ?? channel.newest ?? asked
    return best && this.seen(channel, best)
  }

  async inbox(
    resident: number,
    options: { after: Cursor; waitMs: number; limit: number; signal?: AbortSignal },
  ): Promise<{ items: InboxItem[]; cursor: string }> {
    const channel = this.channel(resident)
    const limit = Math.min(options.limit, MAX_INBOX_ITEMS)
    const read = () => this.forChannels.reader.page(resident, channel.tail, options.after, limit)
    // The wait begins before the read: what is committed while the store answers ends it. [STR-2]
    const over = new AbortController()
    const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal
    const next = channel.items.next(({ seq }) => seq > options.after.seq, options.waitMs, signal)
    try {
      const page = await read()
      if (page.items.length > 0) return inboxAnswer(page, options.after)
      if (page.gap) return await this.emptyInbox(channel, options.after, 'retention')
      if (await next) return inboxAnswer(await read(), options.after)
      const future = options.after.seq > Math.max(channel.tail.head, channel.newest?.seq ?? 0)
      return future ? await this.emptyInbox(channel, options.after) : inboxAnswer(page, options.after)
    } finally {
      over.abort()
    }
  }

  async result(resident: number, actionId: string, waitMs: number): Promise<ActionResult | undefined> {
    const channel = this.channel(resident)
    const recent = channel.tail.result(actionId)
    if (recent) return resultOf(recent)
    const fits = ({ item }: JoinedItem) => 'action_id' in item && item.action_id === actionId
    const live = await channel.results.next(fits, waitMs)
    return live ? resultOf(live) : this.lookup.find(resident, actionId)
  }

  open(resident: number, session: AgentSession, after?: Cursor): OpenSession {
    return this.channel(resident).open(session, after)
  }

  onFacts(listener: (facts: WireFact[], district: string) => void): () => void {
    this.factListeners.add(listener)
    return () => this.factListeners.delete(listener)
  }

  onClock(listener: (clock: ClockState) => void): () => void {
    this.clockListeners.add(listener)
    if (this.clock) listener(this.clock)
    return () => this.clockListeners.delete(listener)
  }

  /** Where an agent with an open session is, as its newest observation says. For judging subscriptions to places. */
  locationOf(resident: number): RawObservation['location'] | undefined {
    return this.channels.get(resident)?.location
  }

  /** Asks where an agent is, so that `locationOf` knows. Never rejects. */
  async locate(resident: number): Promise<void> {
    const channel = this.channels.get(resident)
    if (!channel || (channel.observed && channel.location)) return
    const seen = await this.ask(resident)
    if (seen) channel.place(seen)
  }

  private channel(resident: number): AgentChannel {
    let channel = this.channels.get(resident)
    if (!channel) {
      if (this.channels.size >= MAX_CHANNELS) this.sweep()
      if (this.channels.size >= MAX_CHANNELS) throw new HubFullError('this gateway follows no more agents')
      channel = new AgentChannel(resident, this.forChannels)
      this.channels.set(resident, channel)
      void this.findHome(channel)
    }
    channel.touch()
    return channel
  }

  /** An inbox without items whose cursor is too old, or newer than the stream: goes on from where the agent is now. [STR-2] */
  private async emptyInbox(
    channel: AgentChannel,
    after: Cursor,
    reason?: string,
  ): Promise<{ items: InboxItem[]; cursor: string }> {
    const now = await this.ask(channel.resident)
    const beyond =
      now !== undefined && now.seq < after.seq && !(await this.forChannels.reader.has(channel.resident, after))
    const why = reason ?? (beyond ? 'unknown cursor' : undefined)
    if (!now || !why) return { items: [], cursor: formatCursor(after) }
    const cursor = formatCursor(now)
    return { items: [{ type: 'gap', cursor, reason: why }], cursor }
  }

  private async findHome(channel: AgentChannel): Promise<void> {
    try {
      const record = await this.directory.get(channel.resident)
      if (record) this.settle(channel, record.district)
    } catch (error) {
      this.deps.log.warn({ err: error, resident: channel.resident }, 'the register did not answer')
    }
  }

  private settle(channel: AgentChannel, district: string): void {
    if (channel.district === district || this.channels.get(channel.resident) !== channel) return
    if (channel.district) this.watch.remove(channel.district, channel.resident)
    channel.district = district
    this.rewatch(channel)
  }

  private rewatch(channel: AgentChannel): void {
    const { district, resident } = channel
    if (!district || this.channels.get(resident) !== channel) return
    if (channel.observed) this.watch.add(district, resident)
    else this.watch.remove(district, resident)
  }

  private async ask(resident: number): Promise<Seen | undefined> {
    try {
      const district = this.channels.get(resident)?.district ?? (await this.directory.get(resident))?.district
      if (!district) return undefined
      const query: DistrictQuery = { kind: 'observe', resident }
      const { moved, ...answer } = await this.query(district, query)
      const raw = answer.observation ?? (moved === undefined ? undefined : (await this.query(moved, query)).observation)
      if (!raw) return undefined
      await this.prepareObservation(raw)
      return { seq: raw.seq, tick: raw.tick, raw }
    } catch (error) {
      this.deps.count('observe_unanswered')
      this.deps.log.warn({ err: error, resident }, 'no observation from the district')
      return undefined
    }
  }

  private async query(district: string, query: DistrictQuery): Promise<DistrictQueryAnswer> {
    const options = { timeoutMs: QUERY_TIMEOUT_MS }
    return (await this.deps.bus.request(topics.districtQuery(district), query, options)) as DistrictQueryAnswer
  }

  private async prepareObservation(raw: RawObservation): Promise<void> {
    const needs = new Needs()
    needs.observation(raw)
    await this.prepare(needs)
  }

  private seen(channel: AgentChannel, seen: Seen): Observation {
    return channel.joined(channel.newest?.tick === seen.tick ? channel.newest : seen)
  }

  private handle(inflow: Inflow): Promise<void> | void {
    switch (inflow.kind) {
      case 'streams':
        return this.takeStreams(inflow.message)
      case 'events':
        return this.takeEvents(inflow.message)
      case 'observations':
        return this.takeObservations(inflow.message)
      case 'state':
        return this.takeState(inflow.message)
    }
  }

  private async takeStreams({ district, items, texts }: StreamsMessage): Promise<void> {
    this.joiner.learn(texts)
    const wanted = items.filter(({ resident }) => this.channels.has(resident))
    const needs = new Needs()
    for (const { item } of wanted) needs.item(item)
    await this.prepare(needs)
    for (const { resident, item } of wanted) {
      const channel = this.channels.get(resident)
      if (!channel) continue
      this.settle(channel, district)
      await this.pacer.after(channel.accept(this.joiner.item(item)))
    }
  }

  private async takeObservations({ district, observations }: ObservationsMessage): Promise<void> {
    const needs = new Needs()
    for (const raw of observations) needs.observation(raw)
    await this.prepare(needs)
    for (const raw of observations) {
      const resident = residentOf(raw.agent_id)
      const channel = resident === undefined ? undefined : this.channels.get(resident)
      if (!channel) continue
      this.settle(channel, district)
      const delivered = channel.acceptObservation({ seq: raw.seq, tick: raw.tick, raw })
      if (delivered === 0) this.rewatch(channel)
      await this.pacer.after(delivered)
    }
  }

  private async takeEvents({ district, tick, facts, texts }: EventsMessage): Promise<void> {
    this.joiner.learn(texts)
    if (this.factListeners.size === 0 || facts.length === 0) return
    const needs = new Needs()
    for (const fact of facts) needs.fact(fact)
    await this.prepare(needs)
    const joined = facts.map((fact) => this.joiner.fact(fact, tick, { district }))
    for (const listener of this.factListeners) this.safely(() => listener(joined, district))
  }

  private takeState({ clock }: DistrictStateMessage): void {
    if (this.clock && this.clock.tick >= clock.tick) return
    this.clock = clock
    for (const listener of this.clockListeners) this.safely(() => listener(clock))
  }

  /** Live messages go on without names rather than wait for a store that does not answer. */
  private async prepare(needs: Needs): Promise<void> {
    try {
      await this.joiner.prepare(needs)
    } catch (error) {
      this.deps.count('join_failed')
      this.deps.log.warn({ err: error }, 'names or texts could not be read')
    }
  }

  private repair(district: string | undefined): void {
    if (district) this.watch.renew(district)
    for (const channel of this.channels.values()) {
      if (!district || !channel.district || channel.district === district) channel.repair()
    }
  }

  private sweep(): void {
    for (const [resident, channel] of this.channels) {
      if (!channel.idle) {
        this.rewatch(channel)
        continue
      }
      this.channels.delete(resident)
      if (channel.district) this.watch.remove(channel.district, resident)
    }
  }

  private safely(call: () => void): void {
    try {
      call()
    } catch (error) {
      this.deps.log.error({ err: error }, 'a listener of the hub failed')
    }
  }
}

function inboxAnswer(
  page: { items: JoinedItem[]; gap: boolean },
  after: Cursor,
): { items: InboxItem[]; cursor: string } {
  const items: InboxItem[] = page.items.map(({ item }) => item)
  const first = page.items[0]
  const last = page.items.at(-1)
  if (page.gap) {
    const resume = first ? formatCursor({ seq: first.seq - 1, tick: first.tick }) : formatCursor(after)
    items.unshift({ type: 'gap', cursor: resume, reason: 'retention' })
  }
  return { items, cursor: formatCursor(last ?? after) }
}

function resultOf({ item }: JoinedItem): ActionResult {
  const { type: _, ...body } = item as { type: string } & ActionResult
  return body
}
