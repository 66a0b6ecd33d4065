// Runs every kept fault in a process of its own until a seed finds it.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { type Mutant, mutants } from './mutants.ts'

const SIM = join(import.meta.dirname, '..', '..', 'sim.ts')
/** A fault that so many seeds do not find is not found. */
const MUTANT_SEEDS = 100
const AT_ONCE = 2
/** What the command says, and ends with, when a promise was broken. */
const FOUND = /^seed (\d+) failed at tick \d+: (.*)$/m

/** Resolves with the names of the faults that nobody found. */
export async function findMutants(say: (line: string) => void): Promise<string[]> {
  const missed: string[] = []
  const waiting = [...mutants]
  const work = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const found = await find(mutant)
      if (found === undefined) missed.push(mutant.name)
      say(`${mutant.name}: ${found ?? `NOT FOUND in ${MUTANT_SEEDS} seeds`}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return missed
}

async function find({ name }: Mutant): Promise<string | undefined> {
  const words = [SIM, '--mutant', name, '--seeds', `1-${MUTANT_SEEDS}`, '--memory']
  const output = await promisify(execFile)(process.execPath, words).then(
    () => '',
    (error: { stderr?: string }) => error.stderr ?? '',
  )
  const found = FOUND.exec(output)
  if (found) return `seed ${found[1]}, ${found[2]}`
  if (output) throw new Error(`mutant ${name} could not be tried:\n${output}`)
  return undefined
}
