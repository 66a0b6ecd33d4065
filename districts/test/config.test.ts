import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCity } from '../src/compose.ts'
import { readDistrictsConfig } from '../src/config.ts'
import { readScenario, scenarioHash } from '../src/scenario-file.ts'

describe("the city's settings", () => {
  it.each([
    [{ CIVITAS_TICK_MS: '250' }, /^CIVITAS_TICK_MS: must be a multiple of 100/],
    [{ CIVITAS_CLOCK_RATE: '3600.5' }, /^CIVITAS_CLOCK_RATE: must be at most 3600/],
    [
      { CIVITAS_TICK_MS: '600000' },
      /^CIVITAS_CLOCK_RATE: must be at most 6 with ticks of 600000 ms, not 20: a tick .* an hour .*; so lower it, or /,
    ],
    [
      { CIVITAS_TICK_MS: '1100', CIVITAS_CLOCK_RATE: '3600' },
      /^CIVITAS_CLOCK_RATE: must be at most 3272\.7 with ticks of 1100 ms, not 3600/,
    ],
    [{ CIVITAS_SPEED: '10' }, /^CIVITAS_SPEED: only with CIVITAS_TEST=1/],
    [{ CIVITAS_TEST: '1', HOST: '0.0.0.0' }, /^CIVITAS_TEST: only on loopback/],
    [{ CIVITAS_TEST: '1', PUBLIC_URL: 'https://city.example' }, /^CIVITAS_TEST: only on loopback/],
  ])('name the variable that does not fit: %o', (environment, message) => {
    expect(() => readDistrictsConfig(environment)).toThrow(message)
  })

  it.each([
    { CIVITAS_TICK_MS: '600000', CIVITAS_CLOCK_RATE: '6' },
    { CIVITAS_TICK_MS: '1000', CIVITAS_CLOCK_RATE: '3600' },
    { CIVITAS_TICK_MS: '1100', CIVITAS_CLOCK_RATE: '3272.7' },
  ])('allow a tick as long as an hour of city time: %o', (environment) => {
    expect(readDistrictsConfig(environment).clockRate).toBe(Number(environment.CIVITAS_CLOCK_RATE))
  })

  it('may be sped up on loopback for tests', () => {
    expect(readDistrictsConfig({ CIVITAS_TEST: '1', CIVITAS_SPEED: '10', HOST: '127.0.0.1' }).speed).toBe(10)
  })
})

describe('scenario files', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civitas-scenario-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('scale to the wanted number of residents', async () => {
    const tiny = await readScenario('tiny', 31)
    expect(tiny.districts.reduce((sum, { residents }) => sum + residents, 0)).toBe(31)
    expect(scenarioHash(tiny)).not.toBe(scenarioHash(await readScenario('tiny')))
  })

  it('that do not exist are named', async () => {
    await expect(readScenario('atlantis')).rejects.toThrow(/there is no scenario "atlantis"/)
  })

  it('that are no JSON are named', async () => {
    const path = join(folder, 'broken.json')
    await writeFile(path, '{"name": ')
    await expect(readScenario(path)).rejects.toThrow(/broken\.json: not JSON/)
  })

  it('with a fault name the field', async () => {
    const path = join(folder, 'faulty.json')
    const tiny = await readScenario('tiny')
    const [first, ...others] = tiny.districts
    const faulty = {
      ...tiny,
      districts: [{ ...first, buildings: [{ ...first?.buildings[0], door: 'red' }] }, ...others],
    }
    await writeFile(path, JSON.stringify(faulty))
    await expect(readScenario(path)).rejects.toThrow(/faulty\.json: scenario: districts\.0\.buildings\.0\.door: /)
  })

  it('with a field that nobody knows are refused, unless a city was founded with them', async () => {
    const path = join(folder, 'town.json')
    const config = readDistrictsConfig({ CIVITAS_SCENARIO: path, CIVITAS_RESIDENTS: '31' })
    const tiny = await readScenario('tiny')
    await writeFile(path, JSON.stringify(tiny))
    const { identity } = await readCity(config)
    await writeFile(path, JSON.stringify({ ...tiny, built_by: 'the operator' }))
    await expect(readCity(config)).rejects.toThrow(/town\.json: scenario: built_by: is not known/)

    const ignored: string[] = []
    const founded = { scenarioHash: identity.scenarioHash, onUnknownField: (problem: string) => ignored.push(problem) }
    expect((await readCity(config, 'main', founded)).identity).toEqual(identity)
    expect(ignored).toEqual([expect.stringContaining('built_by: is not known')])
    await expect(readCity(config, 'main', { ...founded, scenarioHash: 'another' })).rejects.toThrow(/built_by/)
  })
})
