import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MasterKeyError } from '../errors.ts'
import type { StoreLog } from '../log.ts'
import { newMasterKey } from '../seal.ts'

const KEY_FILE = 'master.key'

/** The key given by the operator, else the one in the data directory, made at the first start. */
export async function masterKeyOf(directory: string, given: string | undefined, log: StoreLog): Promise<string> {
  if (given !== undefined) return given
  const path = join(directory, KEY_FILE)
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new MasterKeyError(
      `${path} cannot be read (${error.message}). Mend its permissions, or set CIVITAS_MASTER_KEY.`,
    )
  })
  if (found !== undefined) return found.trim()
  const key = newMasterKey()
  await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
  log.info({ path }, 'made a master key; keep a copy apart from the backups')
  return key
}
