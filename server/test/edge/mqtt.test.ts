import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EdgeCity } from '../helpers/edge-city.ts'
import { until, woke } from '../helpers/fake-city.ts'

const ANNA = 1_000_000
const BERT = 1_000_001

describe('the MQTT edge', () => {
  let at: EdgeCity

  beforeEach(async () => {
    at = await EdgeCity.start([ANNA, BERT])
  })

  afterEach(() => at.stop())

  it('[ACT-1] takes an action and delivers result, facts and observation', async () => {
    const anna = await at.connect(ANNA)
    expect(await anna.subscribe('/agent/a1000000/#', '/world/+')).toEqual([1, 1])
    await anna.act({ action: 'wait', parameters: { minutes: 5 }, idempotency_key: 'k1' })
    await until(() => at.submitted.length === 1)
    expect(at.submitted[0]).toMatchObject({ agentId: 'a1000000', waitMs: 0, decision: { action: 'wait' } })
    await until(() => at.city.watched.get('g1')?.includes(ANNA) === true)
    await at.city.run([
      { resident: ANNA, draft: { kind: 'result', action_id: 'act_1', key: 'k1', status: 'accepted' } },
      { resident: ANNA, draft: woke(ANNA) },
    ])
    await until(() => anna.on('observation').length === 1 && anna.on('facts').length === 1)
    const result = {
      type: 'result',
      action_id: 'act_1',
      status: 'accepted',
      tick: 1,
      idempotency_key: 'k1',
      cursor: '1-1',
    }
    expect(anna.on('result')).toEqual([result])
    expect(anna.on('facts')[0]).toMatchObject({ type: 'woke', cursor: '2-1', tick: 1, name: 'Name 1000000' })
    expect(anna.on('observation')[0]).toMatchObject({ agent_id: 'a1000000', tick: 1, cursor: '2-1' })
    await until(() => anna.heard.some(({ topic }) => topic === '/world/tick'))
  })
})
