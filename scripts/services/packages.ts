// The Debian packages that the full proof needs, installed when missing, with their services kept from starting by themselves.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Asked by Debian's packages before they start a service; exit 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d'

const PACKAGES: readonly { name: string; present: () => boolean }[] = [
  { name: 'chromium', present: () => onPath('chromium') },
  { name: 'python3', present: () => onPath('python3') },
  { name: 'postgresql', present: () => postgresFolder() !== undefined },
  { name: 'redis-server', present: () => onPath('redis-server') },
  { name: 'mosquitto', present: () => onPath('mosquitto') },
]

/** Throws where the packages are missing and cannot be installed. */
export function installPackages(): void {
  const missing = PACKAGES.filter((entry) => !entry.present()).map((entry) => entry.name)
  if (missing.length === 0) return
  const advice = `Install ${missing.join(', ')} and try again.`
  if (!onPath('apt-get')) throw new Error(`There is no apt-get here. ${advice}`)
  if (process.getuid?.() !== 0) throw new Error(`Only root may install system packages. ${advice}`)
  console.log(`Installing ${missing.join(', ')} …`)
  withoutAutostart(() => {
    aptGet('update')
    aptGet('install', '--yes', '--no-install-recommends', ...missing)
  })
}

function withoutAutostart(work: () => void): void {
  const isOurs = !existsSync(POLICY)
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    work()
  } finally {
    if (isOurs) rmSync(POLICY)
  }
}

function aptGet(...words: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['--quiet=2', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Where PostgreSQL's own binaries are, newest version first; Debian keeps them off the path. */
export function postgresFolder(): string | undefined {
  const versions = '/usr/lib/postgresql'
  const found = existsSync(versions) ? readdirSync(versions).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...found.map((version) => join(versions, version, 'bin')), ...pathFolders()]
  return folders.find((folder) => existsSync(join(folder, 'initdb')))
}

/** Daemons live in sbin, which is on root's path only. */
export function findBinary(name: string): string | undefined {
  return [...pathFolders(), '/usr/sbin', '/usr/local/sbin'].map((folder) => join(folder, name)).find(existsSync)
}

function onPath(name: string): boolean {
  return findBinary(name) !== undefined
}

function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
}
