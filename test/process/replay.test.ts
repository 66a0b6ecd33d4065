import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAgents, type TestAgent } from '../helpers/agents.ts'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { replayDirectory } from '../helpers/replay.ts'
import { tickOf } from '../helpers/ticking.ts'

const TICKS = 3_600
/** An hour of ticks in about half a minute. */
const SPEED = '120'
const BETWEEN_ACTIONS_MS = 500

const ACTIONS = [
  { action: 'move_to', parameters: { place: 'bridge-kiosk' } },
  { action: 'buy', parameters: { item: 'sandwich' } },
  { action: 'eat', parameters: {} },
  { action: 'say', parameters: { text: 'What a bridge!' } },
  { action: 'wait', parameters: { minutes: 3 } },
  { action: 'pay', parameters: { agent: 'a1', amount: 1 } },
]

describe('replay in a fresh process', () => {
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'civitas-replay-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  it(`[DET-2] ${TICKS} ticks with external actions reach the live hash`, async () => {
    const city = await startCity({ dataDir, env: { LOG_LEVEL: 'warn', CIVITAS_TEST: '1', CIVITAS_SPEED: SPEED } })
    const [agent] = (await makeAgents(city, 1)) as [TestAgent]
    let acknowledged = 0
    while ((await tickOf(city.url)) < TICKS) {
      const action = ACTIONS[acknowledged % ACTIONS.length]
      const answer = await act(city, agent, action)
      if (answer.status === 200) acknowledged++
      await sleep(BETWEEN_ACTIONS_MS)
    }
    await city.stop()
    const replay = await replayDirectory(dataDir)
    expect(replay.code, replay.output).toBe(0)
    const ticks = [...replay.output.matchAll(/(\d+) ticks/g)].map(([, count]) => Number(count))
    expect(Math.min(...ticks), replay.output).toBeGreaterThanOrEqual(TICKS)
    const external = [...replay.output.matchAll(/(\d+) external actions/g)].map(([, count]) => Number(count))
    expect(Math.max(...external), replay.output).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThan(20)
  }, 240_000)

  it('tells the story of a day from the journal, private facts too', async () => {
    const words = ['scripts/story.ts', '--data', dataDir, '--resident', 'a1', '--day', '1']
    const { stdout } = await promisify(execFile)(process.execPath, words)
    expect(stdout).toMatch(/day 1, a Monday in spring/)
    expect(stdout).toMatch(/ {2}\d\d:\d\d {2}sets out for /)
    expect(stdout).toContain('coins in the purse')
  }, 120_000)
})

function act(city: CityProcess, agent: TestAgent, action: unknown): Promise<Response> {
  return fetch(`${city.url}/api/v1/agents/${agent.id}/actions?wait=5`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${agent.key}` },
    body: JSON.stringify(action),
  })
}
