// Regenerates the documents that follow from the code: the snapshots of the wire schemas, the pages of the actions, the indicators and the configuration, the table of the storage.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { ACTIONS_PATH, actionsPage } from './docs/actions.ts'
import { CONFIGURATION_PATH, configurationPage } from './docs/configuration.ts'
import { INDICATORS_PATH, indicatorsPage } from './docs/indicators.ts'
import { STORAGE_PATH, storagePage } from './docs/storage.ts'
import { SCHEMA_FOLDER, snapshotOf } from './tidy/frozen.ts'

for (const [name, schema] of Object.entries(wireSchemas)) {
  write(`${SCHEMA_FOLDER}/${name}.json`, (before) => snapshotOf(schema, PROTOCOL_VERSION, before))
}
write(CONFIGURATION_PATH, configurationPage)
write(STORAGE_PATH, storagePage)
write(ACTIONS_PATH, actionsPage)
write(INDICATORS_PATH, indicatorsPage)

function write(path: string, make: (before: string | undefined) => string): void {
  const file = join(import.meta.dirname, '..', path)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  const text = make(before)
  if (text === before) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(path)
}
