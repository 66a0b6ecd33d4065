// A disk that is really full: the city pauses, says so, loses nothing, and goes on by itself when there is room again.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call, makeAgents } from '../helpers/agents.ts'
import { type CityProcess, startCity } from '../helpers/city-process.ts'

/** Room for a fresh store and some minutes of journal. */
const DISK_MIB = 96
const MIB = 1024 * 1024
const PAUSES_WITHIN_MS = 60_000
const GOES_ON_WITHIN_MS = 30_000

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

describe.skipIf(!mayMount)('a full disk', () => {
  let disk: string
  let city: CityProcess | undefined

  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'civitas-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk])
  })
  afterEach(async () => {
    await city?.stop()
    execFileSync('umount', ['--lazy', disk])
    rmSync(disk, { recursive: true, force: true })
  })

  it('[ACT-5] pauses the districts, not the process, and nothing that was acknowledged is lost', async () => {
    const dataDir = join(disk, 'data')
    mkdirSync(dataDir)
    city = await startCity({ dataDir })
    const { url } = city
    const [agent] = await makeAgents(city, 1)
    if (agent === undefined) throw new Error('no agent was made')
    const options = { token: agent.key }
    const say = async (text: string) => {
      const body = { action: 'say', parameters: { text } }
      return call(url, 'POST', `/agents/${agent.id}/actions?wait=5`, { ...options, body })
    }
    const before = await say('Before')

    fill(join(disk, 'filler'))
    await expect.poll(() => statusOf(url, '/ready'), { timeout: PAUSES_WITHIN_MS }).toBe(503)
    expect(await statusOf(url, '/health')).toBe(200)

    rmSync(join(disk, 'filler'))
    await expect.poll(() => statusOf(url, '/ready'), { timeout: GOES_ON_WITHIN_MS }).toBe(200)
    const afterwards = await say('Afterwards')
    for (const { action_id, cursor } of [before, afterwards]) {
      const found = await call(url, 'GET', `/agents/${agent.id}/actions/${action_id}`, options)
      expect(found).toMatchObject({ status: 'accepted', cursor })
    }
    expect(await city.stop()).toBe(0)
  }, 180_000)
})

function fill(file: string): void {
  const chunk = Buffer.alloc(MIB, 1)
  for (let size = chunk.length; size >= 1; size = Math.floor(size / 2)) {
    try {
      while (true) appendFileSync(file, chunk.subarray(0, size))
    } catch {
      // Less than this fits: try half of it, until the last byte is taken.
    }
  }
}

async function statusOf(url: string, path: string): Promise<number> {
  const answer = await fetch(url + path, { signal: AbortSignal.timeout(5_000) })
  await answer.body?.cancel()
  return answer.status
}
