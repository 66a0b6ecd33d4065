// Regenerates the documents that follow from the code: the snapshot of the wire schemas.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { exportWire, snapshotPath } from './tidy/frozen.ts'

const path = snapshotPath(PROTOCOL_VERSION)
const file = join(import.meta.dirname, '..', path)
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(exportWire(wireSchemas), null, 2)}\n`)
console.log(path)
