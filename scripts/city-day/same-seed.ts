// [DET-2] The same seed lives the same day to the byte; another seed lives another one.
import { encodeWorld } from '@civitas/districts/sim/index'
import type { Scenario } from '@civitas/schema'
import { createHash } from 'node:crypto'
import { LockstepCity } from '../lockstep/lockstep-city.ts'
import type { GateVerdict } from './gate.ts'

/** A morning is enough for two runs to part: everybody has decided dozens of times. */
const HOURS = 6
const HOUR_MS = 3_600_000

export function compareSeeds(scenario: Scenario, seed: number): GateVerdict[] {
  const [first, again, other] = [seed, seed, seed + 1].map((one) => digestsOf(scenario, one))
  const differ = first?.facts !== again?.facts || first?.state !== again?.state
  return [
    { what: 'runs of one seed that differ', reached: differ ? 1 : 0, limit: 0, unit: 'of 1', seen: [] },
    {
      what: 'runs of two seeds that are equal',
      reached: first?.facts === other?.facts ? 1 : 0,
      limit: 0,
      unit: 'of 1',
      seen: [],
    },
  ]
}

/** Of all facts, and of the state at the end. The state holds the seed itself: two seeds are compared by what happened. */
function digestsOf(scenario: Scenario, seed: number): { facts: string; state: string } {
  const city = new LockstepCity({ scenario, seed })
  const facts = createHash('sha256')
  const state = createHash('sha256')
  const untilMs = city.cityMs + HOURS * HOUR_MS
  while (city.cityMs < untilMs) facts.update(JSON.stringify(city.tick()))
  for (const world of city.worlds) state.update(encodeWorld(world))
  return { facts: facts.digest('hex'), state: state.digest('hex') }
}
