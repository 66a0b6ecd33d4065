// Regenerates the documents that follow from the code: the snapshot of the wire schemas, the table of configuration.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { CONFIGURATION_PATH, configurationPage } from './docs/configuration.ts'
import { exportWire, snapshotPath } from './tidy/frozen.ts'

write(snapshotPath(PROTOCOL_VERSION), `${JSON.stringify(exportWire(wireSchemas), null, 2)}\n`)
write(CONFIGURATION_PATH, configurationPage())

function write(path: string, text: string): void {
  const file = join(import.meta.dirname, '..', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(path)
}
