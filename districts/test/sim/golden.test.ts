import { describe, expect, it } from 'vitest'
import { SIM_VERSION } from '../../src/sim/index.ts'
import { goldenNames, readGolden, runLog } from './golden-run.ts'

describe.each(goldenNames)('the recorded run %s', (name) => {
  it('[DET-4] ends in the recorded state under these rules', () => {
    const { simVersion, hash, marks } = readGolden(name)
    expect(simVersion).toBe(SIM_VERSION)
    expect(runLog(readGolden(name))).toEqual({ hash, marks })
  })
})
