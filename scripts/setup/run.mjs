// Runs one step of the set-up: its output passes through, and is kept to explain a failure.
import { spawn } from 'node:child_process'
import { ROOT } from './files.mjs'

/** A failure that a person can mend: its message says how. */
export class SetupError extends Error {}

const STILL_WORKING_MS = 10_000

/** Standard error, so that `--json` commands keep a clean standard output. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * @param {string} command
 * @param {string[]} words
 * @param {{ cwd?: string, shell?: boolean }} options
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, words, { cwd = ROOT, shell = false } = {}) {
  return new Promise((resolve) => {
    const startedMs = Date.now()
    const child = spawn(command, words, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = setInterval(() => say(`  … ${Math.round((Date.now() - startedMs) / 1000)} s`), STILL_WORKING_MS)
    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk
      process.stderr.write(chunk)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    /** @param {boolean} ok */
    const finish = (ok) => {
      clearInterval(timer)
      resolve({ ok, output })
    }
    child.on('error', (error) => {
      output += error.message
      say(error.message)
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}
