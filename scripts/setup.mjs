// Makes a fresh clone ready to start or to test, and does nothing, fast, when it already is.
// Plain JavaScript: npm may run it on an older Node, before ours is installed.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  explainInstallFailure,
  isStale,
  majorOf,
  needsInstall,
  nodeProblem,
  OLDEST_NPM_NODE,
} from './setup/decisions.mjs'
import { changedMs, hashOf, readStamp, ROOT, writeStamp } from './setup/files.mjs'
import { holdLock } from './setup/lock.mjs'
import { run, say, SetupError } from './setup/run.mjs'

const LOCKFILE = join(ROOT, 'package-lock.json')
const WINDOWS = process.platform === 'win32'
const PINNED_NODE = join(ROOT, 'node_modules', '.bin', WINDOWS ? 'node.cmd' : 'node')

try {
  if (majorOf(process.version) < OLDEST_NPM_NODE) {
    throw new SetupError(`npm runs on Node ${process.version}; set-up needs Node ${OLDEST_NPM_NODE} or newer.`)
  }
  await install()
  const node = cityNode()
  if (process.argv.includes('--test')) {
    // Whatever is missing here fails the tests that need it; all the others can still run.
    for (const step of [buildClient, () => prepareTemplate(node), findBrowser]) await step().catch(report)
  } else {
    await buildClient()
    await prepareTemplate(node)
  }
} catch (error) {
  report(error)
  process.exitCode = 1
}

/** @param {unknown} error */
function report(error) {
  if (!(error instanceof SetupError)) throw error
  say(`\nSet-up stopped: ${error.message}`)
}

async function install() {
  const lockMs = changedMs(LOCKFILE)
  if (lockMs === undefined) throw new SetupError('package-lock.json is missing: is this a whole clone?')
  const lockHash = hashOf(['package-lock.json'])
  const isNeeded = () => {
    const installedMs = changedMs(join(ROOT, 'node_modules', '.package-lock.json'))
    return needsInstall({ lockMs, installedMs, lockHash, stampedHash: readStamp('install') })
  }
  if (!isNeeded()) return
  await holdLock(async () => {
    // Another set-up may have done it while this one waited.
    if (!isNeeded()) return
    say('Installing packages; the first time this takes about half a minute …')
    const npm = process.env['npm_execpath']
    const words = ['ci', '--loglevel=error', '--no-audit', '--no-fund']
    const { ok, output } = npm
      ? await run(process.execPath, [npm, ...words])
      : await run(WINDOWS ? 'npm.cmd' : 'npm', words, { shell: WINDOWS })
    if (!ok) throw new SetupError(explainInstallFailure(output))
    writeStamp('install', lockHash)
  })
}

/** The Node that the city runs on: the pinned one, or where npm has none for this platform, the system's. */
function cityNode() {
  const pinned = existsSync(PINNED_NODE) ? versionOf(PINNED_NODE) : undefined
  const problem = nodeProblem({ pinned, system: process.version, platform: process.platform })
  if (problem) throw new SetupError(problem)
  return pinned === undefined ? process.execPath : PINNED_NODE
}

/** @param {string} node */
function versionOf(node) {
  try {
    return execFileSync(node, ['-v'], { encoding: 'utf8', shell: WINDOWS })
  } catch {
    return 'broken'
  }
}

async function buildClient() {
  const sources = ['client', 'shared/schema/src', 'shared/kit/src', 'package-lock.json']
  if (!existsSync(join(ROOT, 'client', 'index.html'))) return
  const hash = hashOf(sources)
  const outputExists = () => existsSync(join(ROOT, 'client', 'dist', 'index.html'))
  const isNeeded = () => isStale({ hash, stampedHash: readStamp('client'), outputExists: outputExists() })
  if (!isNeeded()) return
  await holdLock(async () => {
    if (!isNeeded()) return
    say('Building the page …')
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const words = [vite, 'build', '--logLevel', 'warn']
    const { ok } = await run(cityNode(), words, { cwd: join(ROOT, 'client'), shell: WINDOWS })
    if (!ok) throw new SetupError('the page does not build; the reason is above.')
    writeStamp('client', hash)
  })
}

/** A database that is already migrated, so that the first start only copies it. @param {string} node */
async function prepareTemplate(node) {
  const script = join(ROOT, 'scripts', 'prepare-template.ts')
  if (!existsSync(script)) return
  const hash = hashOf(['shared/store/src', 'scripts/prepare-template.ts', 'package-lock.json'])
  const isNeeded = () => readStamp('template') !== hash
  if (!isNeeded()) return
  await holdLock(async () => {
    if (!isNeeded()) return
    say('Preparing the database …')
    const { ok } = await run(node, [script], { shell: WINDOWS })
    if (!ok) throw new SetupError('the database template could not be prepared; the reason is above.')
    writeStamp('template', hash)
  })
}

async function findBrowser() {
  const { findChromium } = await import('./setup/chromium.mjs')
  await findChromium().catch((error) => {
    throw new SetupError(`no browser. ${error instanceof Error ? error.message : error}`)
  })
}
