// Runs a recorded log of inputs over the frozen town beside it, and tells the hash of the state it ends in.
// Run by hand after a SIM_VERSION step, it writes the hashes anew: `node districts/test/sim/golden-run.ts`. [DET-4]
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { SimInput } from '@civitas/schema'
import { createWorld, encodeWorld, loadCity, parseScenario, settle, SIM_VERSION, step } from '../../src/sim/index.ts'

const folder = new URL('../golden/', import.meta.url)
const logs = new URL('../logs/', import.meta.url)
/** Every so many ticks a hash is kept, to say where two runs part. */
const MARK_TICKS = 50

export interface Golden {
  simVersion: number
  /** SHA-256 of the last state, first 16 bytes. */
  hash: string
  about: string
  /** Name of a file in `logs`: one line `[tick, input]` per input, in order. */
  log: string
  district: number
  seed: number
  clockRate: number
  ticks: number
  marks: Record<string, string>
}

export const goldenNames = readdirSync(folder).map((file) => file.replace('.json', ''))

export function readGolden(name: string): Golden {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
}

/** In lockstep: every tick is its steps, then its boundary with the inputs of the log. [DET-2] */
export function runLog({ log, district, seed, clockRate, ticks }: Golden): {
  hash: string
  marks: Record<string, string>
} {
  const city = loadCity(parseScenario(JSON.parse(readFileSync(new URL('town.json', logs), 'utf8'))))
  const inputs = readLog(log)
  const world = createWorld(city, district, seed, { tickMs: 1000, clockRate })
  const hash = () => createHash('sha256').update(encodeWorld(world)).digest('hex').slice(0, 32)
  const marks: Record<string, string> = {}
  for (let tick = 1; tick <= ticks; tick++) {
    for (let count = 0; count < 10; count++) step(world)
    settle(world, inputs.get(tick) ?? [])
    if (tick % MARK_TICKS === 0) marks[tick] = hash()
  }
  return { hash: hash(), marks }
}

function readLog(name: string): Map<number, SimInput[]> {
  const byTick = new Map<number, SimInput[]>()
  const lines = readFileSync(new URL(`${name}.jsonl`, logs), 'utf8')
    .split('\n')
    .filter(Boolean)
  for (const line of lines) {
    const [tick, input] = JSON.parse(line) as [number, SimInput]
    byTick.set(tick, [...(byTick.get(tick) ?? []), input])
  }
  return byTick
}

if (import.meta.main) {
  for (const name of goldenNames) {
    const golden = readGolden(name)
    const now: Golden = { ...golden, simVersion: SIM_VERSION, ...runLog(golden) }
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(now, null, 2)}\n`)
  }
}
