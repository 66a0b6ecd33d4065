// Knows what the store really took, and compares it with everything that is said and done. [ACT-2, ACT-4, ACT-7, CMD-1, CLK-2, STR-1]
import { type Fact, residentOf, type StreamItem } from '@civitas/schema'
import type { TickCommit } from '@civitas/store'
import { Whereabouts } from './whereabouts.ts'

/** A broken promise of the city. */
export class SimFailure extends Error {
  override readonly name = 'SimFailure'
}

/** Throws `SimFailure`. */
export function expect(holds: boolean, problem: string): void {
  if (!holds) throw new SimFailure(problem)
}

interface DistrictTruth {
  head: number
  token: number
  minted: number
  /** Coins before anything was minted; known with the first summary. */
  founding: number | undefined
  byTick: Map<number, { residents: number; minted: number; token: number; facts: readonly Fact[] }>
}

export type ResultItem = Extract<StreamItem, { kind: 'result' }>

export class Oracle {
  failure: SimFailure | undefined
  /** Every stream item ever committed, by resident, in order. */
  readonly streams = new Map<number, StreamItem[]>()
  /** By resident and key. */
  readonly results = new Map<string, ResultItem>()
  readonly whereabouts = new Whereabouts((problem) => this.fail(problem))
  /** World events by id and district that were queued and not yet taken in. */
  readonly eventsToCome = new Set<string>()
  private readonly districts = new Map<string, DistrictTruth>()
  private readonly commands = new Map<string, string>()
  /** Head of the target when a command was sent. */
  private readonly sent = new Map<string, number>()
  /** The newest token that was given out, by district. */
  private readonly tokens: (district: string) => number

  constructor(tokens: (district: string) => number) {
    this.tokens = tokens
  }

  fail(problem: string): void {
    this.failure ??= new SimFailure(problem)
  }

  check(holds: boolean, problem: () => string): void {
    if (!holds) this.fail(problem())
  }

  found(district: string, residents: readonly number[]): void {
    this.districts.set(district, { head: 0, token: 0, minted: 0, founding: undefined, byTick: new Map() })
    for (const resident of residents) this.whereabouts.enter(resident, district)
  }

  head(district: string): number {
    return this.truth(district).head
  }

  /** The least tick that every district has committed. */
  get commonHead(): number {
    return Math.min(...[...this.districts.values()].map(({ head }) => head))
  }

  /** The newest tick that any district has committed. */
  get newestHead(): number {
    return Math.max(...[...this.districts.values()].map(({ head }) => head))
  }

  /** The store has just made these ticks durable. */
  committed(ticks: readonly TickCommit[]): void {
    for (const commit of ticks) this.committedOne(commit)
  }

  /** A host says something about a tick: it must be durable, and its own. */
  published(district: string, message: { tick: number; epoch: number }): void {
    const { head, byTick } = this.truth(district)
    const { tick, epoch } = message
    this.check(tick <= head, () => `[ACT-2] ${district} told of tick ${tick}, committed is ${head}`)
    const token = byTick.get(tick)?.token
    this.check(
      token === undefined || token === epoch,
      () => `[CLK-2] ${district}: epoch ${epoch} told of tick ${tick}, which epoch ${token} committed`,
    )
  }

  /** Money is constant but for what was minted; everybody is counted once. */
  summary(district: string, of: { tick: number; residents: number; coins: number }): void {
    const truth = this.truth(district)
    const known = truth.byTick.get(of.tick)
    if (!known) return
    truth.founding ??= of.coins - known.minted
    const coins = truth.founding + known.minted
    this.check(of.coins === coins, () => `money: ${district} has ${of.coins} at tick ${of.tick}, should be ${coins}`)
    this.check(
      of.residents === known.residents,
      () => `residents: ${district} has ${of.residents} at tick ${of.tick}, should be ${known.residents}`,
    )
  }

  private committedOne(commit: TickCommit): void {
    const { district, tick, token } = commit
    const truth = this.truth(district)
    this.check(tick === truth.head + 1, () => `${district}: tick ${tick} was committed after ${truth.head}`)
    this.check(
      token === this.tokens(district),
      () => `[CLK-2] ${district}: token ${token} wrote tick ${tick}, the lease is of ${this.tokens(district)}`,
    )
    this.check(token >= truth.token, () => `[CLK-2] ${district}: token ${token} wrote after ${truth.token}`)
    truth.head = tick
    truth.token = token
    this.noteInputs(commit)
    this.whereabouts.committed(commit)
    for (const { id, target } of commit.commandsOut ?? []) this.sent.set(id, this.head(target))
    for (const fact of commit.facts) this.noteFact(truth, district, fact)
    const { facts } = commit
    truth.byTick.set(tick, { residents: this.whereabouts.count(district), minted: truth.minted, token, facts })
    for (const { resident, item } of commit.streams) this.noteItem(resident, item)
  }

  /** The tick that the target of a command had committed when it was sent. */
  sentAt(command: string): number {
    return this.sent.get(command) ?? 0
  }

  /** A world event that each of the districts must take in, once. [CMD-1] */
  expectEvent(id: string, targets: readonly string[]): void {
    for (const district of targets) this.eventsToCome.add(`${id} ${district}`)
  }

  /** What happened in the ticks after `from`, up to `to`. */
  factsBetween(district: string, from: number, to: number): Fact[] {
    const { byTick } = this.truth(district)
    const facts: Fact[] = []
    for (let tick = from + 1; tick <= to; tick++) facts.push(...(byTick.get(tick)?.facts ?? []))
    return facts
  }

  private noteInputs({ district, tick, entries }: TickCommit): void {
    for (const { input } of entries) {
      if (input.type !== 'command') continue
      // Sent on, it is another hop of the same command.
      const name = `${input.id} ${input.command.hops ?? 0}`
      const before = this.commands.get(name)
      this.check(before === undefined, () => `[CMD-1] command ${name} in ${before} and in ${district} ${tick}`)
      this.commands.set(name, `${district} ${tick}`)
      if (input.command.kind === 'world_event') this.eventsToCome.delete(`${input.command.event_id} ${district}`)
    }
  }

  private noteItem(resident: number, item: StreamItem): void {
    const stream = this.streams.get(resident) ?? []
    this.streams.set(resident, stream)
    this.check(
      item.seq === stream.length + 1,
      () => `[STR-1] a${resident}: item ${item.seq} was written after ${stream.length}`,
    )
    const before = stream.at(-1)?.tick ?? 0
    this.check(item.tick >= before, () => `[STR-2] a${resident}: tick ${item.tick} was written after ${before}`)
    stream.push(item)
    if (item.kind !== 'result') return
    const name = `${resident} ${item.key}`
    const first = this.results.get(name)
    this.check(
      first === undefined,
      () => `[ACT-7] a${resident}: key ${item.key} was carried out in ticks ${first?.tick} and ${item.tick}`,
    )
    this.results.set(name, item)
  }

  private noteFact(truth: DistrictTruth, district: string, fact: Fact): void {
    if (fact.type === 'money_minted') truth.minted += fact.coins
    else if (fact.type === 'agent_spawned') this.whereabouts.enter(residentOf(fact.agent_id) ?? -1, district)
    else if (fact.type === 'agent_retired') this.whereabouts.leave(residentOf(fact.agent_id) ?? -1, district)
  }

  private truth(district: string): DistrictTruth {
    const truth = this.districts.get(district)
    if (!truth) throw new Error(`no district ${district}`)
    return truth
  }
}
