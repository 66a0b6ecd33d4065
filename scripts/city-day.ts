// `npm run city-day -- [--seeds A-B] [--days D] [--scenario NAME] [--residents N] [--processes P]`: lives whole days and judges whether they are believable.
import { parseArgs } from 'node:util'
import { allMet, formatTable, summarise } from './city-day/report.ts'
import { runProcesses, runSeeds } from './city-day/run-seeds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'default' },
    residents: { type: 'string' },
    processes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const [from = '', to = from] = values.seeds.split('-')
  const days = {
    scenario: values.scenario,
    first: wholeNumber(from),
    last: wholeNumber(to),
    days: wholeNumber(values.days),
    residents: values.residents === undefined ? undefined : wholeNumber(values.residents),
  }
  const processes = wholeNumber(values.processes)
  const startMs = performance.now()
  const reports = await (processes > 1 ? runProcesses({ ...days, processes }) : runSeeds(days))
  if (values.json) {
    console.log(JSON.stringify(reports))
    return 0
  }
  const summaries = summarise(reports)
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1)
  console.log(
    `city-day: ${values.scenario}, seeds ${values.seeds}, ${values.days} days, ${seconds} s\n${formatTable(summaries)}`,
  )
  return allMet(summaries) ? 0 : 1
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is no whole number from 1`)
  return Number(text)
}
