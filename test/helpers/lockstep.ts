// Runs a district and its built-in minds in lockstep, without clock, store or network. [DET-2]
import { readFileSync } from 'node:fs'
import { decideBatch } from '@civitas/agent-runtime'
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

/** What one tick of a lockstep run did. */
export interface LockstepTick {
  decisions: readonly DecisionInput[]
  result: SettleResult
}

/** A district whose every idle resident is asked in every tick that it is due. */
export function lockstep(city: City, district: number, seed: number): { world: World; tick(): LockstepTick } {
  const world = createWorld(city, district, seed, { tickMs: TICK_MS, clockRate: CLOCK_RATE })
  const map = routineMap(world)
  const tick = (): LockstepTick => {
    const batch = routineBatch(world)
    const answers = batch ? decideBatch(map, batch).decisions : []
    const decisions = answers.map((one, sequence): DecisionInput => ({ type: 'decision', ...one, sequence }))
    for (let at = 0; at < STEPS_PER_TICK; at++) step(world)
    return { decisions, result: settle(world, decisions) }
  }
  return { world, tick }
}
