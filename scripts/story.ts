// `npm run story -- --resident NAME --day D [--seed N] [--scenario S] | [--data DIR]`: one resident's day as plain text, told from facts:
// of a city in lockstep under that seed, or of a stopped city's journal.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readScenario } from '@civitas/districts/scenario-file'
import { openStore, readStoreConfig } from '@civitas/store'
import type { Chronicle } from './story/chronicle.ts'
import { chronicleOfStore } from './story/from-journal.ts'
import { chronicleOfSeed } from './story/from-lockstep.ts'
import { tellStory } from './story/tell.ts'

const { values } = parseArgs({
  options: {
    resident: { type: 'string', default: '' },
    day: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'default' },
    data: { type: 'string' },
  },
})
const who = values.resident
try {
  const day = wholeNumber(values.day)
  console.log(tellStory(await (values.data === undefined ? fromSeed(day) : fromData(values.data, day))))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
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
