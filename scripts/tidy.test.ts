// The house rules that a machine can check, over this repository. The rest is lint, types, format and dead code.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { CONFIGURATION_PATH, configurationPage } from './docs/configuration.ts'
import {
  escapingImports,
  impureMath,
  largeFolders,
  loneTests,
  longFiles,
  looseTodos,
  untrackedImports,
  wrongDependencies,
} from './tidy/checks.ts'
import { changedGolden, changedSchemas, exportWire, snapshotPath } from './tidy/frozen.ts'
import { Repository } from './tidy/repository.ts'

const repository = new Repository()
const sources = repository.sources()

const read = (path: string) => readFileSync(join(repository.root, path), 'utf8')

/** As one text, so that a failure lists every fault. */
const clean = (faults: readonly string[]) => expect(faults.join('\n')).toBe('')

describe('tidy', () => {
  it('no file is longer than the limit', () => clean(longFiles(sources)))
  it('no folder holds too many sources', () => clean(largeFolders(sources)))
  it('what is left to do names its issue', () => clean(looseTodos(sources)))
  it('no test runs alone', () => clean(loneTests(sources)))
  it('[DET-1] the simulation uses exact arithmetic only', () => clean(impureMath(sources)))
  it('relative imports stay at home', () => clean(escapingImports(sources)))
  it('nothing committed needs what is not', () => clean(untrackedImports(sources, repository.tracked())))
  it('every package.json keeps to the import table', () => clean(wrongDependencies(repository.manifests())))

  it('the page of the configuration is what the code reads (npm run docs)', () =>
    expect(read(CONFIGURATION_PATH)).toBe(configurationPage()))

  it('a changed wire schema takes a protocol version step', () => {
    const path = snapshotPath(PROTOCOL_VERSION)
    const snapshot = existsSync(join(repository.root, path)) ? read(path) : undefined
    clean(changedSchemas(PROTOCOL_VERSION, exportWire(wireSchemas), snapshot, repository.history(path)))
  })

  it('[DET-4] a changed golden hash takes a SIM_VERSION step', () => {
    const folder = 'districts/test/golden'
    const names = existsSync(join(repository.root, folder)) ? readdirSync(join(repository.root, folder)) : []
    const paths = names.filter((name) => name.endsWith('.json')).map((name) => `${folder}/${name}`)
    const faults = (path: string) => changedGolden(path, simVersion(), read(path), repository.history(path))
    clean(paths.flatMap(faults))
  })
})

/** Read from the text, so that this test needs nothing of the simulation to load. */
function simVersion(): number {
  const found = sources.map(({ text }) => /export const SIM_VERSION = (\d+)/.exec(text)?.[1]).find(Boolean)
  return Number(found)
}
