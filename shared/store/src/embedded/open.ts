// Opens the store of a data directory: lock, template, key, worker, control socket, in that order.
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Database } from '../database.ts'
import { PgliteDatabase } from '../database.pglite.ts'
import { DataDirError } from '../errors.ts'
import type { StoreLog } from '../log.ts'
import type { Store } from '../ports/store.ts'
import { createSeal } from '../seal.ts'
import { openSqlStore } from '../sql/store.ts'
import type { Caps } from '../storage.ts'
import { controlHandlers } from './control-handlers.ts'
import { serveControl } from './control.ts'
import { lockDirectory } from './lock.ts'
import { masterKeyOf } from './master-key.ts'
import { copyTemplate } from './template.ts'

const DATABASE_DIR = 'db'

export interface EmbeddedOptions {
  dataDir: string
  /** Folder of prepared templates (`prepareTemplate`); without one, a new database takes seconds instead of moments. */
  templateDir?: string
  /** Default: `master.key` in the data directory, made when it is missing. */
  masterKey?: string
  log: StoreLog
  /** Bytes that each store may take. Default: those of 5 GB. */
  caps?: Caps
  /** For tests: wraps the database before the ports are built on it. */
  decorate?: (database: PgliteDatabase) => Database
}

/**
 * Opens the data directory, or makes it (0700). Rejects with `DataDirLockedError`, `DataDirError`,
 * `MasterKeyError`, `MigrationError` or `StoreUnavailableError`; then nothing stays open.
 */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<Store> {
  const { log } = options
  const directory = resolve(options.dataDir)
  await makeDirectory(directory)
  /** What must be let go of, newest first. */
  const held: (() => Promise<void>)[] = [await lockDirectory(directory, log)]
  const close = async () => {
    for (const release of held.splice(0).reverse()) await release()
  }
  try {
    const seal = createSeal(await masterKeyOf(directory, options.masterKey, log))
    const databaseDir = join(directory, DATABASE_DIR)
    if (options.templateDir !== undefined) await copyTemplate(options.templateDir, databaseDir)
    const pglite = await PgliteDatabase.open(databaseDir, log)
    held.push(() => pglite.close())
    const store = await openSqlStore(options.decorate?.(pglite) ?? pglite, seal, close, options.caps)
    held.push(await serveControl(directory, controlHandlers(store), log))
    return store
  } catch (error) {
    await close()
    const isOfSystem = error instanceof Error && 'syscall' in error
    throw isOfSystem ? new DataDirError(directory, error) : error
  }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await chmod(directory, 0o700)
  } catch (cause) {
    throw new DataDirError(directory, cause)
  }
}
