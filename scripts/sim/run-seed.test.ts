import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutants } from './mutants/mutants.ts'
import { runSeed } from './run-seed.ts'
import { SimFailure } from './watch/oracle.ts'

const TICKS = 300
/** A run takes a second; on a busy machine more. */
const PATIENCE_MS = 60_000

describe('the city simulator', { timeout: PATIENCE_MS }, () => {
  it('[DET-2] runs a seed twice to the same end', async () => {
    const first = await runSeed({ seed: 7, ticks: 60 })
    expect(await runSeed({ seed: 7, ticks: 60 })).toEqual(first)
    expect(first.stateHashes).toHaveLength(2)
  })

  it('reports a failure with its seed, its last events and the command that replays it', async () => {
    const broken = runSeed({ seed: 3, ticks: 30, check: () => 'a promise was broken' })
    await expect(broken).rejects.toThrow(SimFailure)
    await expect(broken).rejects.toThrow(/^seed 3 failed at tick \d+: a promise was broken\nLast events:\n {2}\d+ /)
    await expect(broken).rejects.toThrow('npm run sim -- --seed 3 --ticks 30')
  })

  // Seeds that once found something stay, under what they found.
  it.each([
    [12, 'a district that runs behind takes commands in later, but it takes them in'],
    [20, 'a host that was replaced does not write'],
    [782, 'a host that was replaced unknowingly does not make a true cursor unknown'],
    [43, 'an hour of storm does not eat a stream'],
    [2, 'a host that slept through its replacement believes no head that it did not write'],
    [1230, 'a storm may find nobody at home'],
    [18564, 'a page draws a district that has no host as it last was, until it has one'],
    [87, 'the calendar hands over an event in the last moment'],
    [88, 'words to somebody who is just being spawned do not keep it from acting'],
    [3455, 'words for somebody who is gone go round a district that lags, and come back'],
  ])('[§12] keeps every promise under seed %i: %s', async (seed) => {
    const report = await runSeed({ seed, ticks: TICKS })
    expect(report.ticks).toBeGreaterThanOrEqual(TICKS)
    expect(report.acknowledged).toBeGreaterThan(0)
  })
})

describe('the kept faults', () => {
  it('are at least eight, each with a name of its own and another line than the right one', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(8)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    for (const { from, to } of mutants) expect(to).not.toBe(from)
  })

  it('each find the line they spoil, once', () => {
    for (const { name, file, from } of mutants) {
      const source = readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
      expect(source.split(from), name).toHaveLength(2)
    }
  })
})
