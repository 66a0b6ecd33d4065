// An agent of a stranger: keeps its own list of what it sent and heard, repeats what was not answered, resumes where it was.
import {
  type ActionAnswer,
  agentIdOf,
  type Cursor,
  type InboxItem,
  type Observation,
  parseCursor,
  STREAM_START,
} from '@civitas/schema'
import { type Act, type Decision, drawDecision } from './acts.ts'
import type { Dice } from './machine/dice.ts'
import type { Gateway } from './hosts.ts'
import type { Oracle } from './watch/oracle.ts'
import type { VirtualTime } from './machine/virtual-time.ts'

/** What an agent needs of its world. */
export interface AgentGround {
  time: VirtualTime
  oracle: Oracle
  dice: Dice
  /** A living gateway, if there is one. */
  gateway(): Gateway | undefined
  /** `true`: the gateway died as the action came in. */
  submitting(gateway: Gateway): boolean
  /** `true`: the gateway died before it handed over this item. */
  delivering(gateway: Gateway): boolean
  peers: readonly string[]
  /** What it does before anything else, step by step. */
  errand: readonly Act[]
  note(line: string): void
}

/** Actions that may be without an answer at a time. */
const MAX_OPEN = 5
/** How long an agent waits for an answer before it repeats, in milliseconds. */
const PATIENCE_MS = 3_000
/** Chances, per turn. */
const REPEAT_OLD = 0.05
const RECONNECT = 0.04
const POLL = 0.08
const SLOW = 0.3

interface Open {
  decision: Decision
  sentMs: number
}

export class SimAgent {
  readonly resident: number
  readonly agentId: string
  /** Keys by the answer that acknowledged them. */
  readonly acknowledged = new Map<string, string>()
  private readonly ground: AgentGround
  private readonly open = new Map<string, Open>()
  private readonly sent: Decision[] = []
  private readonly errand: Act[]
  private position: Cursor = STREAM_START
  private session: { gateway: Gateway; close(): void } | undefined
  private sessions = 0
  /** No new actions any more. */
  isFinishing = false
  /** Its owner let it go: it may be refused for good, and is gone at some moment. */
  isRetired = false

  constructor(resident: number, ground: AgentGround) {
    this.resident = resident
    this.agentId = agentIdOf(resident)
    this.ground = ground
    this.errand = [...ground.errand]
  }

  /** It lives, or is gone if it retired; everything was answered, and the stream is read to its end. */
  get isDone(): boolean {
    const { streams, whereabouts } = this.ground.oracle
    const isGone = whereabouts.place(this.resident) === undefined
    const written = streams.get(this.resident)?.length ?? 0
    return isGone === this.isRetired && this.open.size === 0 && this.position.seq === written
  }

  retire(): void {
    this.isRetired = true
    this.isFinishing = true
  }

  get unanswered(): string {
    return `${this.agentId}: unanswered ${[...this.open.keys()].join(', ')}; read up to ${this.position.seq} of ${this.ground.oracle.streams.get(this.resident)?.length}`
  }

  /** One look at what is to be done. */
  turn(): void {
    const { dice, gateway } = this.ground
    const at = gateway()
    if (!at) return
    this.connect(at)
    const late = [...this.open.values()].find(({ sentMs }) => this.ground.time.nowMs - sentMs > PATIENCE_MS)
    const old =
      dice.chance(REPEAT_OLD) && !this.isFinishing ? this.sent[dice.between(0, this.sent.length - 1)] : undefined
    if (late) this.submit(at, late.decision)
    else if (old) this.submit(at, old)
    else if (this.open.size < (this.errand.length > 0 ? 1 : MAX_OPEN) && !this.isFinishing)
      this.submit(at, this.decide())
    if (dice.chance(POLL)) this.poll(at)
  }

  private decide(): Decision {
    const { dice, oracle, peers } = this.ground
    const key = `${this.agentId}-${this.sent.length + 1}`
    const next = this.errand.shift()
    const decision = next
      ? { ...next, idempotency_key: key }
      : drawDecision(dice, { key, peers, tick: oracle.commonHead })
    this.sent.push(decision)
    return decision
  }

  private submit(gateway: Gateway, decision: Decision): void {
    const { dice, time, note } = this.ground
    const key = decision.idempotency_key
    note(`${this.agentId} sends ${key} ${decision.action} by ${gateway.process.name}`)
    if (!this.acknowledged.has(key)) this.open.set(key, { decision, sentMs: time.nowMs })
    if (this.ground.submitting(gateway)) return
    const { agentId } = this
    const principal = { kind: 'agent', agentId, keyId: 'k1', scopes: ['act', 'speak'] } as const
    const waitMs = dice.chance(0.5) ? dice.between(0, 2_000) : 0
    void gateway.chain.submit({ principal, agentId, decision, waitMs }).then((answer) => {
      if (gateway.process.alive) this.answered(key, answer)
    })
  }

  private answered(key: string, answer: ActionAnswer): void {
    const { oracle } = this.ground
    if ('cursor' in answer) return this.acknowledge(key, answer)
    if (answer.status === 'queued') return
    if (this.isRetired && answer.code === 'forbidden') return void this.open.delete(key)
    // Words and coins for who has left the city are refused by the chain, which keeps nothing of it.
    if (answer.code === 'gone' && isAddressed(this.open.get(key)?.decision)) return void this.open.delete(key)
    const temporary = ['busy', 'unavailable', 'rate_limited'].includes(answer.code ?? '')
    oracle.check(temporary, () => `${key} was refused ${answer.code}: ${answer.reason}`)
  }

  /** [ACT-4] An acknowledgement is what was committed, and the same for ever. */
  private acknowledge(key: string, answer: object): void {
    const { oracle } = this.ground
    const { action_id, status, code, tick, cursor } = answer as Record<string, unknown>
    const said = JSON.stringify({ action_id, status, code, tick, seq: parseCursor(String(cursor))?.seq })
    const item = oracle.results.get(`${this.resident} ${key}`)
    const truth =
      item &&
      JSON.stringify({
        action_id: item.action_id,
        status: item.status,
        code: item.code,
        tick: item.tick,
        seq: item.seq,
      })
    oracle.check(said === truth, () => `[ACT-4] ${key} was acknowledged as ${said}, committed is ${truth}`)
    const before = this.acknowledged.get(key)
    oracle.check(before === undefined || before === said, () => `[ACT-4] ${key} was ${before}, and now is ${said}`)
    this.acknowledged.set(key, said)
    this.open.delete(key)
  }

  private connect(gateway: Gateway): void {
    const { dice } = this.ground
    if (this.session?.gateway.process.alive && !dice.chance(RECONNECT)) return
    if (this.session?.gateway.process.alive) this.session.close()
    const number = ++this.sessions
    const isCurrent = () => this.sessions === number && gateway.process.alive
    const session = {
      deliver: (item: InboxItem) => {
        if (isCurrent() && !this.ground.delivering(gateway)) this.heard(item)
      },
      observe: (observation: Observation) => {
        if (isCurrent()) this.saw(observation)
      },
      ready: () => this.digest(),
    }
    this.session = { gateway, ...gateway.hub.open(this.resident, session, this.position) }
  }

  /** [ACT-2] What it perceives is of a committed tick, and includes no item that is not. */
  private saw({ cursor, tick }: Observation): void {
    const { oracle } = this.ground
    const seq = parseCursor(cursor)?.seq ?? Infinity
    const written = oracle.streams.get(this.resident)?.length ?? 0
    oracle.check(
      seq <= written && tick <= oracle.newestHead,
      () =>
        `[ACT-2] ${this.agentId} saw tick ${tick} with ${seq} items, committed are ${oracle.newestHead} and ${written}`,
    )
  }

  /** Some readers take their time. */
  private digest(): Promise<void> {
    const { dice, time } = this.ground
    if (!dice.chance(SLOW)) return Promise.resolve()
    return new Promise((resolve) => void time.after(dice.between(1, PATIENCE_MS), resolve))
  }

  /** [STR-2] Nothing lost, nothing doubled, nothing out of order, and exactly what was committed. */
  private heard(item: InboxItem): void {
    const { oracle } = this.ground
    const cursor = parseCursor(String(item['cursor']))
    const seq = cursor?.seq ?? -1
    const isNext = item['type'] !== 'gap' && seq === this.position.seq + 1
    oracle.check(isNext, () => `[STR-2] ${this.agentId} got ${item['type']} ${seq} after ${this.position.seq}`)
    this.compare(seq, item)
    if (cursor) this.position = cursor
    if (item['type'] === 'result') this.acknowledge(String(item['idempotency_key']), item)
  }

  private compare(seq: number, item: InboxItem): void {
    const { oracle } = this.ground
    const truth = oracle.streams.get(this.resident)?.[seq - 1]
    const type = truth?.kind === 'fact' ? truth.fact.type : truth?.kind
    const same = truth !== undefined && type === item['type'] && truth.tick === (item as { tick?: unknown }).tick
    oracle.check(same, () => `[ACT-2] ${this.agentId} got ${item['type']} as ${seq}, committed is ${type}`)
  }

  /** Reads a page beside the session, as a client that polls would. */
  private poll(gateway: Gateway): void {
    const { dice, oracle } = this.ground
    const after = dice.chance(0.5) ? this.position : STREAM_START
    const options = { after, waitMs: dice.between(0, 500), limit: dice.between(1, 50) }
    void gateway.hub.inbox(this.resident, options).then(
      ({ items }) => {
        items.forEach((item, index) => {
          const seq = parseCursor(String(item['cursor']))?.seq ?? -1
          oracle.check(
            item['type'] !== 'gap' && seq === after.seq + 1 + index,
            () => `[STR-2] a poll of ${this.agentId} after ${after.seq} got ${item['type']} ${seq} at ${index}`,
          )
          this.compare(seq, item)
        })
      },
      // The store was away: a poll is simply asked again.
      () => {},
    )
  }
}

function isAddressed(decision: Decision | undefined): boolean {
  return decision === undefined || ['tell', 'pay'].includes(decision.action)
}
