// Data directories for tests: below the system's temporary folder, gone at the end of the file.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, vi } from 'vitest'
import { TEMPLATE_DIR } from '../../src/config.ts'
import { prepareTemplate } from '../../src/index.ts'
import type { StoreLog } from '../../src/log.ts'

const made: string[] = []

/** An embedded database opens in half a second on an idle machine, and much later on a busy one. */
const PATIENCE_MS = 60_000

/** Call once per test file, before its tests. */
export function cleanDirectories(): void {
  vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })
  afterAll(async () => {
    await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })))
  })
}

export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'civitas-store-'))
  made.push(directory)
  return directory
}

/** The folder of templates that set-up uses too, with the one of this version in it. */
export async function templateDir(): Promise<string> {
  await prepareTemplate(TEMPLATE_DIR)
  return TEMPLATE_DIR
}

/** A log that can be looked into. */
export function rememberingLog(): StoreLog & { lines: string[] } {
  const lines: string[] = []
  const add = (_about: object, message: string) => lines.push(message)
  return { lines, info: add, warn: add }
}
