// One district in which any number of residents really live: the map of the default city's market district stays, houses and
// workplaces take in as many times more people as there are, and shelves hold as many times more goods.
import { readFileSync } from 'node:fs'
import { decideBatch } from '../agent-runtime/src/minds/routine.ts'
import {
  createWorld,
  loadCity,
  parseScenario,
  routineBatch,
  routineMap,
  settle,
  step,
  type World,
} from '../districts/src/sim/index.ts'
import { must } from '@civitas/kit'
import type { RoutineDecision, RoutineMap, Scenario, SimInput } from '@civitas/schema'

const SCENARIO = new URL('../districts/scenarios/default.json', import.meta.url)
const DISTRICT = 'market'
const SEED = 1
const SETTINGS = { tickMs: 1_000, clockRate: 20 }

/** CPU milliseconds of the parts of one tick, all on this thread: the same however busy the machine is with other things. */
export interface TickCost {
  /** Ten steps. */
  stepsMs: number
  settleMs: number
  /** What the minds are told. */
  batchMs: number
  /** What they make of it; in a city with worker threads this is off the thread that ticks. */
  mindsMs: number
  /** All of it. */
  tickMs: number
}

export class LivingTown {
  readonly world: World
  private readonly map: RoutineMap
  private decisions: RoutineDecision[] = []

  constructor(residents: number) {
    this.world = createWorld(loadCity(townOf(residents)), 0, SEED, SETTINGS)
    this.map = routineMap(this.world)
  }

  tick(): TickCost {
    const { world } = this
    const beginMs = cpuMs()
    for (let ms = 0; ms < world.tickMs; ms += 100) step(world)
    const steppedMs = cpuMs()
    settle(world, this.inputs())
    const settledMs = cpuMs()
    const batch = routineBatch(world)
    const askedMs = cpuMs()
    this.decisions = batch ? decideBatch(this.map, batch).decisions : []
    const endMs = cpuMs()
    return {
      stepsMs: steppedMs - beginMs,
      settleMs: settledMs - steppedMs,
      batchMs: askedMs - settledMs,
      mindsMs: endMs - askedMs,
      tickMs: endMs - beginMs,
    }
  }

  private inputs(): SimInput[] {
    return this.decisions.map(({ resident, action }, sequence) => ({ type: 'decision', resident, action, sequence }))
  }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Beyond the bounds of the schema, which are those of a file for people: only the loader's rules hold. */
function townOf(residents: number): Scenario {
  const city = parseScenario(JSON.parse(readFileSync(SCENARIO, 'utf8')))
  const district = must(
    city.districts.find(({ id }) => id === DISTRICT),
    DISTRICT,
  )
  const total = (of: 'homes' | 'jobs') => district.buildings.reduce((sum, building) => sum + building[of], 0)
  const homes = Math.ceil(residents / total('homes'))
  const jobs = Math.ceil(residents / total('jobs'))
  const crowd = Math.max(homes, jobs)
  const buildings = district.buildings.map((building) => ({
    ...building,
    homes: building.homes * homes,
    jobs: building.jobs * jobs,
    capacity: building.capacity * crowd,
    sells: building.sells.map((shelf) => ({ ...shelf, stock: shelf.stock * crowd, restock: shelf.restock * crowd })),
  }))
  const { trams: _, roads: __, ...rest } = city
  return { ...rest, districts: [{ ...district, buildings, residents }] }
}
