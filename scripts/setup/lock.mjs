// One set-up at a time: `npm start` and `npm test` in two terminals must not install over each other.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './files.mjs'
import { say } from './run.mjs'

const LOCK = join(tmpdir(), `civitas-setup-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}.lock`)
const POLL_MS = 200

/** @param {() => Promise<void>} work */
export async function holdLock(work) {
  for (let tries = 0; !take(); tries += 1) {
    if (tries === 0) say('Another set-up is at work here; waiting for it …')
    await sleep(POLL_MS)
  }
  try {
    await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    if (!isAlive(holder())) rmSync(LOCK, { force: true })
    return false
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, 'utf8'))
  } catch {
    return 0
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
