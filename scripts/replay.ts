// `npm run replay -- --data DIR [--from-start]`: runs a stopped city's journal in a fresh process and compares every hash. [DET-4]
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { replayCity } from '@civitas/districts'
import { openStore, readStoreConfig } from '@civitas/store'

const { values } = parseArgs({
  options: { data: { type: 'string' }, 'from-start': { type: 'boolean', default: false } },
})
const config = readStoreConfig({ ...process.env, ...(values.data !== undefined && { DATA_DIR: values.data }) })

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<number> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'db'))) {
    throw new Error(`${config.dataDir} is no data directory of a city: name one with --data`)
  }
  const store = await openStore(config, { info: () => {}, warn: (_about, message) => console.warn(message) })
  try {
    const identity = await store.city.founded('main')
    if (!identity) throw new Error('no city was founded here yet')
    const residents = process.env['CIVITAS_RESIDENTS']
    const reports = await replayCity(store, identity, {
      fromStart: values['from-start'],
      residents: residents ? Number(residents) : undefined,
    })
    for (const report of reports) console.log(lineOf(report))
    return reports.some(({ difference }) => difference) ? 1 : 0
  } finally {
    await store.close()
  }
}

function lineOf(report: Awaited<ReturnType<typeof replayCity>>[number]): string {
  const { district, from, to, ticks, externalActions, stateHash, difference } = report
  if (difference) return `${district}: DIFFERS at tick ${difference.tick}: ${difference.problem}`
  return `${district}: ${ticks} ticks (${from + 1} … ${to}), ${externalActions} external actions, every hash equal, state ${stateHash}`
}
