// What set-up decides, case by case.
import { describe, expect, it } from 'vitest'
import { chooseChromium, explainInstallFailure, isStale, majorOf, needsInstall, nodeProblem } from './decisions.mjs'

describe('needsInstall', () => {
  const state = { lockMs: 2, installedMs: 3, lockHash: 'a', stampedHash: undefined }
  it.each([
    ['nothing is installed', { installedMs: undefined }, true],
    ['nothing is installed, whatever a stamp says', { installedMs: undefined, stampedHash: 'a' }, true],
    ['installed after the lockfile changed', {}, false],
    ['the lockfile changed after the installation', { installedMs: 1 }, true],
    ['the lockfile was only touched', { installedMs: 1, stampedHash: 'a' }, false],
    ['the lockfile is another than the one installed', { stampedHash: 'b' }, true],
  ])('%s', (_, change, expected) => expect(needsInstall({ ...state, ...change })).toBe(expected))
})

describe('isStale', () => {
  it('nothing was built', () => expect(isStale({ hash: 'a', stampedHash: 'a', outputExists: false })).toBe(true))
  it('never stamped', () => expect(isStale({ hash: 'a', stampedHash: undefined, outputExists: true })).toBe(true))
  it('the sources changed', () => expect(isStale({ hash: 'a', stampedHash: 'b', outputExists: true })).toBe(true))
  it('all as it was', () => expect(isStale({ hash: 'a', stampedHash: 'a', outputExists: true })).toBe(false))
})

describe('nodeProblem', () => {
  it('the pinned Node serves', () =>
    expect(nodeProblem({ pinned: 'v24.21.0\n', system: 'v20.1.0', platform: 'linux' })).toBeUndefined())
  it('without a pinned one the system serves when new enough', () =>
    expect(nodeProblem({ pinned: undefined, system: 'v26.0.0', platform: 'darwin' })).toBeUndefined())
  it('an old system on macOS is told to install Node', () =>
    expect(nodeProblem({ pinned: undefined, system: 'v22.0.0', platform: 'darwin' })).toContain('nodejs.org'))
  it('a left out package on Linux is told how to get it', () =>
    expect(nodeProblem({ pinned: undefined, system: 'v20.0.0', platform: 'linux' })).toContain('--include=optional'))
  it('a pinned one that does not run is named', () =>
    expect(nodeProblem({ pinned: 'broken', system: 'v26.0.0', platform: 'linux' })).toContain('broken'))
  it('reads versions', () => expect([majorOf('v24.21.0\n'), majorOf('9.1.0'), majorOf('what')]).toEqual([24, 9, 0]))
})

describe('explainInstallFailure', () => {
  it.each([
    ['npm error code EAI_AGAIN', 'network'],
    ['npm error code ENOTFOUND', 'network'],
    ['npm error code EACCES', 'may not write'],
    ['npm error code EROFS', 'may not write'],
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code EUSAGE', 'does not match'],
    ['npm error code ESTRICTALLOWSCRIPTS', 'install script'],
    ['npm error code EINTEGRITY', 'damaged'],
    ['something else', 'its own words'],
  ])('%s', (output, expected) => expect(explainInstallFailure(output)).toContain(expected))
})

describe('chooseChromium', () => {
  const none = { wanted: undefined, system: undefined, platform: 'linux', arch: 'x64' }
  it('the named one first', () =>
    expect(chooseChromium({ ...none, wanted: '/a', system: '/b' })).toEqual({ path: '/a' }))
  it('then the one of the system', () => expect(chooseChromium({ ...none, system: '/b' })).toEqual({ path: '/b' }))
  it('then the bundled one', () => expect(chooseChromium(none)).toEqual({ bundled: true }))
  it('elsewhere, advice', () => expect(chooseChromium({ ...none, arch: 'arm64' })).toHaveProperty('problem'))
})
