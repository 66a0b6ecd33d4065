// The prepared template: an empty, migrated database directory, copied into a new data directory instead of three seconds of set-up.
import { constants, readFileSync } from 'node:fs'
import { access, cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { migrationsFingerprint } from '../migrate.ts'
import { silentLog } from '../log.ts'
import { PgliteDatabase } from '../database.pglite.ts'

/** Last file that a template gets: without it, it is not whole. */
const MARKER = 'PG_VERSION'

/** Where the template of this version lies below `cacheDir`. Changes with the migrations and with the database's version. */
export function templatePath(cacheDir: string): string {
  return join(cacheDir, `store-${pgliteVersion()}-${migrationsFingerprint()}`)
}

/** Makes the template when it is missing. Returns its path. Safe to run twice at once. */
export async function prepareTemplate(cacheDir: string): Promise<string> {
  const path = templatePath(cacheDir)
  if (await exists(join(path, MARKER))) return path
  await mkdir(cacheDir, { recursive: true })
  const draft = `${path}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  const database = await PgliteDatabase.open(draft, silentLog)
  await database.close()
  await rename(draft, path).catch(async (error: unknown) => {
    // Another process was faster.
    if (!(await exists(join(path, MARKER)))) throw error
    await rm(draft, { recursive: true, force: true })
  })
  return path
}

/** Puts a copy of the template at `target` if there is nothing yet. `false`: no template, or something is there already. */
export async function copyTemplate(cacheDir: string, target: string): Promise<boolean> {
  const template = templatePath(cacheDir)
  if ((await exists(target)) || !(await exists(join(template, MARKER)))) return false
  const draft = `${target}.new`
  await rm(draft, { recursive: true, force: true })
  await cp(template, draft, { recursive: true, mode: constants.COPYFILE_FICLONE })
  await rename(draft, target)
  return true
}

/** The package does not export its package.json; it lies one level above its entry. */
function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const about = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string }
  return about.version
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
