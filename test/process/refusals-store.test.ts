import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAgents, type TestAgent } from '../helpers/agents.ts'
import { type BreakableCity, startBreakableCity } from '../helpers/city-in-process.ts'
import { refusal, written } from '../helpers/refusals.ts'
import { expectTicking } from '../helpers/ticking.ts'

/** Longer than three uncommitted ticks. [ACT-5] */
const UNTIL_PAUSED_MS = 6_000
const TRIES = 40

describe('a store in trouble', () => {
  let city: BreakableCity
  let agent: TestAgent
  beforeAll(async () => {
    city = await startBreakableCity()
    ;[agent] = (await makeAgents(city, 1)) as [TestAgent]
  })
  afterAll(() => city.stop())

  const act = (key: string) =>
    fetch(`${city.url}/api/v1/agents/${agent.id}/actions?wait=10`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${agent.key}` },
      body: JSON.stringify({ action: 'wait', parameters: { minutes: 1 }, idempotency_key: key }),
    })

  /** The same action again and again until it is acknowledged, as a client should. */
  const actUntilAcknowledged = async (key: string) => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const answer = await act(key)
      if (answer.status === 200) return written(answer)
      await sleep(250)
    }
    return 'never acknowledged'
  }

  it('[R40] pauses while the disk is full and ticks on when it is not', async () => {
    city.faults.start('disk_full')
    await sleep(UNTIL_PAUSED_MS)
    const paused = await written(await act('full'))
    const ready = await fetch(`${city.url}/ready`)
    city.faults.heal()
    expect(ready.status).toBe(503)
    expect(`${paused}, then ${await actUntilAcknowledged('full')}`).toBe(refusal('R40').answer)
    await expectTicking(city.url)
  })

  it("[R41] survives the death of the store's worker", async () => {
    await city.killStoreWorker()
    expect(await actUntilAcknowledged('killed')).toBe(refusal('R41').answer)
    await expectTicking(city.url)
  })

  it('[ACT-5] goes on when the answer to a commit was lost', async () => {
    city.faults.start('answer_lost')
    await sleep(2_500)
    city.faults.heal()
    expect(await actUntilAcknowledged('lost')).toBe('HTTP 200')
    await expectTicking(city.url)
  })
})
