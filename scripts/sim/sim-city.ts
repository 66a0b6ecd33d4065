// The simulated city: two hosts, two gateways and an orchestrator that die and come back, a store that does not, and agents.
import { readScenario, scenarioHash } from '@civitas/districts/scenario-file'
import { type City, loadCity, scenarioResidents } from '@civitas/districts/sim/index'
import {
  agentIdOf,
  type Command,
  type DistrictStateMessage,
  FIRST_OWNED_RESIDENT,
  type InboxAnswer,
} from '@civitas/schema'
import { districtLease, openMemoryStore, type Store, type TickCommit } from '@civitas/store'
import { SimAgent } from './agent.ts'
import type { CrashPlan } from './crash-points.ts'
import { Dice } from './dice.ts'
import { calm, drawFaults, type Faults } from './faults.ts'
import { openSimDatabase } from './embedded-store.ts'
import { type CityPlan, type Gateway, type Ground, startGateway, startHost, startOrchestrator } from './hosts.ts'
import { Network } from './network.ts'
import { Oracle } from './oracle.ts'
import { StoreLine } from './remote-store.ts'
import { type Role, SimProcess } from './sim-process.ts'
import { VirtualTime } from './virtual-time.ts'

const BRANCH = 'main'
/** A scenario small enough for thousands of runs. */
const RESIDENTS = 8
const AGENTS = 6
const LINES_KEPT = 40
const TICKS_MS = [100, 100, 200, 500, 1_000]
const START_MS = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000
/** Codes with which a district may be lost; any other is a fault of the program. */
const LOST_BY_WEATHER = ['lease_lost', 'fenced', 'store_unavailable', 'unknown_outcome', 'foreign_tick', 'tick_gap']
const PROCESSES: readonly (readonly [name: string, role: Role])[] = [
  ['host-a', 'host'],
  ['host-b', 'host'],
  ['gateway-a', 'gateway'],
  ['gateway-b', 'gateway'],
  ['orchestrator', 'orchestrator'],
]

let scenario: { plan: Omit<CityPlan, 'identity'>; hash: string; city: City } | undefined

/** Read once: all runs have the same map. */
async function theScenario() {
  if (scenario) return scenario
  const read = await readScenario('tiny', RESIDENTS)
  const city = loadCity(read)
  const districts = read.districts.map(({ id }) => id)
  scenario = {
    plan: { city, scenario: read, districts, clock: { speed: 1, rate: 60 } },
    hash: scenarioHash(read),
    city,
  }
  return scenario
}

export class SimCity {
  readonly time: VirtualTime
  readonly store: Store
  readonly oracle: Oracle
  readonly plan: CityPlan
  readonly agents: SimAgent[] = []
  /** The newest events, for a report. */
  readonly lines: string[] = []
  restarts = 0
  private readonly crashes: CrashPlan
  private readonly network: Network
  private readonly line: StoreLine
  private readonly dice: Dice
  private readonly tokens = new Map<string, number>()
  private readonly processes = new Map<string, SimProcess>()
  private gateways: Gateway[] = []
  private faults: Faults
  private isClear = false

  private constructor(
    { seed, dice, time, store }: { seed: number; dice: Dice; time: VirtualTime; store: Store },
    crashes: CrashPlan,
    plan: Omit<CityPlan, 'identity'>,
    hash: string,
  ) {
    this.dice = dice
    this.time = time
    this.store = store
    const tickMs = this.dice.pick(TICKS_MS)
    this.plan = { ...plan, identity: { branch: BRANCH, scenario: 'tiny', scenarioHash: hash, seed, tickMs } }
    this.crashes = crashes
    this.faults = drawFaults(this.dice, tickMs)
    this.oracle = new Oracle((district) => this.tokens.get(districtLease(BRANCH, district)) ?? -1)
    this.network = new Network(this.time, new Dice(seed, 2), this.faults, {
      published: (from, topic, message) => this.published(from, topic, message),
      asked: (from, topic) => topic.endsWith('/inbox') && this.crashes.pass('ACT 3 route, gateway', from),
      answered: (by, topic, answer) => topic.endsWith('/inbox') && this.answered(by, answer as InboxAnswer),
    })
    this.line = new StoreLine(this.store, this.time, new Dice(seed, 3), this.faults, {
      calling: (process, port, method) => this.calling(process, port, method),
      committed: (process, ticks) => {
        this.oracle.committed(ticks)
        return this.committed(process, ticks)
      },
    })
    this.noteTokens()
  }

  /** A city before its first tick, with all its processes starting. */
  static async found({ seed, sql }: { seed: number; sql: boolean }, crashes: CrashPlan): Promise<SimCity> {
    const { plan, hash, city } = await theScenario()
    const dice = new Dice(seed, 1)
    // Some runs see midnight: keys are named by the day.
    const time = new VirtualTime(dice.chance(0.2) ? START_MS + DAY_MS - 20_000 : START_MS + DAY_MS / 2)
    const nowMs = () => time.nowMs
    const store = sql ? await openSimDatabase(nowMs) : openMemoryStore({ nowMs })
    const made = new SimCity({ seed, dice, time, store }, crashes, plan, hash)
    const residents = scenarioResidents(city, seed)
    await made.store.agents.register(BRANCH, residents)
    for (const id of plan.districts) {
      const here = residents.filter(({ district }) => district === id)
      made.oracle.found(
        id,
        here.map(({ resident }) => resident),
      )
    }
    for (const [name, role] of PROCESSES) made.startSoon(name, role, 0)
    for (let index = 0; index < AGENTS; index++) {
      made.time.after(index < AGENTS / 2 ? 0 : made.dice.between(0, 20_000), () => void made.welcome(index))
    }
    made.troubleSoon()
    return made
  }

  note(line: string): void {
    this.lines.push(`${this.time.nowMs % DAY_MS} ${line}`)
    if (this.lines.length > LINES_KEPT) this.lines.shift()
  }

  /** The weather clears: everything answers, nobody dies, agents finish what they began. */
  clearUp(): void {
    this.isClear = true
    this.crashes.disarm()
    this.network.faults = this.line.faults = this.faults = calm
    this.line.downUntilMs = 0
    for (const process of this.processes.values()) process.jump(0)
    for (const agent of this.agents) agent.isFinishing = true
  }

  /** Whether some command on its way carries coins. */
  async isMoneyTravelling(): Promise<boolean> {
    for (const district of this.plan.districts) {
      const pending = await this.store.commands.pending(BRANCH, district, 1_000)
      if (pending.some(({ command }) => ['arrive', 'pay', 'bounce'].includes(command.kind))) return true
    }
    return false
  }

  private startSoon(name: string, role: Role, ms: number): void {
    this.time.after(ms, () => void this.start(name, role))
  }

  private async start(name: string, role: Role): Promise<void> {
    const process = new SimProcess(name, role, this.time)
    this.processes.set(name, process)
    process.onDeath = () => this.buried(process)
    const lost = (code: string) => {
      this.note(`${name} lost a district: ${code}`)
      this.oracle.check(LOST_BY_WEATHER.includes(code), () => `${name} lost a district by a fault of its own: ${code}`)
    }
    const ground: Ground = { plan: this.plan, store: this.line.of(process), bus: this.network.bus(process), lost }
    this.note(`${name} starts`)
    try {
      if (role === 'host') await startHost(process, ground, name === 'host-a' ? 0 : 1)
      else if (role === 'orchestrator') await startOrchestrator(process, ground)
      else this.gateways.push(startGateway(process, ground))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
      this.note(`${name} could not start: ${code}`)
      this.oracle.check(LOST_BY_WEATHER.includes(code), () => `${name} could not start: ${String(error)}`)
      process.die()
    }
  }

  private buried(process: SimProcess): void {
    const { name, role } = process
    this.note(`${name} dies`)
    this.restarts++
    this.network.forget(process)
    for (const gateway of this.gateways) if (gateway.process === process) gateway.hub.stop()
    this.gateways = this.gateways.filter((gateway) => gateway.process !== process)
    this.startSoon(name, role, this.dice.between(50, 5_000))
  }

  private noteTokens(): void {
    const { leases } = this.store
    const acquire = leases.acquire.bind(leases)
    leases.acquire = async (name, ...more) => {
      const taken = await acquire(name, ...more)
      if (taken) this.tokens.set(name, taken.token)
      return taken
    }
  }

  private published(from: SimProcess, topic: string, message: unknown): boolean {
    const [, , district = '', kind = ''] = topic.split('/')
    if (from.role !== 'host' || !['streams', 'events', 'observations', 'state'].includes(kind)) return false
    if (kind === 'streams' && this.crashes.pass('ACT 6 publish, before', from)) return true
    if (kind === 'state' && this.crashes.pass('ACT 6 publish, between', from)) return true
    const state = message as DistrictStateMessage
    this.oracle.published(district, state)
    if (kind === 'state') this.oracle.summary(district, state)
    return false
  }

  private answered(by: SimProcess, answer: InboxAnswer | undefined): boolean {
    if (answer?.status === 'moved') return this.crashes.pass('HND 4 tell', by)
    return answer?.status === 'queued' && this.crashes.pass('ACT 3 route, district', by)
  }

  private committed(process: SimProcess, ticks: readonly TickCommit[]): boolean {
    const sent = ticks.flatMap(({ commandsOut = [] }) => commandsOut.map(({ command }) => command.kind))
    const taken = ticks.flatMap(({ entries }) =>
      entries.map(({ input }) => input.type === 'command' && input.command.kind),
    )
    if (sent.includes('reserved') && this.crashes.pass('HND 1 reserve', process)) return true
    if (sent.includes('arrive') && this.crashes.pass('HND 2 depart', process)) return true
    if (taken.includes('arrive') && this.crashes.pass('HND 3 arrive', process)) return true
    return this.crashes.pass('ACT 5 commit', process)
  }

  private calling(process: SimProcess, port: string, method: string): boolean {
    if (method === 'commit') return this.crashes.pass('ACT 4 tick', process)
    if (process.role === 'gateway') return port === 'actions' && this.crashes.pass('ACT 2 chain', process)
    const reads = port === 'snapshots' && method === 'latest'
    return (reads || (port === 'tickLog' && method === 'read')) && this.crashes.pass('recovery', process)
  }

  /** A newcomer: made as the gateway's desk makes them, then alive until the end. */
  private async welcome(index: number): Promise<void> {
    const district = this.plan.districts[index % this.plan.districts.length] ?? ''
    const command = (resident: number): Command => ({ kind: 'spawn', resident, streamed: true, coins: 100 })
    const about = { branch: BRANCH, accountId: 'u1', name: `Visitor ${index}`, mind: 'external', district }
    const resident = await this.store.agents.create({ ...about, commandId: `spawn-${index}`, command })
    this.note(`a${resident} is to come to ${district}`)
    const agent = new SimAgent(resident, {
      time: this.time,
      oracle: this.oracle,
      dice: new Dice(this.plan.identity.seed, 100 + index),
      gateway: () => (this.gateways.length > 0 ? this.dice.pick(this.gateways) : undefined),
      submitting: ({ process }) => this.crashes.pass('ACT 1 submit', process),
      delivering: ({ process }) => this.crashes.pass('ACT 7 deliver', process),
      peers: Array.from({ length: AGENTS }, (_, other) => agentIdOf(FIRST_OWNED_RESIDENT + other)),
      note: (line) => this.note(line),
    })
    agent.isFinishing = this.isClear
    this.agents.push(agent)
    this.turnSoon(agent)
  }

  private turnSoon(agent: SimAgent): void {
    const { tickMs } = this.plan.identity
    this.time.after(this.dice.between(tickMs, 5 * tickMs), () => {
      agent.turn()
      this.turnSoon(agent)
    })
  }

  private troubleSoon(): void {
    const [least, most] = this.faults.troubleMs
    this.time.after(this.dice.between(least, most), () => {
      if (this.isClear) return
      this.trouble()
      this.troubleSoon()
    })
  }

  private trouble(): void {
    const process = this.dice.pick([...this.processes.values()])
    const kind = this.dice.roll()
    if (kind < 0.65) {
      this.crashes.arm(this.dice)
      const orchestrator = this.processes.get('orchestrator')
      if (orchestrator) this.crashes.pass('orchestrator', orchestrator)
    } else if (kind < 0.8) {
      this.note(`${process.name} stands still`)
      process.pause(this.dice.between(200, 8_000))
    } else if (kind < 0.9) {
      this.note('the store is away')
      this.line.downUntilMs = this.time.nowMs + this.dice.between(100, 5_000)
    } else {
      this.note(`the clock of ${process.name} is set`)
      process.jump(this.dice.between(-100_000, 100_000))
    }
  }
}
