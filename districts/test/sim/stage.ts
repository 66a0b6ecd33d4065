// A town with nobody in it but those a test puts there, and short ways to let them act.
import { readFileSync } from 'node:fs'
import { must } from '@civitas/kit'
import type { Fact, SimAction, StreamItem } from '@civitas/schema'
import { loadCity, parseScenario, type SettleResult, settle, step, type World } from '../../src/sim/index.ts'
import { SECOND_MS } from '../../src/sim/limits.ts'
import { leaveHousehold } from '../../src/sim/economy/housing.ts'
import { goInside } from '../../src/sim/people/inside.ts'
import { nodePoint, placeAt } from '../../src/sim/space/motion.ts'
import type { Resident } from '../../src/sim/people/resident.ts'
import { buildingOf, createEmptyWorld } from '../../src/sim/world.ts'

const scenarios = new URL('../../scenarios/', import.meta.url)

export function readScenario(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, scenarios), 'utf8'))
}

export const tiny = loadCity(parseScenario(readScenario('tiny')))
export const SETTINGS = { tickMs: 1000, clockRate: 20 }
export const FIRST_AGENT = 1_000_000

export class Stage {
  world: World
  private count = 0

  constructor({ district = 0, seed = 1, clockRate = SETTINGS.clockRate } = {}) {
    this.world = createEmptyWorld(tiny, district, seed, { ...SETTINGS, clockRate })
    this.tick()
  }

  /** A streamed agent with coins; at a named place, or inside a building. */
  agent(options: { at?: string; inside?: string; coins?: number; streamed?: boolean } = {}): Resident {
    const { at, inside, coins = 100, streamed = true } = options
    const resident = FIRST_AGENT + this.count++
    const command = { kind: 'spawn', resident, streamed, coins } as const
    settle(this.world, [{ type: 'command', id: `spawn-${resident}`, command }])
    const agent = must(this.world.byNumber.get(resident), 'spawned agent')
    agent.home = -1
    leaveHousehold(this.world, agent)
    if (at !== undefined) this.put(agent, at)
    if (inside !== undefined) goInside(this.world, agent, this.building(inside).building)
    this.world.index.forget()
    return agent
  }

  put(agent: Resident, place: string): void {
    const { net } = this.world.map
    placeAt(this.world.motion, net, agent.slot, nodePoint(net, this.named(place).node))
    this.world.index.forget()
  }

  named(id: string) {
    return must(this.world.city.addresses.get(id), id).named
  }

  building(id: string) {
    return buildingOf(this.world, must(this.world.map.indexOf.get(this.named(id).address), id))
  }

  /** One action in a tick of its own: its outcome, and what the agent's stream got. */
  act(agent: Resident, action: SimAction, more: { key?: string; expires_tick?: number } = {}) {
    const result = this.settle([[agent, action, more]])
    const outcome = must(result.outcomes[0], 'outcome')
    return { ...outcome, facts: result.facts, items: itemsOf(result, agent), result }
  }

  /** Several actions in one tick. */
  settle(acts: readonly [Resident, SimAction, { key?: string; expires_tick?: number }?][]): SettleResult {
    const inputs = acts.map(([agent, action, more = {}]) => {
      const sequence = this.count++
      const { key = `key-${sequence}`, ...rest } = more
      return {
        type: 'action',
        resident: agent.number,
        action,
        action_id: `act_${key}`,
        key,
        sequence,
        ...rest,
      } as const
    })
    return settle(this.world, inputs)
  }

  /** Ticks without inputs, steps before each; all facts of them. */
  run(ticks: number): Fact[] {
    return Array.from({ length: ticks }, () => this.tick().facts).flat()
  }

  tick(): SettleResult {
    for (let ms = 0; ms < this.world.tickMs; ms += 100) step(this.world)
    return settle(this.world, [])
  }

  /** Sets the clock of the city, without anything happening in between. */
  clock(hour: number, minute = 0): void {
    this.world.cityMs = (hour * 60 + minute) * 60 * SECOND_MS
  }
}

export function itemsOf(result: SettleResult, agent: Resident): StreamItem[] {
  return result.streams.filter(({ resident }) => resident === agent.number).map(({ item }) => item)
}

/** The facts of one type. */
export function only<Type extends Fact['type']>(facts: readonly Fact[], type: Type): Extract<Fact, { type: Type }>[] {
  return facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type)
}
