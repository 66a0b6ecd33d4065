// Outside agents that go to and fro over the bridge of the tiny city: whoever has arrived turns round at once.
import { setTimeout as sleep } from 'node:timers/promises'
import { call, makeAgents, type TestAgent } from '../../test/helpers/agents.ts'
import { LeanClient } from '../lean-client.ts'
import type { CityUnderTest } from './cities.ts'

const CONNECTS_AT_ONCE = 50
/** After a refusal that names no time. */
const RETRY_MS = 500
/** The place by the bridge on the other side. */
const OVER: Readonly<Record<string, string>> = { 'old-town': 'bridge-east', market: 'bridge-west' }

/** A moment as the agent was told of it: the message came at `atMs`, and is of `tick`. */
interface Moment {
  atMs: number
  tick: number
}

export interface Crossing {
  departed: Moment
  /** Alive in the other district. */
  arrived: Moment
  /** Its first action there was accepted. */
  acting: Moment
}

export interface Crossers {
  /** All so far. */
  readonly crossings: readonly Crossing[]
  /** Walks that ended at the gate: no place, or no answer. */
  readonly turnedBack: number
  /** Refused actions by code. */
  readonly refusals: ReadonlyMap<string, number>
  /** Ends the walks. Resolves when nobody is between two districts any more, with the ids of those who are after `withinMs`. */
  settle(withinMs: number): Promise<string[]>
  close(): void
}

interface Message {
  type: string
  tick: number
  status?: string
  code?: string
  activity?: string
  outcome?: string
  idempotency_key?: string
  retry_after_ms?: number
  from?: string
}

export async function startCrossers(city: CityUnderTest, count: number): Promise<Crossers> {
  const agents = await makeAgents(city, count)
  const tally: Tally = { crossings: [], turnedBack: 0, refusals: new Map() }
  const all: Crosser[] = []
  for (let first = 0; first < agents.length; first += CONNECTS_AT_ONCE) {
    const batch = agents.slice(first, first + CONNECTS_AT_ONCE)
    all.push(...(await Promise.all(batch.map((agent) => Crosser.start(city, agent, tally)))))
  }
  return {
    crossings: tally.crossings,
    get turnedBack() {
      return tally.turnedBack
    },
    refusals: tally.refusals,
    async settle(withinMs) {
      for (const one of all) one.stopping = true
      const deadlineMs = performance.now() + withinMs
      const under = () => all.filter(({ isBetween }) => isBetween)
      while (under().length > 0 && performance.now() < deadlineMs) await sleep(RETRY_MS)
      return under().map(({ agent }) => agent.id)
    },
    close: () => all.forEach((one) => one.close()),
  }
}

interface Tally {
  crossings: Crossing[]
  turnedBack: number
  refusals: Map<string, number>
}

class Crosser {
  readonly agent: TestAgent
  stopping = false
  private readonly tally: Tally
  private client: LeanClient | undefined
  private district: string
  private actions = 0
  private departed: Moment | undefined
  private arrived: Moment | undefined

  private constructor(agent: TestAgent, district: string, tally: Tally) {
    this.agent = agent
    this.district = district
    this.tally = tally
  }

  static async start(city: CityUnderTest, agent: TestAgent, tally: Tally): Promise<Crosser> {
    const { district } = await call(city.url, 'GET', `/agents/${agent.id}/public`)
    const crosser = new Crosser(agent, String(district), tally)
    const login = { username: agent.id, password: agent.key }
    const topics = [`/agent/${agent.id}/facts`, `/agent/${agent.id}/result`]
    crosser.client = await LeanClient.open(city.mqttUrl, login, topics, (payload, atMs) => {
      crosser.hear(JSON.parse(payload) as Message, atMs)
    })
    crosser.turn()
    return crosser
  }

  get isBetween(): boolean {
    return this.departed !== undefined && this.arrived === undefined
  }

  close(): void {
    this.stopping = true
    this.client?.close()
  }

  private hear(message: Message, atMs: number): void {
    const moment = { atMs, tick: message.tick }
    if (message.type === 'agent_departed') this.departed = moment
    else if (message.type === 'agent_arrived') this.arrive(moment)
    else if (message.type === 'activity_finished') this.end(message)
    // Answers to actions before the newest one say nothing about the place where the agent is now.
    else if (message.idempotency_key === this.key) this.answer(message, moment)
  }

  private arrive(moment: Moment): void {
    if (!this.departed) return
    this.arrived = moment
    this.district = this.district === 'market' ? 'old-town' : 'market'
    this.turn()
  }

  private end({ activity, outcome }: Message): void {
    if (activity !== 'move_to' || outcome !== 'failed') return
    this.tally.turnedBack++
    this.turn()
  }

  private answer({ status, code, retry_after_ms: retryMs = RETRY_MS }: Message, moment: Moment): void {
    if (status !== 'accepted') {
      const { refusals } = this.tally
      refusals.set(code ?? 'none', (refusals.get(code ?? 'none') ?? 0) + 1)
      setTimeout(() => this.turn(), retryMs)
    } else if (this.departed && this.arrived) {
      this.tally.crossings.push({ departed: this.departed, arrived: this.arrived, acting: moment })
      this.departed = this.arrived = undefined
    }
  }

  /** To the other side. */
  private turn(): void {
    if (this.stopping) return
    this.actions++
    const decision = { action: 'move_to', parameters: { place: OVER[this.district] }, idempotency_key: this.key }
    this.client?.publish(`/agent/${this.agent.id}/action`, JSON.stringify(decision))
  }

  private get key(): string {
    return `over-${this.actions}`
  }
}
