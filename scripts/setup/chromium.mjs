// Finds a Chromium for the browser tests: CHROMIUM_PATH, else the system's, else the one in the npm package (Linux x64).
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tmpdir } from 'node:os'
import { chooseChromium } from './decisions.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** CIVITAS_SYSTEM_CHROMIUM=0 hides the system's browser, to prove the bundled one. */
function systemChromium(env = process.env) {
  if (env['CIVITAS_SYSTEM_CHROMIUM'] === '0') return undefined
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, MAC].find((path) => existsSync(path))
}

/**
 * @returns {Promise<{ path: string, env: Record<string, string>, source: 'named' | 'system' | 'bundled' }>}
 *   `env` has to be added to the browser's environment
 */
export async function findChromium(env = process.env) {
  const wanted = env['CHROMIUM_PATH']
  const { platform, arch } = process
  const choice = chooseChromium({ wanted, system: systemChromium(env), platform, arch })
  if ('problem' in choice) throw new Error(choice.problem)
  if ('bundled' in choice) return bundledChromium()
  if (!existsSync(choice.path)) throw new Error(`No browser at ${choice.path} (CHROMIUM_PATH).`)
  return { path: choice.path, env: {}, source: wanted ? 'named' : 'system' }
}

async function bundledChromium() {
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  chromium.setGraphicsMode = true
  const path = await chromium.executablePath()
  if (starts(path, {})) return { path, env: {}, source: /** @type {const} */ ('bundled') }
  // A bare system lacks libnss3, libnspr4 or libexpat: the package carries them as well.
  const packed = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))
  await inflate(packed.pathname)
  const env = { LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib') }
  if (starts(path, env)) return { path, env, source: /** @type {const} */ ('bundled') }
  throw new Error('The bundled Chromium does not start here. Install Chromium, or name one in CHROMIUM_PATH.')
}

/**
 * @param {string} path
 * @param {Record<string, string>} env
 */
function starts(path, env) {
  try {
    execFileSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}
