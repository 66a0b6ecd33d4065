// What the store reads from the environment, and the choice of adapter that follows from it.
import { join } from 'node:path'
import { type Environment, option, readOptions } from '@civitas/kit'
import { openEmbeddedStore } from './embedded/open.ts'
import { MasterKeyError } from './errors.ts'
import type { StoreLog } from './log.ts'
import { openPostgresStore } from './open-postgres.ts'
import type { Store } from './ports/store.ts'
import { capsOf, STORAGE_MB } from './storage.ts'

/** Where set-up leaves prepared templates: below node_modules, so that deleting that folder starts afresh. */
export const TEMPLATE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'civitas')

/** The log of the embedded database takes up to 67 MB, whatever the limit: below four fifths of its share. */
const LEAST_STORAGE_MB = 3_000

export const storeOptions = {
  dataDir: option.text({
    name: 'DATA_DIR',
    fallback: './data',
    description: 'Folder of the embedded store, its lock, master key and control.sock.',
  }),
  databaseUrl: option.url<string | undefined>({
    name: 'DATABASE_URL',
    fallback: undefined,
    shown: 'unset = embedded',
    schemes: ['postgres', 'postgresql'],
    description: 'A PostgreSQL server, version 15 or newer, instead of the embedded store.',
  }),
  masterKey: option.text<string | undefined>({
    name: 'CIVITAS_MASTER_KEY',
    fallback: undefined,
    shown: 'generated into DATA_DIR',
    description: 'Encrypts names, words and secrets at rest; at least 32 characters. Required with DATABASE_URL.',
  }),
  storageMb: option.integer({
    name: 'STORAGE_MB',
    fallback: STORAGE_MB,
    unit: 'MB',
    min: LEAST_STORAGE_MB,
    description:
      'What the city may take on disk in all. The stores share it as in storage.md; above its cap a store drops its oldest.',
  }),
}

export type StoreConfig = ReturnType<typeof readStoreConfig>

export function readStoreConfig(environment: Environment) {
  return readOptions(storeOptions, environment)
}

/** Opens the store that the configuration asks for. */
export async function openStore(config: StoreConfig, log: StoreLog): Promise<Store> {
  const { dataDir, databaseUrl, masterKey } = config
  const caps = capsOf(config.storageMb)
  if (databaseUrl === undefined) {
    const key = masterKey === undefined ? {} : { masterKey }
    return openEmbeddedStore({ dataDir, templateDir: TEMPLATE_DIR, log, caps, ...key })
  }
  if (masterKey === undefined) {
    throw new MasterKeyError(
      'CIVITAS_MASTER_KEY must be set together with DATABASE_URL. Make one with: openssl rand -base64 32',
    )
  }
  return openPostgresStore({ url: databaseUrl, masterKey, log, caps })
}
