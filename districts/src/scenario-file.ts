// Reads the scenario that the configuration names, scaled to the wanted number of residents.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '@civitas/schema'
import { ScenarioFileError } from './errors.ts'
import { parseKnownFields, parseScenario } from './sim/index.ts'

const HASH_BYTES = 16

/** The city that the store holds, for a file in which fields may stand that were not looked for when it was founded. */
export interface Founded {
  scenarioHash: string
  /** Told of a field that nobody knows, in a file that is that city's all the same. */
  onUnknownField(message: string): void
}

/**
 * @param name a shipped scenario (`tiny`, `default`), or the path of a file: anything with a dot or a slash
 * @param residents wanted in the whole city; default: as many as the file says
 * Rejects with `ScenarioFileError` naming the file and the field.
 */
export async function readScenario(name: string, residents?: number, founded?: Founded): Promise<Scenario> {
  const path = /[./\\]/.test(name) ? name : fileURLToPath(new URL(`../scenarios/${name}.json`, import.meta.url))
  const text = await readText(name, path)
  const scaled = (scenario: Scenario) => (residents === undefined ? scenario : withResidents(scenario, residents))
  try {
    return scaled(parse(path, text, parseScenario))
  } catch (error) {
    if (!founded || !(error instanceof ScenarioFileError)) throw error
    const known = scaled(parse(path, text, parseKnownFields))
    if (scenarioHash(known) !== founded.scenarioHash) throw error
    founded.onUnknownField(error.message)
    return known
  }
}

/** Names the content: another one needs another data directory. */
export function scenarioHash(scenario: Scenario): string {
  return createHash('sha256').update(JSON.stringify(scenario)).digest().subarray(0, HASH_BYTES).toString('hex')
}

/** The same city with `residents` people, shared out as in the file. */
function withResidents(scenario: Scenario, residents: number): Scenario {
  const weights = scenario.districts.map((district) => district.residents)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const counts =
    total > 0
      ? shareOut(residents, weights, total)
      : shareOut(
          residents,
          weights.map(() => 1),
          weights.length,
        )
  const districts = scenario.districts.map((district, index) => ({ ...district, residents: counts[index] ?? 0 }))
  return { ...scenario, districts }
}

/** Whole shares in proportion to the weights; each takes what lies between two rounded running sums. */
function shareOut(amount: number, weights: readonly number[], total: number): number[] {
  let before = 0
  return weights.map((weight) => {
    const from = Math.round((before * amount) / total)
    before += weight
    return Math.round((before * amount) / total) - from
  })
}

async function readText(name: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new ScenarioFileError(`there is no scenario "${name}" (${path} cannot be read)`, { cause })
  }
}

function parse(path: string, text: string, read: (content: unknown) => Scenario): Scenario {
  try {
    return read(JSON.parse(text))
  } catch (cause) {
    const what = cause instanceof SyntaxError ? 'not JSON: ' : ''
    throw new ScenarioFileError(`${path}: ${what}${cause instanceof Error ? cause.message : ''}`, { cause })
  }
}
