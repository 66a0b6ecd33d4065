// `npm run bench -- [NAME …] [--json] [--SIZE N]`: runs the named benchmarks, or all, one after the other.
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Bench, formatReport, machine } from './report.ts'

const SUFFIX = '.bench.ts'

const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))

const { positionals, values } = parseArgs({ allowPositionals: true, strict: false })
const unknown = positionals.find((name) => !all.includes(name) && !Number.isFinite(Number(name)))
if (unknown !== undefined) {
  console.error(`no benchmark named ${unknown}; there are: ${all.join(', ')}`)
  process.exit(1)
}

const options = {
  number(name: string, fallback: number): number {
    const index = process.argv.indexOf(`--${name}`)
    const value = index < 0 ? fallback : Number(process.argv[index + 1])
    if (!Number.isFinite(value)) throw new Error(`--${name} takes a number`)
    return value
  },
}
const names = positionals.filter((name) => all.includes(name))
for (const name of names.length > 0 ? names : all) {
  const { bench } = (await import(`./${name}${SUFFIX}`)) as { bench: Bench }
  const report = await bench(options)
  console.log(values.json ? JSON.stringify({ ...report, machine: machine() }) : formatReport(report))
}
process.exit(0)
