// A city is killed while a house burns and people fight the fire. Started again, the fire goes on to its end, once, with those people.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CityProcess, startCity } from '../helpers/city-process.ts'

/** Under this seed a shop burns on the first day, at three minutes past nine; people are there at once and need half an hour. */
const SEED = '134'
const FIRE = 'calendar/fire/1'
/** City minutes pass at two a second: a minute until it burns, then time enough to kill the city meanwhile. */
const SPEED = '6'
const LOOK_MS = 150
/** Generous: a busy machine falls behind the clock. */
const BURNS_WITHIN_MS = 240_000
const ENDS_WITHIN_MS = 240_000
const TEST_MS = 600_000

interface Told {
  type: string
  tick: number
  incident?: string
  agent_id?: string
  helpers?: string[]
  how?: string
}

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-fire-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it(
  '[DET-4, CMD-1] a fire that was burning when the city was killed ends once, by those who fought it',
  async () => {
    const first = await start()
    const isFought = (helpers?: string[]) => helpers !== undefined && helpers.length > 0
    const before = (await until(first, isFought, BURNS_WITHIN_MS).finally(() => first.kill())) ?? []
    const second = await start()
    try {
      const found = (await helpersIn(second)) ?? before
      expect(found.slice(0, before.length)).toEqual(before)
      await until(second, (helpers) => helpers === undefined, ENDS_WITHIN_MS)
      const told = (await factsOf(second)).filter(({ incident }) => incident === FIRE)
      const of = (type: string) => told.filter((fact) => fact.type === type)
      expect(of('incident_began')).toHaveLength(1)
      expect(of('incident_ended')).toHaveLength(1)
      const [{ how, helpers = [] } = {} as Told] = of('incident_ended')
      expect(how).toBe('helped')
      expect(helpers.slice(0, before.length)).toEqual(before)
      expect(of('incident_joined').map(({ agent_id }) => agent_id)).toEqual(helpers)
      // Each is thanked once, before the kill or after it.
      expect(of('thanked').map(({ agent_id }) => agent_id)).toEqual(helpers)
    } finally {
      await second.stop()
    }
  },
  TEST_MS,
)

function start(): Promise<CityProcess> {
  const env = { CIVITAS_TEST: '1', CIVITAS_SCENARIO: 'default', CIVITAS_SEED: SEED, CIVITAS_SPEED: SPEED }
  return startCity({ dataDir, env: { ...env, LOG_LEVEL: 'warn' } })
}

/** Who fights the fire now; `undefined` when it does not burn. */
async function helpersIn({ url }: CityProcess): Promise<string[] | undefined> {
  const answer = await fetch(`${url}/api/v1/world`)
  const { incidents } = (await answer.json()) as { incidents: { incident: string; helpers: string[] }[] }
  return incidents.find(({ incident }) => incident === FIRE)?.helpers
}

/** Looks until what it finds is as wanted, and gives that back. */
async function until(
  city: CityProcess,
  wanted: (helpers: string[] | undefined) => boolean,
  withinMs: number,
): Promise<string[] | undefined> {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    const helpers = await helpersIn(city)
    if (wanted(helpers)) return helpers
    await sleep(LOOK_MS)
  }
  throw new Error(`not within ${withinMs} ms; the city printed:\n${city.output()}`)
}

/** Everything public since the city was founded, in the order of each district. */
async function factsOf({ url }: CityProcess): Promise<Told[]> {
  const facts: Told[] = []
  for (let after = Buffer.from('{}').toString('base64url'); ;) {
    const answer = await fetch(`${url}/api/v1/events?after=${after}`)
    const { events, cursor } = (await answer.json()) as { events: Told[]; cursor: string }
    facts.push(...events)
    if (cursor === after) return facts
    after = cursor
  }
}
