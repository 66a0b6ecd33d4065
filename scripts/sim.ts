// `npm run sim -- --seed N [--ticks T]` or `--seeds A-B [--processes P]`: a city under a seeded storm. `--mutants`: are the kept faults found?
import { parseArgs } from 'node:util'
import { findMutants } from './sim/mutants/find-mutants.ts'
import { mutate } from './sim/mutants/mutate.ts'
import { mutants } from './sim/mutants/mutants.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    ticks: { type: 'string', default: '300' },
    mutant: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    sql: { type: 'boolean' },
    memory: { type: 'boolean' },
    processes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
try {
  process.exitCode = values.mutants ? await tryMutants() : await trySeeds()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function tryMutants(): Promise<number> {
  const missed = await findMutants(console.log)
  return missed.length === 0 ? 0 : 1
}

async function trySeeds(): Promise<number> {
  if (values.mutant !== undefined) {
    const mutant = mutants.find(({ name }) => name === values.mutant)
    if (!mutant) throw new Error(`--mutant is one of: ${mutants.map(({ name }) => name).join(', ')}`)
    mutate(mutant)
  }
  // Only now: a fault is put in while the city is loaded.
  const { describeReport, runSeeds, untouchedHops } = await import('./sim/run-seeds.ts')
  const { runProcesses } = await import('./sim/run-processes.ts')
  const [first, last] = rangeOf(values.seeds ?? values.seed)
  const ticks = wholeNumber(values.ticks)
  const processes = wholeNumber(values.processes)
  const report =
    processes > 1
      ? await runProcesses({ first, last, ticks, processes })
      : await runSeeds({ first, last, ticks, sql: storeOf(values) })
  console.log(values.json ? JSON.stringify(report) : describeReport(report))
  const untouched = untouchedHops(report)
  if (untouched.length > 0) console.error(`Nobody died at: ${untouched.join(', ')}`)
  return untouched.length > 0 ? 1 : 0
}

function rangeOf(text: string): [first: number, last: number] {
  const [first = '', last = first] = text.split('-')
  return [wholeNumber(first), wholeNumber(last)]
}

/** Without a word about it, some of the seeds run on SQL. */
function storeOf({ sql, memory }: { sql?: boolean | undefined; memory?: boolean | undefined }): boolean | undefined {
  if (sql) return true
  return memory ? false : undefined
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`"${text}" is no whole number`)
  return Number(text)
}
