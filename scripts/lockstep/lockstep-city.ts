// The whole city in one thread, without store, bus or clock: every district and every built-in mind, one tick after the other. [DET-2]
import { decideBatch } from '@civitas/agent-runtime'
import {
  type City,
  createWorld,
  currentMap,
  loadCity,
  routineBatch,
  routineMap,
  scenarioResidents,
  settle,
  type SettleResult,
  step,
  type World,
} from '@civitas/districts/sim/index'
import { must } from '@civitas/kit'
import type { CommandInput, Fact, RoutineDecision, RoutineMap, Scenario, SimInput } from '@civitas/schema'
import {
  type CalendarPlan,
  CITY_DAY_MS,
  entriesOf,
  planCalendar,
} from '@civitas/server/orchestrator/world-events/calendar'

/** Motion is ten steps a second. */
const STEP_MS = 100

export interface LockstepOptions {
  scenario: Scenario
  seed: number
  /** Real milliseconds from one tick to the next, a multiple of 100. */
  tickMs?: number
  /** City seconds per real second. */
  clockRate?: number
}

/** A fact, and where it happened. */
export interface PlacedFact {
  district: string
  fact: Fact
}

interface Shard {
  world: World
  map: RoutineMap
  inbox: CommandInput[]
  decisions: RoutineDecision[]
}

export class LockstepCity {
  readonly city: City
  readonly seed: number
  /** By resident number. */
  readonly names: ReadonlyMap<number, string>
  /** What the minds threw in all ticks so far: always a bug. */
  failedMinds = 0
  private readonly shards: Shard[]
  private readonly plan: CalendarPlan
  /** Names of the world events that were handed over already. */
  private readonly handedOver = new Set<string>()

  constructor({ scenario, seed, tickMs = 1_000, clockRate = 20 }: LockstepOptions) {
    this.city = loadCity(scenario)
    this.seed = seed
    this.names = new Map(scenarioResidents(this.city, seed).map(({ resident, name }) => [resident, name]))
    this.plan = planCalendar(
      seed,
      scenario.districts.map(({ id }) => id),
      scenario,
    )
    this.shards = this.city.districts.map(({ index }) => {
      const world = createWorld(this.city, index, seed, { tickMs, clockRate })
      world.isStudied = true
      return { world, map: routineMap(world), inbox: [], decisions: [] }
    })
  }

  get worlds(): readonly World[] {
    return this.shards.map(({ world }) => world)
  }

  /** City milliseconds since day 1, 00:00. */
  get cityMs(): number {
    return must(this.shards[0], 'a district').world.cityMs
  }

  /** One tick of every district, with the private facts of all: steps, boundary, then the minds. Commands reach their district at its next tick. */
  tick(): PlacedFact[] {
    this.handOverEvents()
    const results = this.shards.map((shard) => settleShard(shard))
    results.forEach((result, index) => this.deliver(result, index))
    for (const shard of this.shards) this.askMinds(shard)
    return results.flatMap(({ facts }, index) => {
      const district = must(this.city.districts[index], 'district').id
      return facts.map((fact) => ({ district, fact }))
    })
  }

  private deliver({ commandsOut }: SettleResult, from: number): void {
    const tick = must(this.shards[from], 'district').world.tick
    commandsOut.forEach(({ district, command, id }, index) => {
      const to = must(
        this.city.districts.find((map) => map.id === district),
        district,
      )
      const name = id ?? `main/${from}/${tick}/${index}`
      must(this.shards[to.index], district).inbox.push({ type: 'command', id: name, command })
    })
  }

  private askMinds(shard: Shard): void {
    shard.map = currentMap(shard.world, shard.map)
    const batch = routineBatch(shard.world)
    if (!batch) return
    const { decisions, failed } = decideBatch(shard.map, batch)
    shard.decisions = decisions
    this.failedMinds += failed
  }

  /** What the orchestrator's queue would hand over at this city time. [CMD-1] */
  private handOverEvents(): void {
    const day = Math.trunc(this.cityMs / CITY_DAY_MS) + 1
    for (const { id, dueMs, targets, event } of entriesOf(day, this.plan)) {
      if (dueMs > this.cityMs || this.handedOver.has(id)) continue
      this.handedOver.add(id)
      for (const shard of this.shards) {
        if (!targets.includes(shard.world.map.id)) continue
        shard.inbox.push({ type: 'command', id, command: { kind: 'world_event', event_id: id, event } })
      }
    }
  }
}

function settleShard(shard: Shard): SettleResult {
  const { world } = shard
  for (let ms = 0; ms < world.tickMs; ms += STEP_MS) step(world)
  const inputs: SimInput[] = [
    ...shard.inbox,
    ...shard.decisions.map(({ resident, action }, sequence) => {
      return { type: 'decision', resident, action, sequence } as const
    }),
  ]
  shard.inbox = []
  shard.decisions = []
  return settle(world, inputs)
}
