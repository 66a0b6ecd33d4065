// How a leg's report becomes numbers: whatever did not prove anything must not count as passed.
import { describe, expect, it } from 'vitest'
import { countCommand, countVitest, sum } from './report.ts'

const report = (...files: { status: string; tests: string[] }[]) =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((state) => ({ status: state })),
    })),
  })

describe('countVitest', () => {
  it('counts tests by state', () => {
    const json = report({ status: 'failed', tests: ['passed', 'failed', 'skipped', 'pending', 'todo'] })
    expect(countVitest(json, 1)).toEqual({ passed: 1, failed: 1, skipped: 3 })
  })
  it('a file that did not load is a failure', () =>
    expect(countVitest(report({ status: 'failed', tests: [] }), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 }))
  it('an error outside every test is a failure', () =>
    expect(countVitest(report({ status: 'passed', tests: ['passed'] }), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    }))
  it('no report is a failure', () => expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 }))
})

it('a command that was killed has failed', () => expect(countCommand(null).failed).toBe(1))
it('sums', () =>
  expect(sum([countCommand(0), countCommand(1), countVitest(report(), 0)])).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  }))
