// The simulated city: hosts, gateways, orchestrators and a reader that die and come back, a store that does not, and agents.
import type { CityPlan, DistrictsConfig } from '@civitas/districts'
import { scenarioResidents } from '@civitas/districts/sim/index'
import { placementTopics } from '@civitas/districts/placement/orders'
import { agentIdOf, type Command, type DistrictStateMessage, FIRST_OWNED_RESIDENT, topics } from '@civitas/schema'
import { foundingOf, violationsOf } from '@civitas/server/orchestrator/reconcile/invariants'
import { districtLease, openMemoryStore, type Store, type TickCommit } from '@civitas/store'
import { SimAgent } from './agent.ts'
import { CrashHooks } from './crash-hooks.ts'
import type { CrashPlan } from './crash-points.ts'
import { Eyes } from './eyes.ts'
import { type Gateway, type Ground, startGateway, startHost, startOrchestrator, type Stop } from './hosts.ts'
import { Dice } from './machine/dice.ts'
import { openSimDatabase } from './machine/embedded-store.ts'
import { calm, drawFaults, type Faults } from './machine/faults.ts'
import { Network } from './machine/network.ts'
import { StoreLine } from './machine/remote-store.ts'
import { type Role, SimProcess } from './machine/sim-process.ts'
import { VirtualTime } from './machine/virtual-time.ts'
import { BRANCH, configOf, drawEvents, FIRST_COINS, planOf, yardOf } from './plan.ts'
import { drawErrand } from './errand.ts'
import { makeTrouble } from './troubles.ts'
import { FactReader } from './watch/fact-reader.ts'
import { LeaseWatch } from './watch/lease-watch.ts'
import { Oracle } from './watch/oracle.ts'

const AGENTS = 6
const LINES_KEPT = 40
const TICKS_MS = [100, 100, 200, 500, 1_000]
const START_MS = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000
/** Of all runs those with one host that makes its own clock records; of all agents those that retire. */
const ALONE = 0.2
const RETIRING = 0.25
/** In one of so many runs a page looks on. */
const WATCHED_EVERY = 2
/** Time for the other host to take a district, in milliseconds. */
const MOVE_TIMEOUT_MS = 15_000
/** Codes with which a district may be lost; any other is a fault of the program. */
const LOST_BY_WEATHER = ['lease_lost', 'fenced', 'store_unavailable', 'unknown_outcome', 'foreign_tick', 'tick_gap']
type Named = readonly [name: string, role: Role]
const PROCESSES: readonly Named[] = [
  ['host-a', 'host'],
  ['gateway-a', 'gateway'],
  ['gateway-b', 'gateway'],
  ['orchestrator-a', 'orchestrator'],
  ['reader', 'reader'],
]
const MORE_PROCESSES: readonly Named[] = [
  ['host-b', 'host'],
  ['orchestrator-b', 'orchestrator'],
]

/** What one seed draws before anything runs. */
interface Founding {
  seed: number
  plan: CityPlan
  config: DistrictsConfig
  cluster: boolean
  dice: Dice
  time: VirtualTime
  store: Store
}

export class SimCity {
  readonly time: VirtualTime
  readonly store: Store
  readonly oracle: Oracle
  readonly plan: CityPlan
  readonly districts: readonly string[]
  readonly agents: SimAgent[] = []
  readonly reader: FactReader
  readonly eyes: Eyes
  /** The newest events, for a report. */
  readonly lines: string[] = []
  restarts = 0
  moves = 0
  private readonly founding: Founding
  private readonly founded: ReturnType<typeof foundingOf>
  private readonly crashes: CrashPlan
  private readonly hooks: CrashHooks
  private readonly network: Network
  private readonly line: StoreLine
  private readonly dice: Dice
  private readonly leases: LeaseWatch
  private readonly processes = new Map<string, SimProcess>()
  /** By name: what a living host is called on the bus, and how it is stopped. */
  private readonly hosts = new Map<string, { id: string; stop: Stop }>()
  private leader: SimProcess | undefined
  private gateways: Gateway[] = []
  private faults: Faults
  private isClear = false

  private constructor(founding: Founding, crashes: CrashPlan) {
    const { seed, plan, dice, time, store } = founding
    this.founding = founding
    this.dice = dice
    this.time = time
    this.store = store
    this.plan = plan
    this.crashes = crashes
    this.districts = plan.scenario.districts.map(({ id }) => id)
    this.founded = foundingOf(this.districts, plan.scenario)
    this.faults = drawFaults(dice, plan.identity.tickMs)
    this.hooks = new CrashHooks(crashes)
    this.leases = new LeaseWatch(
      () => time.nowMs,
      (problem) => this.oracle.fail(problem),
    )
    this.leases.watch(store.leases)
    this.oracle = new Oracle((district) => this.leases.token(districtLease(BRANCH, district)))
    this.network = new Network(time, new Dice(seed, 2), this.faults, {
      published: (from, topic, message) => this.hooks.published(from, topic) || this.heard(from, topic, message),
      asked: (from, topic) => this.hooks.asked(from, topic),
      answered: (by, topic, answer) => this.hooks.answered(by, topic, answer),
    })
    this.line = new StoreLine(store, time, new Dice(seed, 3), this.faults, {
      calling: (process, port, method) => this.hooks.calling(process, port, method),
      called: (process, method, answer) => this.called(process, method, answer),
      committed: (process, ticks) => this.committed(process, ticks),
    })
    const handled = (process: SimProcess) => this.crashes.pass('ACT 7 after', process)
    const of = { branch: BRANCH, districts: this.districts }
    this.reader = new FactReader(of, { oracle: this.oracle, dice: new Dice(seed, 5), handled })
    const looks = seed % WATCHED_EVERY === 0
    this.eyes = new Eyes(plan.scenario.districts, { time, oracle: this.oracle, dice: new Dice(seed, 6), looks })
  }

  /** A city before its first tick, with all its processes starting. */
  static async found({ seed, sql }: { seed: number; sql: boolean }, crashes: CrashPlan): Promise<SimCity> {
    const dice = new Dice(seed, 1)
    // Some runs see midnight: keys are named by the day.
    const time = new VirtualTime(dice.chance(0.2) ? START_MS + DAY_MS - 20_000 : START_MS + DAY_MS / 2)
    const nowMs = () => time.nowMs
    const store = sql ? await openSimDatabase(nowMs) : openMemoryStore({ nowMs })
    const config = configOf(seed, dice.pick(TICKS_MS))
    const plan = await planOf(config)
    const cluster = !dice.chance(ALONE)
    const city = new SimCity({ seed, plan, config, cluster, dice, time, store }, crashes)
    const residents = scenarioResidents(plan.city, seed)
    await store.agents.register(BRANCH, residents)
    for (const id of city.districts) {
      const here = residents.filter(({ district }) => district === id)
      city.oracle.found(
        id,
        here.map(({ resident }) => resident),
      )
    }
    const events = drawEvents(config, dice, city.districts)
    await store.worldEvents.add(BRANCH, events)
    for (const { id, targets } of events) city.oracle.expectEvent(id, targets)
    for (const [name, role] of cluster ? [...PROCESSES, ...MORE_PROCESSES] : PROCESSES) city.startSoon(name, role, 0)
    for (let index = 0; index < AGENTS; index++) {
      time.after(index < AGENTS / 2 ? 0 : dice.between(0, 20_000), () => void city.welcome(index))
    }
    city.troubleSoon()
    return city
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
    this.reader.isHurried = true
    this.eyes.hurry()
  }

  /** Whether some command on its way carries coins, frees land, or tells of an event that the calendar has just handed over. */
  async isCommandAwaited(): Promise<boolean> {
    for (const district of this.districts) {
      const pending = await this.store.commands.pending(BRANCH, district, 1_000)
      if (
        pending.some(({ command }) =>
          ['arrive', 'pay', 'bounce', 'order', 'deliver', 'share', 'free_plot', 'world_event'].includes(command.kind),
        )
      )
        return true
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
    this.note(`${name} starts`)
    try {
      await this.run(process, this.groundOf(process))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
      this.note(`${name} could not start: ${code}`)
      this.oracle.check(LOST_BY_WEATHER.includes(code), () => `${name} could not start: ${String(error)}`)
      process.die()
    }
  }

  private async run(process: SimProcess, ground: Ground): Promise<void> {
    const { name, role } = process
    if (role === 'host') this.hosts.set(name, await startHost(process, ground))
    else if (role === 'orchestrator') await startOrchestrator(process, ground)
    else if (role === 'reader') void this.reader.run(process, ground.store)
    else {
      const gateway = startGateway(process, ground)
      this.gateways.push(gateway)
      this.eyes.open(gateway)
    }
  }

  private groundOf(process: SimProcess): Ground {
    const { plan, config, cluster } = this.founding
    const lost = (code: string) => {
      this.note(`${process.name} lost a district: ${code}`)
      this.oracle.check(LOST_BY_WEATHER.includes(code), () => `${process.name} lost a district by a fault: ${code}`)
    }
    const broken = (kind: string) => this.oracle.fail(`the orchestrator found that the city does not add up: ${kind}`)
    const store = this.line.of(process, cluster ? 'postgres' : 'embedded')
    return { plan, config, cluster, store, bus: this.network.bus(process), lost, broken }
  }

  private buried(process: SimProcess): void {
    const { name, role } = process
    this.note(`${name} dies`)
    this.restarts++
    this.hosts.delete(name)
    this.network.forget(process)
    for (const gateway of this.gateways) if (gateway.process === process) gateway.hub.stop()
    this.gateways = this.gateways.filter((gateway) => gateway.process !== process)
    this.startSoon(name, role, this.dice.between(50, 5_000))
  }

  private heard(from: SimProcess, topic: string, message: unknown): boolean {
    if (from.role !== 'host' || !/\/(streams|events|observations|state)$/.test(topic)) return false
    const state = message as DistrictStateMessage
    this.oracle.published(state.district, state)
    if (topic.endsWith('/state')) this.oracle.summary(state.district, state)
    return false
  }

  private called(process: SimProcess, method: string, answer: unknown): boolean {
    if (process.role === 'orchestrator' && method === 'acquire' && answer !== undefined) this.leader = process
    return this.hooks.called(process, method, answer)
  }

  private committed(process: SimProcess, ticks: readonly TickCommit[]): boolean {
    this.oracle.committed(ticks)
    // In memory a cut is of this very moment; on SQL the orchestrator's looks have to do.
    if (this.store.kind === 'memory') void this.checkBooks()
    return this.hooks.committed(process, ticks)
  }

  /** Money constant, and everybody once, over all districts together. [CMD-3, HND-1] */
  async checkBooks(): Promise<void> {
    const [broken] = violationsOf(await this.store.audit.cut(BRANCH), this.founded)
    if (broken) this.oracle.fail(`the city does not add up: ${JSON.stringify(broken)}`)
  }

  /** A newcomer: made as the gateway's desk makes them, then alive until the end, or until it retires. */
  private async welcome(index: number): Promise<void> {
    const district = this.districts[index % this.districts.length] ?? ''
    const command = (resident: number): Command => ({ kind: 'spawn', resident, streamed: true, coins: FIRST_COINS })
    const about = { branch: BRANCH, accountId: 'u1', name: `Visitor ${index}`, mind: 'external', district }
    const made = { ...about, commandId: `spawn-${index}`, command }
    const resident = await this.line.held(() => this.store.agents.create(made))
    this.note(`a${resident} is to come to ${district}`)
    const dice = new Dice(this.plan.identity.seed, 100 + index)
    const agent = new SimAgent(resident, {
      time: this.time,
      oracle: this.oracle,
      dice,
      errand: drawErrand(dice, yardOf(this.plan, district)),
      gateway: () => (this.gateways.length > 0 ? this.dice.pick(this.gateways) : undefined),
      submitting: ({ process }) => this.crashes.pass('ACT 1 submit', process),
      delivering: ({ process }) => this.crashes.pass('ACT 7 deliver', process),
      peers: Array.from({ length: AGENTS }, (_, other) => agentIdOf(FIRST_OWNED_RESIDENT + other)),
      note: (line) => this.note(line),
    })
    agent.isFinishing = this.isClear
    this.agents.push(agent)
    this.turnSoon(agent)
    const { tickMs } = this.plan.identity
    if (this.dice.chance(RETIRING)) {
      this.time.after(this.dice.between(20 * tickMs, 280 * tickMs), () => void this.retire(agent))
    }
  }

  /** As the gateway's desk does it: mark, command, and word to whoever keeps records. */
  private async retire(agent: SimAgent): Promise<void> {
    const { resident } = agent
    this.note(`a${resident} is to retire`)
    agent.retire()
    const command: Command = { kind: 'retire', resident }
    await this.line.held(() => this.store.agents.retire(BRANCH, resident, `retire-${resident}`, command))
    for (const { bus } of this.gateways.slice(0, 1)) bus.publish(topics.agentsChanged(), { resident })
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
      makeTrouble({
        dice: this.dice,
        tickMs: this.plan.identity.tickMs,
        isAlone: !this.founding.cluster,
        crashes: this.crashes,
        processes: () => [...this.processes.values()].filter(({ alive }) => alive),
        leader: () => this.leader,
        storeAway: (ms) => (this.line.downUntilMs = this.time.nowMs + ms),
        moveDistrict: () => this.moveDistrict(),
        stopHost: () => this.stopHost(),
        after: (ms, run) => void this.time.after(ms, run),
        note: (line) => this.note(line),
      })
      this.troubleSoon()
    })
  }

  /** An operator's order, by some gateway: to the host that does not run the district; the other one refuses. */
  private moveDistrict(): void {
    const [gateway] = this.gateways
    if (this.hosts.size < 2 || !gateway) return
    const district = this.dice.pick(this.districts)
    this.note(`${district} is to move`)
    const moved = (answer: unknown) => {
      if ((answer as { moved: boolean }).moved) this.moves++
    }
    const options = { timeoutMs: MOVE_TIMEOUT_MS }
    for (const { id } of this.hosts.values()) {
      gateway.bus.request(placementTopics.move(district), { to: id }, options).then(moved, () => {})
    }
  }

  private stopHost(): void {
    const stopping = [...this.hosts].filter(([name]) => this.processes.get(name)?.alive)
    if (stopping.length === 0) return
    const [name, { stop }] = this.dice.pick(stopping)
    const process = this.processes.get(name)
    this.note(`${name} is asked to stop`)
    void stop().then(() => process?.die())
  }
}
