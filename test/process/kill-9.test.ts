import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash32 } from '@civitas/kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEAST_ACKNOWLEDGEMENTS, killRound } from '../helpers/kill-9.ts'
import { replayDirectory } from '../helpers/replay.ts'

const ROUNDS = 3

describe('kill -9 under load', () => {
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'civitas-kill-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  for (let round = 1; round <= ROUNDS; round++) {
    it(`[ACT-4] round ${round}: every acknowledgement is there afterwards, once and in order`, async () => {
      let draws = 0
      const seed = Date.now() >>> 0
      const random = () => hash32(seed, round, draws++, 0) / 2 ** 32
      const report = await killRound(dataDir, random)
      expect(report.faults, `seed ${seed}`).toEqual([])
      expect(report.acknowledged).toBeGreaterThanOrEqual(LEAST_ACKNOWLEDGEMENTS)
    }, 120_000)
  }

  it('[DET-4] a fresh process replays all of it to the same state hash', async () => {
    const replay = await replayDirectory(dataDir)
    expect(replay.output).toMatch(/external actions/)
    expect(replay.code, replay.output).toBe(0)
  }, 120_000)
})
