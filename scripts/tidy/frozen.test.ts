// A changed wire schema or golden hash is caught, also when the change has been committed already.
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { changedGolden, changedSchemas, exportWire } from './frozen.ts'
import { Repository } from './repository.ts'
import { Workbench } from './workbench.ts'

const before = exportWire({ greeting: z.object({ text: z.string() }) })
const changed = exportWire({ greeting: z.object({ text: z.string().max(9) }) })
const grown = { ...before, ...exportWire({ farewell: z.string() }) }
const snapshot = JSON.stringify

describe('wire schemas', () => {
  it('pass when they are as committed', () => {
    expect(changedSchemas(1, before, snapshot(before), [snapshot(before)])).toEqual([])
  })
  it('need a snapshot', () => expect(changedSchemas(1, before, undefined, [])).toHaveLength(1))
  it('may not differ from the snapshot', () => expect(changedSchemas(1, changed, snapshot(before), [])).toHaveLength(1))
  it('may not change under their version with the snapshot', () =>
    expect(changedSchemas(1, changed, snapshot(changed), [snapshot(before)])).toHaveLength(1))
  it('may not vanish under their version', () =>
    expect(changedSchemas(1, {}, '{}', [snapshot(before)])).toHaveLength(1))
  it('may be joined by new ones', () =>
    expect(changedSchemas(1, grown, snapshot(grown), [snapshot(before)])).toEqual([]))
  it('may change with a step', () => expect(changedSchemas(2, changed, snapshot(changed), [])).toEqual([]))
})

describe('golden hashes', () => {
  const bench = new Workbench('golden')
  afterAll(() => bench.clear())
  const read = (file: string) => readFileSync(join(bench.folder, file), 'utf8')
  const commitAs = (file: string) => {
    renameSync(join(bench.folder, file), join(bench.folder, 'golden.json'))
    bench.git('add', 'golden.json')
    bench.git('commit', '--message', file)
  }
  bench.git('init')
  commitAs('before.json')
  commitAs('changed.json')
  const repository = new Repository(bench.folder)

  it('[DET-4] a changed hash without a step is caught, though committed', () => {
    const faults = changedGolden('golden.json', 1, read('golden.json'), repository.history('golden.json'))
    expect(faults).toHaveLength(1)
  })
  it('[DET-4] a changed hash with a step passes', () => {
    expect(changedGolden('golden.json', 2, read('stepped.json'), repository.history('golden.json'))).toEqual([])
  })
  it('[DET-4] a hash of other rules is caught', () => {
    expect(changedGolden('golden.json', 3, read('stepped.json'), [])).toHaveLength(1)
  })
})
