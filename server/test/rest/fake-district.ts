// A district reduced to its manners: takes commands, takes actions, commits, and only then publishes.
import type { Bus } from '@civitas/bus'
import {
  agentIdOf,
  type ClockState,
  type DayDigest,
  type Deed,
  type DistrictQuery,
  type DistrictQueryAnswer,
  type Fact,
  type InboxAnswer,
  type InboxRequest,
  type NewText,
  type Profile,
  type RawObservation,
  type StreamItem,
  topics,
} from '@civitas/schema'
import { type AgentProjection, districtLease, type JournalEntry, type Store } from '@civitas/store'

const BRANCH = 'main'

export class FakeDistrict {
  tick = 0
  /** What intake answers instead of taking the action. */
  refuseWith: InboxAnswer | undefined
  /** Leaves commands where they are, as a district that is away would. */
  deaf = false
  /** Runs a tick as soon as an action or a command comes in. */
  eager = true
  /** Stops answering on the inbox, as a process that is gone would. */
  leave: () => void = () => {}
  readonly taken: InboxRequest[] = []
  /** What it tells of residents. */
  readonly profiles = new Map<number, Profile>()
  /** Goes with the next tick. */
  digest: DayDigest | undefined
  private waiting: InboxRequest[] = []
  private readonly seqs = new Map<number, number>()
  private readonly here = new Set<number>()
  private token = 1
  private readonly bus: Bus
  private readonly store: Store
  readonly id: string

  constructor(id: string, bus: Bus, store: Store) {
    this.id = id
    this.bus = bus
    this.store = store
  }

  async start(): Promise<void> {
    const { bus, id } = this
    this.token = (await this.store.leases.acquire(districtLease(BRANCH, id), 'fake', 3_600_000))?.token ?? 1
    this.leave = bus.respond(topics.districtInbox(id), (message) => this.take(message as InboxRequest))
    bus.respond(topics.districtQuery(id), (message) => this.answer(message as DistrictQuery))
    bus.subscribe(topics.districtCommands(id), () => void (this.eager && this.runTick()))
    await this.runTick()
  }

  /** Takes what waits, commits it, publishes it. */
  async runTick(): Promise<void> {
    if (this.deaf) return
    const tick = ++this.tick
    const taken = this.waiting.splice(0)
    const commands = await this.store.commands.pending(BRANCH, this.id, 100)
    const facts: Fact[] = []
    const agents: AgentProjection[] = []
    for (const { command } of commands) {
      if (command.kind === 'spawn') {
        facts.push({ type: 'agent_spawned', agent_id: agentIdOf(command.resident), place: 'gate' })
        agents.push({ resident: command.resident, district: this.id, epoch: 1, status: 'living', activity: 'idle' })
        this.here.add(command.resident)
      } else if (command.kind === 'retire') {
        facts.push({ type: 'agent_retired', agent_id: agentIdOf(command.resident) })
        this.here.delete(command.resident)
      }
    }
    const streams = taken.map(({ input }) => ({ resident: input.resident, item: this.result(input) }))
    for (const { input } of taken) if (input.action.name === 'say') facts.push(saidBy(input))
    const texts: NewText[] = taken.flatMap((request) => request.texts)
    const entries: JournalEntry[] = taken.map(({ input }, sequence) => ({
      input: { ...input, sequence },
      status: 'accepted',
    }))
    await this.store.tickLog.commit([
      {
        branch: BRANCH,
        district: this.id,
        tick,
        simVersion: 1,
        token: this.token,
        wallMs: Date.now(),
        entries,
        facts,
        streams,
        texts,
        agents,
        commandsDone: commands.map(({ id }) => id),
        buildings: { district: this.id, rows: [] },
        plots: taken.flatMap(({ input }) => deedOf(input)),
        ...(this.digest && { digest: this.digest }),
      },
    ])
    const about = { district: this.id, epoch: this.token, tick }
    this.bus.publish(topics.districtStreams(this.id), { ...about, items: streams, texts })
    this.bus.publish(topics.districtEvents(this.id), { ...about, facts, texts })
    this.bus.publish(topics.districtState(this.id), {
      ...about,
      clock: this.clock(),
      residents: this.here.size,
      outdoors: this.here.size,
      coins: 1000,
      lag_ms: 0,
    })
  }

  private async take(request: InboxRequest): Promise<InboxAnswer> {
    if (this.refuseWith) return this.refuseWith
    this.taken.push(request)
    this.waiting.push(request)
    if (this.eager) setImmediate(() => void this.runTick())
    return { status: 'queued' }
  }

  private answer(query: DistrictQuery): DistrictQueryAnswer {
    const clock = this.clock()
    const profile = query.kind === 'profile' ? this.profiles.get(query.resident) : undefined
    if (profile) return { clock, profile }
    if (query.kind !== 'observe' || !this.here.has(query.resident)) return { clock }
    return { clock, observation: this.observation(query.resident) }
  }

  private observation(resident: number): RawObservation {
    return {
      agent_id: agentIdOf(resident),
      tick: this.tick,
      seq: this.seqs.get(resident) ?? 0,
      location: { district: this.id, place: 'gate', x: 1, y: 2 },
      visible_agents: [],
      messages: [],
      environment: {
        city_time: 'day 1 08:00',
        day: 1,
        minute_of_day: 480,
        weather: 'clear' as const,
        nearby_places: [],
      },
      self: { coins: 50, energy: 80, hunger: 80, social: 80, purpose: 80, activity: 'idle', inventory: {} },
      available_actions: [{ action: 'wait', targets: [], schema_ref: '/api/v1/actions#wait' }],
    }
  }

  private result({ resident, action, action_id, key }: InboxRequest['input']): StreamItem {
    const seq = (this.seqs.get(resident) ?? 0) + 1
    this.seqs.set(resident, seq)
    const about = { kind: 'result' as const, seq, tick: this.tick, action_id, key }
    return action.name === 'eat'
      ? { ...about, status: 'refused', code: 'nothing_to_eat', reason: 'No food at hand.' }
      : { ...about, status: 'accepted' }
  }

  private clock(): ClockState {
    return {
      tick: this.tick,
      city_ms: 28_800_000 + this.tick * 20_000,
      day: 1,
      minute_of_day: 480,
      rate: 20,
      paused: false,
      weather: 'clear',
    }
  }
}

function saidBy({ resident, action }: InboxRequest['input']): Fact {
  const words = 'words' in action.parameters ? action.parameters.words : { template: '', args: [] }
  return { type: 'said', agent_id: agentIdOf(resident), words, place: 'gate' }
}

/** Land is anybody's here. */
/** Whoever names a plot of this district owns it, and has built a kiosk there. */
function deedOf({ action, resident }: InboxRequest['input']): { plot: string; owner: number; deed?: Deed }[] {
  if (action.name === 'claim_plot') return [{ plot: action.parameters.plot, owner: resident }]
  if (action.name !== 'name_plot') return []
  const { plot, words } = action.parameters
  return [{ plot, owner: resident, deed: { work: 'kiosk', percent: 100, built: true, price: 450, words } }]
}
