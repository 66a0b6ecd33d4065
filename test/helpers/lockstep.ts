// Runs the districts of a city and their built-in minds in lockstep, without clock, store or network. [DET-2]
import { readFileSync } from 'node:fs'
import { decideBatch } from '@civitas/agent-runtime'
import { must } from '@civitas/kit'
import type { DecisionInput } from '@civitas/schema'
import {
  type City,
  createWorld,
  loadCity,
  parseScenario,
  routineBatch,
  routineMap,
  settle,
  type SettleResult,
  step,
  type World,
} from '../../districts/src/sim/index.ts'

const TICK_MS = 1_000
const CLOCK_RATE = 20
const STEPS_PER_TICK = TICK_MS / 100

export function loadScenario(name: string): City {
  const file = new URL(`../../districts/scenarios/${name}.json`, import.meta.url)
  return loadCity(parseScenario(JSON.parse(readFileSync(file, 'utf8'))))
}

/** What one tick of a lockstep run did in one district. */
export interface LockstepTick {
  world: World
  decisions: readonly DecisionInput[]
  result: SettleResult
}

/** All districts of a city. Every idle resident is asked in every tick that it is due; commands arrive with the next tick. */
export function lockstep(city: City, seed: number): { worlds: readonly World[]; tick(): LockstepTick[] } {
  const worlds = city.districts.map((_, index) => {
    return createWorld(city, index, seed, { tickMs: TICK_MS, clockRate: CLOCK_RATE })
  })
  const maps = worlds.map(routineMap)
  let outbox: SettleResult['commandsOut'] = []
  const tickOf = (world: World, index: number, sent: typeof outbox): LockstepTick => {
    const batch = routineBatch(world)
    const answers = batch ? decideBatch(must(maps[index], 'map'), batch).decisions : []
    const decisions = answers.map((one, sequence): DecisionInput => ({ type: 'decision', ...one, sequence }))
    const due = sent.filter(({ district }) => district === world.map.id)
    const commands = due.map(({ command }, at) => ({ type: 'command' as const, id: `${world.tick}/${at}`, command }))
    for (let at = 0; at < STEPS_PER_TICK; at++) step(world)
    return { world, decisions, result: settle(world, [...commands, ...decisions]) }
  }
  const tick = (): LockstepTick[] => {
    const sent = outbox
    const ticks = worlds.map((world, index) => tickOf(world, index, sent))
    outbox = ticks.flatMap(({ result }) => result.commandsOut)
    return ticks
  }
  return { worlds, tick }
}
