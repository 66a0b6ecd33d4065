// The examples of the README, run as a newcomer would, against a city started with `npm start` on an empty data directory.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CityProcess, startCity } from '../helpers/city-process.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples')
/** Walking to the kiosks takes some 20 s each, and somebody must come by. */
const STORY_TIMEOUT_MS = 180_000
const START_TIMEOUT_MS = 120_000

const python = spawnSync('python3', ['--version']).status === 0

const story = (name: string) => [
  new RegExp(`^I am ${name} \\(a\\d+\\), new in [\\w-]+\\. It is day \\d+ \\d\\d:\\d\\d\\.$`, 'm'),
  /^I stand at [\w-]+ with \d+ coins\.$/m,
  /^I walked \d+ m to .*Kiosk\.$/m,
  /^I bought a \w+ for \d+ coins\.$/m,
  /^I am eating my \w+\.$/m,
  /^I greeted .+, whom I saw \w+\.$/m,
  /^.+ said: ".+"$|^Nobody said anything back yet\.$/m,
  /^I crossed the bridge to .*Kiosk in [\w-]+\.$/m,
  /^There I bought a \w+ for \d+ coins\.$/m,
]

describe('the examples', () => {
  let city: CityProcess

  beforeAll(async () => {
    city = await startCity({ through: 'npm' })
  }, START_TIMEOUT_MS)
  afterAll(() => city?.stop())

  it('agent.ts lives its first minutes over MQTT', { timeout: STORY_TIMEOUT_MS }, async () => {
    const { code, printed } = await run(process.execPath, 'agent.ts', city)
    expect(code, printed).toBe(0)
    for (const line of story('Ada')) expect(printed).toMatch(line)
  })

  it.skipIf(!python)('agent.py lives its first minutes over REST', { timeout: STORY_TIMEOUT_MS }, async () => {
    const { code, printed } = await run('python3', 'agent.py', city)
    expect(code, printed).toBe(0)
    for (const line of story('Bruno')) expect(printed).toMatch(line)
  })
})

/** Runs an example to its end; what it printed, both outputs together. */
function run(command: string, file: string, city: CityProcess): Promise<{ code: number | null; printed: string }> {
  const env = { ...process.env, CIVITAS_URL: city.url, MQTT_URL: city.mqttUrl }
  const child = spawn(command, [join(EXAMPLES, file)], { env, timeout: STORY_TIMEOUT_MS })
  let printed = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.setEncoding('utf8').on('data', (text) => (printed += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })))
}
