import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { call, makeAgents, signUp, type TestAgent } from '../helpers/agents.ts'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { refusal, written } from '../helpers/refusals.ts'
import { expectTicking } from '../helpers/ticking.ts'

const KIB = 1024

describe('bad input over REST', () => {
  let city: CityProcess
  let me: TestAgent
  let other: TestAgent
  beforeAll(async () => {
    city = await startCity({ env: { LOG_LEVEL: 'warn' } })
    ;[me, other] = (await makeAgents(city, 2)) as [TestAgent, TestAgent]
  })
  afterEach(() => expectTicking(city.url))
  afterAll(() => city.stop())

  const post = (body: string, options: { id?: string; key?: string } = {}) =>
    fetch(`${city.url}/api/v1/agents/${options.id ?? me.id}/actions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.key === '' ? {} : { authorization: `Bearer ${options.key ?? me.key}` }),
      },
      body,
    })
  const get = (path: string, key: string) =>
    fetch(`${city.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  const say = JSON.stringify({ action: 'say', parameters: { text: 'Hello' } })

  it('[R01] refuses a REST body that is not JSON', async () => {
    expect(await written(await post('{"action": '))).toBe(refusal('R01').answer)
  })

  it('[R02] refuses a REST action of the wrong shape', async () => {
    const answer = await post(JSON.stringify({ action: 'pay', parameters: { agent: other.id, amount: 'ten' } }))
    const problem = (await answer.clone().json()) as { detail?: string }
    expect(await written(answer)).toBe(refusal('R02').answer)
    expect(problem.detail).toContain('amount')
  })

  it('[R03] refuses an unknown REST action', async () => {
    expect(await written(await post(JSON.stringify({ action: 'fly' })))).toBe(refusal('R03').answer)
  })

  it('[R04] refuses to act for another agent', async () => {
    expect(await written(await post(say, { id: other.id }))).toBe(refusal('R04').answer)
  })

  it('[R05] refuses a REST action without credentials', async () => {
    expect(await written(await post(say, { key: '' }))).toBe(refusal('R05').answer)
  })

  it('[R06] refuses a REST body of 70 KiB', async () => {
    const text = 'x'.repeat(70 * KIB)
    expect(await written(await post(JSON.stringify({ action: 'say', parameters: { text } })))).toBe(
      refusal('R06').answer,
    )
  })

  it('[R07] limits 1,000 REST actions in a second', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, () => post(say, { id: other.id, key: other.key })))
    const limited = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThan(0)
    expect(limited.length).toBeGreaterThan(500)
    const first = limited[0] as Response
    expect(((await first.clone().json()) as { retry_after_ms?: number }).retry_after_ms).toBeGreaterThan(0)
    expect(await written(first)).toBe(refusal('R07').answer)
  })

  it('[R08] ends a long poll when its key is revoked', async () => {
    const token = await signUp(city.url)
    const { agent } = await call(city.url, 'POST', '/agents', { token, body: { name: 'Short guest' } })
    const { id } = agent as { id: string }
    const made = await call(city.url, 'POST', `/agents/${id}/keys`, { token, body: {} })
    const { cursor } = await call(city.url, 'GET', `/agents/${id}/inbox`, { token: String(made.key) })
    const poll = get(`/agents/${id}/inbox?after=${String(cursor)}&wait=30`, String(made.key))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const revoked = await fetch(`${city.url}/api/v1/agents/${id}/keys/${String(made.key_id)}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(revoked.ok).toBe(true)
    expect(await written(await poll)).toBe(refusal('R08').answer)
  })

  it('[R09] refuses a foreign cursor over REST', async () => {
    expect(await written(await get(`/agents/${me.id}/inbox?after=yesterday!`, me.key))).toBe(refusal('R09').answer)
  })

  it('[R23] refuses words for an agent that was retired', async () => {
    const token = await signUp(city.url)
    const { agent } = await call(city.url, 'POST', '/agents', { token, body: { name: 'Leaver' } })
    const { id } = agent as { id: string }
    const tell = { action: 'tell', parameters: { agent: id, text: 'Hello' }, idempotency_key: 'once' }
    const told = await call(city.url, 'POST', `/agents/${me.id}/actions?wait=10`, { token: me.key, body: tell })
    expect(told).toMatchObject({ status: 'accepted' })
    const path = `${city.url}/api/v1/agents/${id}`
    const retired = await fetch(path, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
    expect(retired.ok).toBe(true)
    const again = JSON.stringify({ action: 'tell', parameters: { agent: id, text: 'Farewell' } })
    expect(await written(await post(again))).toBe(refusal('R23').answer)
    // What was accepted before keeps its answer. [ACT-7]
    expect(await (await post(JSON.stringify(tell))).json()).toEqual(told)
  })

  it('[R10] answers an unknown path with a problem', async () => {
    expect(await written(await get('/castles', me.key))).toBe(refusal('R10').answer)
  })
})
