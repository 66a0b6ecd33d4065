// Reads what set-up decides on: times, hashes of sources, and the stamps of what was done.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const SKIPPED = new Set(['node_modules', 'dist', '.build'])

/** @param {string} path */
export function changedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** One hash over the contents of files and folders. Tests are left out: they are in no build. @param {string[]} paths */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesBelow))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)))
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function filesBelow(path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (stat === undefined) return []
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  const names = readdirSync(join(ROOT, path)).filter((name) => !SKIPPED.has(name))
  return names.toSorted().flatMap((name) => filesBelow(`${path}/${name}`))
}

/** Stamps live below node_modules: whoever deletes that folder starts afresh. @param {string} name */
function stampPath(name) {
  return join(ROOT, 'node_modules', '.cache', 'civitas', `${name}.stamp`)
}

/** @param {string} name */
export function readStamp(name) {
  try {
    return readFileSync(stampPath(name), 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} name @param {string} hash */
export function writeStamp(name, hash) {
  mkdirSync(dirname(stampPath(name)), { recursive: true })
  writeFileSync(stampPath(name), hash)
}
