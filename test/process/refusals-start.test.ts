import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CityOptions, freePorts, startCity } from '../helpers/city-process.ts'
import { refusal } from '../helpers/refusals.ts'
import { expectTicking } from '../helpers/ticking.ts'

const TINY = join(import.meta.dirname, '../../districts/scenarios/tiny.json')

describe('bad circumstances at the start', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'civitas-start-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const env = { LOG_LEVEL: 'warn' }

  /** Starts a city that must not come up: how it ended, and the line that says why. */
  const startInVain = async (options: CityOptions) => {
    const city = await startCity({ ...options, waitUntilReady: false, env: { ...env, ...options.env } })
    const { code } = await city.exited
    const lines = city.output().trim().split('\n')
    return { answer: `exit ${code}`, line: lines.at(-1) ?? '', lines: lines.length }
  }

  it('[R30] refuses a data directory in use', async () => {
    const first = await startCity({ env })
    const second = await startInVain({ dataDir: first.dataDir })
    expect(second.answer).toBe(refusal('R30').answer)
    expect(second.line).toContain(`in use by process ${first.pid}`)
    expect(second.line).toContain('DATA_DIR')
    await expectTicking(first.url)
    await first.stop()
  })

  it('[R31] takes over the lock of a dead city', async () => {
    const dataDir = join(folder, 'killed')
    const dead = await startCity({ dataDir, env })
    await dead.kill()
    const next = await startCity({ dataDir, env })
    await expectTicking(next.url)
    expect('starts').toBe(refusal('R31').answer)
    await next.stop()
  })

  it('[R32] refuses a busy port that was asked for', async () => {
    const ports = await freePorts()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(ports.http, '127.0.0.1', resolve))
    const end = await startInVain({ ports })
    await new Promise((resolve) => server.close(resolve))
    expect(end.answer).toBe(refusal('R32').answer)
    expect(end.line).toContain('PORT')
    expect(end.line).toContain(String(ports.http))
  })

  it('[R33] names DATABASE_URL when the database does not answer', async () => {
    const { http } = await freePorts()
    const end = await startInVain({
      env: { DATABASE_URL: `postgresql://city@127.0.0.1:${http}/city`, CIVITAS_MASTER_KEY: 'k'.repeat(44) },
    })
    expect(end.answer).toBe(refusal('R33').answer)
    expect(end.line).toContain('DATABASE_URL')
  })

  it('[R34] names the faulty field of a scenario', async () => {
    const scenario = JSON.parse(await readFile(TINY, 'utf8')) as { districts: { buildings: { capacity: unknown }[] }[] }
    const building = scenario.districts[1]?.buildings[3]
    if (building) building.capacity = 'plenty'
    const file = join(folder, 'faulty.json')
    await writeFile(file, JSON.stringify(scenario))
    const end = await startInVain({ env: { CIVITAS_SCENARIO: file } })
    expect(end.answer).toBe(refusal('R34').answer)
    expect(end.line).toContain('districts.1.buildings.3.capacity')
  })

  it('[R35] refuses another seed for an existing city', async () => {
    const dataDir = join(folder, 'seeded')
    const first = await startCity({ dataDir, env })
    await first.stop()
    const end = await startInVain({ dataDir, env: { CIVITAS_SEED: '2' } })
    expect(end.answer).toBe(refusal('R35').answer)
    expect(end.line).toContain('CIVITAS_SEED')
  })

  it('[R38] names the misspelt field of a scenario', async () => {
    const file = join(folder, 'misspelt.json')
    await writeFile(file, (await readFile(TINY, 'utf8')).replace('"trams"', '"traams"'))
    const end = await startInVain({ env: { CIVITAS_SCENARIO: file } })
    expect(end.answer).toBe(refusal('R38').answer)
    expect(end.line).toContain('traams: is not known; did you mean trams?')
  })

  it('[R39] starts an existing city whose file has a field that nobody knows', async () => {
    const [file, dataDir] = [join(folder, 'old.json'), join(folder, 'old')]
    const asked = { ...env, CIVITAS_SCENARIO: file }
    const text = await readFile(TINY, 'utf8')
    await writeFile(file, text)
    const first = await startCity({ dataDir, env: asked })
    await first.stop()
    await writeFile(file, JSON.stringify({ ...(JSON.parse(text) as object), built_by: 'the operator' }))
    const again = await startCity({ dataDir, env: asked })
    await expectTicking(again.url)
    expect('starts').toBe(refusal('R39').answer)
    expect(again.output()).toContain('built_by: is not known')
    await again.stop()
  })

  it('[R36] names the variable that is out of range', async () => {
    const end = await startInVain({ env: { CIVITAS_TICK_MS: '250' } })
    expect(end.answer).toBe(refusal('R36').answer)
    expect(end.line).toContain('CIVITAS_TICK_MS')
  })

  it('[R37] refuses a data directory that it may not write', async () => {
    const file = join(folder, 'not-a-folder')
    await mkdir(folder, { recursive: true })
    await writeFile(file, '')
    const end = await startInVain({ dataDir: join(file, 'data') })
    expect(end.answer).toBe(refusal('R37').answer)
    expect(end.line).toContain('DATA_DIR')
  })
})
