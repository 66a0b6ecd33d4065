// Each tidy check on a source with the fault that it must catch, and on one without.
import { describe, expect, it } from 'vitest'
import {
  escapingImports,
  impureMath,
  largeFolders,
  loneTests,
  longFiles,
  looseTodos,
  untrackedImports,
  wrongDependencies,
} from './checks.ts'

const source = (text: string, path = 'server/src/file.ts') => [{ path, text }]
const SIM = 'districts/src/sim/actions/wave.ts'

describe('tidy checks catch', () => {
  it('a long file', () => {
    expect(longFiles(source('x\n'.repeat(401)))).toHaveLength(1)
    expect(longFiles(source('x\n'.repeat(400)))).toEqual([])
  })

  it('a large folder, tests aside', () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ path: `server/src/f${index}.ts`, text: '' }))
    expect(largeFolders(many)).toHaveLength(1)
    expect(largeFolders(many.slice(1))).toEqual([])
    expect(largeFolders([...many.slice(1), { path: 'server/src/f0.test.ts', text: '' }])).toEqual([])
  })

  it('a task without an issue', () => {
    const task = (suffix: string) => source(`// TODO${suffix}: later`)
    expect(looseTodos(task(''))).toHaveLength(1)
    expect(looseTodos(task('(#12)'))).toEqual([])
  })

  it('a test that runs alone', () => {
    const only = ['it', 'only'].join('.')
    expect(loneTests(source(`${only}('x')`, 'server/src/file.test.ts'))).toHaveLength(1)
  })

  it.each(['const { sin } = Math', 'Math[name](1)', 'Math.hypot(1, 2)', 'const m = Math', 'x ** 2'])(
    '[DET-1] inexact arithmetic in the core: %s',
    (text) => {
      expect(impureMath(source(text, SIM))).toHaveLength(1)
      expect(impureMath(source(text, 'districts/src/host/file.ts'))).toEqual([])
    },
  )

  it('no fault in exact arithmetic or in comments', () => {
    expect(impureMath(source('Math.trunc(1) // not Math.sin\n/** Math.cos */', SIM))).toEqual([])
  })

  it.each([
    ["import { a } from '../../districts/src/a.ts'", 'server/src/file.ts'],
    ["export { a } from '../../host/a.ts'", SIM],
    ["await import('../../scripts/a.ts')", 'server/src/file.ts'],
    ["import '../../../../shared/kit/src/a.ts'", SIM],
  ])('a relative import that leaves home: %s', (text, path) => {
    expect(escapingImports(source(text, path))).toHaveLength(1)
  })

  it('no fault in relative imports at home', () => {
    expect(escapingImports(source("import { a } from '../world.ts'", SIM))).toEqual([])
    expect(escapingImports(source("import { a } from '../../host/a.ts'", SIM.replace('.ts', '.test.ts')))).toEqual([])
    expect(escapingImports(source("import { a } from '../shared/kit/src/a.ts'", 'scripts/file.ts'))).toEqual([])
  })

  it('an import of a file that is not committed', () => {
    const text = "import { a } from './other.ts'"
    const importer = 'server/src/file.ts'
    expect(untrackedImports(source(text), new Set([importer]))).toHaveLength(1)
    expect(untrackedImports(source(text), new Set([importer, 'server/src/other.ts']))).toEqual([])
  })

  it.each([
    { folder: 'shared/kit', name: '@civitas/kit', dependencies: { '@civitas/schema': '0.1.0' } },
    { folder: 'client', name: '@civitas/client', devDependencies: { '@civitas/store': '0.1.0' } },
    { folder: 'server', name: '@civitas/server', dependencies: { fastify: '^5.0.0' } },
    { folder: 'server', name: '@civitas/gateway' },
    { folder: 'elsewhere', name: '@civitas/elsewhere' },
  ])('a package.json against the table: %o', (manifest) => {
    expect(wrongDependencies([manifest])).toHaveLength(1)
  })
})
