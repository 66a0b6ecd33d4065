// A changed wire schema or golden hash is caught, also when the change has been committed already.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { changedGolden, changedSchema, snapshotOf } from './frozen.ts'
import { Repository } from './repository.ts'
import { Workbench } from './workbench.ts'

const before = z.object({ text: z.string() })
const changed = z.object({ text: z.string().max(9) })
const v1 = snapshotOf(before, 1, undefined)

describe('a wire schema', () => {
  const faults = (live: z.ZodType | undefined, version: number, now: string | undefined, history: string[]) =>
    changedSchema('greeting', live, version, { now, history })

  it('passes as it was committed', () => expect(faults(before, 1, v1, [v1])).toEqual([]))
  it('needs a snapshot', () => expect(faults(before, 1, undefined, [])).toHaveLength(1))
  it('may not differ from its snapshot', () => expect(faults(changed, 1, v1, [v1])).toHaveLength(1))
  it('may not differ though its snapshot was rewritten', () =>
    expect(faults(changed, 1, snapshotOf(changed, 1, v1), [v1])).toHaveLength(1))
  it('may not vanish under its version', () => expect(faults(undefined, 1, undefined, [v1])).toHaveLength(1))
  it('may vanish with a step', () => expect(faults(undefined, 2, undefined, [v1])).toEqual([]))
  it('may be new', () => expect(faults(before, 1, v1, [])).toEqual([]))
  it('may change with a step', () => expect(faults(changed, 2, snapshotOf(changed, 2, v1), [v1])).toEqual([]))
  it('keeps its version while others step', () => {
    expect(snapshotOf(before, 2, v1)).toBe(v1)
    expect(faults(before, 2, v1, [v1])).toEqual([])
  })
})

describe('a golden hash', () => {
  const bench = new Workbench('golden')
  afterAll(() => bench.clear())
  const commitAs = (file: string) => {
    renameSync(join(bench.folder, 'golden', file), join(bench.folder, 'golden/run.json'))
    bench.git('add', 'golden/run.json')
    bench.git('commit', '--message', file)
  }
  const faults = (simVersion: number) => {
    const versions = new Repository(bench.folder).versionsIn('golden').get('golden/run.json')
    return changedGolden('golden/run.json', simVersion, versions ?? { now: undefined, history: [] })
  }
  bench.git('init')
  commitAs('before.json')

  it('[DET-4] passes as it was committed', () => expect(faults(1)).toEqual([]))
  it('[DET-4] of other rules is caught', () => expect(faults(2)).toHaveLength(1))
  it('[DET-4] that changed without a step is caught, before and after the commit', () => {
    const changedText = readFileSync(join(bench.folder, 'golden/changed.json'), 'utf8')
    writeFileSync(join(bench.folder, 'golden/run.json'), changedText)
    expect(faults(1)).toHaveLength(1)
    commitAs('changed.json')
    expect(faults(1)).toHaveLength(1)
  })
  it('[DET-4] that changed with a step passes', () => {
    commitAs('stepped.json')
    expect(faults(2)).toEqual([])
  })
})
