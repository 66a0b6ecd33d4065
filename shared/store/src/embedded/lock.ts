// One process per data directory. The embedded database takes no lock of its own: two writers would lose rows without an error.
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataDirLockedError } from '../errors.ts'
import type { StoreLog } from '../log.ts'

const LOCK_FILE = 'lock'
/** Losing the race for a stale lock this often in a row means that something else is wrong. */
const MOST_TRIES = 5

/** Names a process for as long as the machine runs: its number alone is used again. */
interface Holder {
  pid: number
  /** Clock ticks since boot; empty where the system does not say. */
  startTime: string
  bootId: string
}

/**
 * Takes the lock of the directory, which must exist. A lock whose process is dead is taken over with a log line.
 * Rejects with `DataDirLockedError` while it lives. Returns the function that gives the lock back.
 */
export async function lockDirectory(directory: string, log: StoreLog): Promise<() => Promise<void>> {
  const path = join(directory, LOCK_FILE)
  const mine = JSON.stringify(holderOf(process.pid))
  const draft = `${path}.${process.pid}`
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await claim(path, draft, mine)) return () => release(path, mine)
    const found = await readFile(path, 'utf8').catch(() => undefined)
    if (found === undefined) continue
    const holder = parseHolder(found)
    if (holder && isAlive(holder)) throw new DataDirLockedError(directory, holder.pid)
    if (await removeStale(path, found))
      log.warn({ directory, pid: holder?.pid }, 'took over the lock of a dead process')
  }
  throw new DataDirLockedError(directory, parseHolder(await readFile(path, 'utf8'))?.pid ?? 0)
}

/** A whole file appears at once, or not at all: written under another name, then linked. */
async function claim(path: string, draft: string, mine: string): Promise<boolean> {
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(mine)
  await file.close()
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Moves the stale lock aside; when it turns out to be a fresh one, that came in between, it is put back. */
async function removeStale(path: string, stale: string): Promise<boolean> {
  const aside = `${path}.stale.${process.pid}`
  try {
    await rename(path, aside)
  } catch {
    return false
  }
  const moved = await readFile(aside, 'utf8')
  if (moved !== stale) await link(aside, path).catch(() => {})
  await rm(aside, { force: true })
  return moved === stale
}

async function release(path: string, mine: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => undefined)
  if (found === mine) await rm(path, { force: true })
}

function holderOf(pid: number): Holder {
  return { pid, startTime: startTimeOf(pid) ?? '', bootId: bootId() }
}

function isAlive(holder: Holder): boolean {
  if (holder.bootId !== bootId()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // It exists, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return holder.startTime === (startTimeOf(holder.pid) ?? '')
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined
  } catch {
    return undefined
  }
}

/** Field 22 of /proc/PID/stat. The command name before it may hold spaces and brackets, so count from its end. */
function startTimeOf(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function bootId(): string {
  return readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
