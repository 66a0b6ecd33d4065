// What set-up decides, as pure functions: plain JavaScript, since an older Node runs it before ours is installed.

/** Oldest Node that npm may run on, and oldest that the city runs on. */
export const OLDEST_NPM_NODE = 20
const OLDEST_NODE = 24

/**
 * Whether `npm ci` has to run. A lockfile that was only touched (a checkout, a copy) has the stamped hash still.
 * @param {{ lockMs: number, installedMs: number | undefined, lockHash: string, stampedHash: string | undefined }} state
 */
export function needsInstall({ lockMs, installedMs, lockHash, stampedHash }) {
  if (installedMs === undefined) return true
  if (stampedHash !== undefined) return stampedHash !== lockHash
  return installedMs < lockMs
}

/**
 * Whether something built from sources has to be built again.
 * @param {{ hash: string, stampedHash: string | undefined, outputExists: boolean }} state
 */
export function isStale({ hash, stampedHash, outputExists }) {
  return !outputExists || stampedHash !== hash
}

/** @param {string} version as `node -v` prints it */
export function majorOf(version) {
  const match = /^v?(\d+)\./.exec(version.trim())
  return match ? Number(match[1]) : 0
}

/**
 * What is wrong with the Node that the city will run on, and what to do; undefined when nothing is.
 * @param {{ pinned: string | undefined, system: string, platform: string }} found versions; `pinned` is that of .bin/node
 */
export function nodeProblem({ pinned, system, platform }) {
  if (pinned !== undefined && majorOf(pinned) >= OLDEST_NODE) return undefined
  if (pinned === undefined && majorOf(system) >= OLDEST_NODE) return undefined
  const found = pinned === undefined ? `this is Node ${system}` : `node_modules/.bin/node is ${pinned}`
  if (platform === 'linux' || platform === 'win32') {
    return `The city needs Node ${OLDEST_NODE} or newer, and ${found}. npm brings it as an optional package that was left out: run "npm ci --include=optional".`
  }
  return `The city needs Node ${OLDEST_NODE} or newer, and ${found}. Install it from https://nodejs.org and try again.`
}

/** Why an `npm ci` failed, from what it printed: first match wins. */
const FAILURES = /** @type {const} */ ([
  [
    /EACCES|EPERM|EROFS/,
    'This user may not write to the folder. Clone the repository to a folder of your own, or correct its owner.',
  ],
  [/ENOSPC/, 'The disk is full. The packages need about 700 MB.'],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EIDLETIMEOUT|network/,
    'The package registry cannot be reached. The first start needs a network (later ones do not); behind a proxy, set HTTPS_PROXY.',
  ],
  [/EUSAGE|in sync/, 'package-lock.json does not match package.json. Run "npm install" and commit the lockfile.'],
  [
    /ESTRICTALLOWSCRIPTS/,
    'A package wants to run an install script. Judge it and list it under "allowScripts" in package.json.',
  ],
  [/EINTEGRITY/, 'A downloaded package is damaged. Run "npm cache clean --force" and try again.'],
])

/** @param {string} output of npm */
export function explainInstallFailure(output) {
  return FAILURES.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm failed; its own words are above.'
}

/**
 * Which browser the tests use.
 * @param {{ wanted: string | undefined, system: string | undefined, platform: string, arch: string }} found
 * @returns {{ path: string } | { bundled: true } | { problem: string }}
 */
export function chooseChromium({ wanted, system, platform, arch }) {
  if (wanted) return { path: wanted }
  if (system) return { path: system }
  if (platform === 'linux' && arch === 'x64') return { bundled: true }
  return { problem: 'The browser tests need Chromium or Chrome. Install one, or name one in CHROMIUM_PATH.' }
}
