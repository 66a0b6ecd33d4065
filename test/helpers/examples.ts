// Runs the examples of the README as a newcomer would, and tells what each must print.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

const EXAMPLES = join(import.meta.dirname, '../../examples')

/** Walking to the kiosks takes some 20 s each, and somebody must come by. */
export const EXAMPLE_TIMEOUT_MS = 180_000

export const hasPython = spawnSync('python3', ['--version']).status === 0

/** The lines of a first life, in the city's own words. */
export function storyOf(name: string): RegExp[] {
  return [
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
}

/** Runs an example to its end; what it printed, both outputs together. */
export function runExample(
  file: 'agent.ts' | 'agent.py',
  city: { url: string; mqttUrl: string },
): Promise<{ code: number | null; printed: string }> {
  const env = { ...process.env, CIVITAS_URL: city.url, MQTT_URL: city.mqttUrl }
  const runner = file === 'agent.py' ? 'python3' : process.execPath
  const child = spawn(runner, [join(EXAMPLES, file)], { env, timeout: EXAMPLE_TIMEOUT_MS })
  let printed = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.setEncoding('utf8').on('data', (text) => (printed += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })))
}
