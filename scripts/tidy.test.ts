// The house rules that a machine can check, over this repository. The rest is lint, types, format and dead code.
import { basename } from 'node:path'
import { PROTOCOL_VERSION, wireSchemas } from '@civitas/schema'
import { describe, expect, it } from 'vitest'
import { ACTIONS_PATH, actionsPage } from './docs/actions.ts'
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
import { brokenLinks, takenNames, unknownRules } from './tidy/documents.ts'
import { changedGolden, changedSchema, GOLDEN_FOLDER, SCHEMA_FOLDER } from './tidy/frozen.ts'
import { Repository } from './tidy/repository.ts'

const repository = new Repository()
const sources = repository.files(/\.(ts|tsx|mjs|py|sh|css|sql)$/)
const documents = repository.files(/\.md$/)

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
})

describe('documents', () => {
  const protocol = documents.filter(({ path }) => path.startsWith('docs/protocol/'))

  it('links lead somewhere', () => clean(brokenLinks(documents, (path) => repository.exists(path))))
  it('files to be copied are there, and their copies are not', () =>
    clean(takenNames(documents, (path) => repository.exists(path))))
  it('every rule that is cited is defined', () => clean(unknownRules(sources, protocol)))
  it('the page of the configuration is what the code reads (npm run docs)', () =>
    expect(repository.read(CONFIGURATION_PATH)).toBe(configurationPage()))

  it('the page of the actions is what the catalogue says (npm run docs)', () =>
    expect(repository.read(ACTIONS_PATH)).toBe(actionsPage()))
})

describe('frozen', () => {
  it('a changed wire schema takes a PROTOCOL_VERSION step', () => {
    const files = repository.versionsIn(SCHEMA_FOLDER)
    const names = new Set([...Object.keys(wireSchemas), ...[...files.keys()].map((path) => basename(path, '.json'))])
    const none = { now: undefined, history: [] }
    const faults = (name: string) =>
      changedSchema(name, wireSchemas[name], PROTOCOL_VERSION, files.get(`${SCHEMA_FOLDER}/${name}.json`) ?? none)
    clean([...names].flatMap(faults))
  })

  it('[DET-4] a changed golden hash takes a SIM_VERSION step', () => {
    const files = [...repository.versionsIn(GOLDEN_FOLDER)]
    clean(files.flatMap(([path, versions]) => changedGolden(path, simVersion(), versions)))
  })
})

/** Read from the text, so that this test needs nothing of the simulation to load. */
function simVersion(): number {
  const found = sources.map(({ text }) => /export const SIM_VERSION = (\d+)/.exec(text)?.[1]).find(Boolean)
  return Number(found)
}
