// Refuses writes while the disk is nearly full: the embedded database panics when it cannot add to its log, and then hangs.
import { statfsSync } from 'node:fs'
import type { Statement } from '../database.ts'

/** Two files of the log, 16 MiB each: what one transaction and the checkpoint after it can need. */
const RESERVE_BYTES = 32 * 1024 * 1024

export const DISK_FULL_STATE = '53100'

/** Why the transaction cannot be tried now, or `undefined`. Reads always can. */
export function diskProblem(directory: string, statements: readonly Statement[]): string | undefined {
  if (!statements.some(writes)) return undefined
  const { bavail, bsize } = statfsSync(directory)
  const room = bavail * bsize
  if (room >= RESERVE_BYTES) return undefined
  return `no space left on device: ${Math.trunc(room / 1024 / 1024)} MiB free where ${directory} lies, ${RESERVE_BYTES / 1024 / 1024} are needed`
}

/** What our functions write is always followed by a statement that says so itself. */
export function writes({ sql }: Statement): boolean {
  return !/^\s*select\b/i.test(sql)
}
