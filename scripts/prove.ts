// `npm run prove -- NAME [--rounds N] [--from N]`: the long proofs. Figures go to docs/bench/NAME.json after every round, so that a run can be cut and resumed.
import { parseArgs } from 'node:util'
import { proveCityDay } from './prove/city-day.ts'
import { proveKill9 } from './prove/kill-9.ts'
import { proveSim } from './prove/sim.ts'

/** Every proof by name; it returns what it prints last, and rejects when the proof fails. */
const proofs: Record<string, (options: { rounds?: number; from?: number }) => Promise<string>> = {
  'city-day': proveCityDay,
  'kill-9': proveKill9,
  sim: proveSim,
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, from: { type: 'string' } },
})
const prove = proofs[positionals[0] ?? '']
if (!prove) {
  console.error(`npm run prove -- NAME, where NAME is one of: ${Object.keys(proofs).join(', ')}`)
  process.exit(1)
}
try {
  console.log(await prove({ ...count('rounds'), ...count('from') }))
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

function count<Name extends 'rounds' | 'from'>(name: Name): Partial<Record<Name, number>> {
  const text = values[name]
  if (text === undefined) return {}
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1`)
  return { [name]: value } as Partial<Record<Name, number>>
}
