// `npm run story -- --resident NAME --day D [--seed N] [--scenario S] | [--data DIR]`: one resident's day as plain text, told from facts:
// of a city in lockstep under that seed, or of a stopped city's journal. `--published` compares the stories of the docs with what their
// commands tell now; `--published --update` prints that there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readScenario } from '@civitas/districts/scenario-file'
import { openStore, readStoreConfig } from '@civitas/store'
import type { Chronicle } from './story/chronicle.ts'
import { chronicleOfStore } from './story/from-journal.ts'
import { chronicleOfSeed } from './story/from-lockstep.ts'
import { retellAll } from './story/published.ts'
import { tellStory } from './story/tell.ts'

const { values } = parseArgs({
  options: {
    resident: { type: 'string', default: '' },
    day: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'default' },
    data: { type: 'string' },
    published: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
  },
})
const who = values.resident
try {
  if (values.published) await retell()
  else await tell(wholeNumber(values.day))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function retell(): Promise<void> {
  const stale = await retellAll(values)
  if (stale.length === 0) return console.log('All stories are told as they are printed.')
  const what = `no longer what their commands tell: ${stale.join(', ')}`
  if (values.update) return console.log(`Printed anew, look whether their first lines still hold: ${what}`)
  throw new Error(`${what}. Run with --update, and choose other days where nothing is left to tell.`)
}

async function tell(day: number): Promise<void> {
  console.log(tellStory(await (values.data === undefined ? fromSeed(day) : fromData(values.data, day))))
}

async function fromSeed(day: number): Promise<Chronicle> {
  const scenario = await readScenario(values.scenario)
  return chronicleOfSeed({ scenario, seed: wholeNumber(values.seed), who, day })
}

async function fromData(dataDir: string, day: number): Promise<Chronicle> {
  const config = readStoreConfig({ ...process.env, DATA_DIR: dataDir })
  if (config.databaseUrl === undefined && !existsSync(join(dataDir, 'db'))) {
    throw new Error(`${dataDir} is no data directory of a city`)
  }
  const store = await openStore(config, { info: () => {}, warn: (_about, message) => console.warn(message) })
  try {
    const identity = await store.city.founded('main')
    if (!identity) throw new Error('no city was founded here yet')
    const residents = process.env['CIVITAS_RESIDENTS']
    return await chronicleOfStore(store, identity, { who, day, residents: residents ? Number(residents) : undefined })
  } finally {
    await store.close()
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is no whole number from 1`)
  return Number(text)
}
