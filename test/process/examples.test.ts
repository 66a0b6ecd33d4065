// The examples of the README, run as a newcomer would, against a city started with `npm start` on an empty data directory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CityProcess, startCity } from '../helpers/city-process.ts'
import { EXAMPLE_TIMEOUT_MS, hasPython, runExample, storyOf } from '../helpers/examples.ts'

const START_TIMEOUT_MS = 120_000

// Both at once, as in any city: each mostly walks.
describe.concurrent('the examples', () => {
  let city: CityProcess

  beforeAll(async () => {
    city = await startCity({ through: 'npm' })
  }, START_TIMEOUT_MS)
  afterAll(() => city?.stop())

  it('agent.ts lives its first minutes over MQTT', { timeout: EXAMPLE_TIMEOUT_MS }, async () => {
    const { code, printed } = await runExample('agent.ts', city)
    expect(code, printed).toBe(0)
    for (const line of storyOf('Ada')) expect(printed).toMatch(line)
  })

  it.skipIf(!hasPython)('agent.py lives its first minutes over REST', { timeout: EXAMPLE_TIMEOUT_MS }, async () => {
    const { code, printed } = await runExample('agent.py', city)
    expect(code, printed).toBe(0)
    for (const line of storyOf('Bruno')) expect(printed).toMatch(line)
  })
})
