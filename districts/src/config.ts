// The city's own settings. They are journaled with the city; seed, scenario and tick length are fixed at its first start.
import { ConfigError, type Environment, option, type OptionValues, readOptions } from '@civitas/kit'
import { HOUR_MS } from './sim/limits.ts'

export const districtsOptions = {
  roles: option.text({
    name: 'CIVITAS_ROLES',
    fallback: 'all',
    description:
      'Parts of the city that this process runs: `all`, or a list of `orchestrator`, `gateway`, `district`, `agents`. ' +
      'A list needs `MQTT_URL`, `DATABASE_URL` and `CIVITAS_MASTER_KEY`.',
  }),
  tickMs: option.integer({
    name: 'CIVITAS_TICK_MS',
    fallback: 1000,
    min: 100,
    max: 600_000,
    step: 100,
    unit: 'ms',
    description: 'Length of a tick: how often decisions, trade and needs are settled. Fixed at the first start.',
  }),
  clockRate: option.number({
    name: 'CIVITAS_CLOCK_RATE',
    fallback: 20,
    min: 0.1,
    max: 3600,
    unit: 'city seconds per second',
    description:
      'How fast city time runs. 20 makes a day of 72 minutes. Times the tick it makes at most an hour of city time.',
  }),
  seed: option.integer({
    name: 'CIVITAS_SEED',
    fallback: 1,
    min: 0,
    max: 0xffff_ffff,
    description: 'Where all chance in the city comes from. Fixed at the first start.',
  }),
  residents: option.integer({
    name: 'CIVITAS_RESIDENTS',
    fallback: undefined,
    shown: "the scenario's number",
    min: 0,
    max: 100_000,
    description: "The city's own residents, shared out over the districts. Fixed at the first start.",
  }),
  scenario: option.text({
    name: 'CIVITAS_SCENARIO',
    fallback: 'default',
    description: 'A shipped scenario (`tiny`, `default`) or the path of a scenario file. Fixed at the first start.',
  }),
  test: option.flag({
    name: 'CIVITAS_TEST',
    fallback: false,
    description: 'Opens test-only endpoints and `CIVITAS_SPEED`. Refused unless the city listens on loopback.',
  }),
  speed: option.number({
    name: 'CIVITAS_SPEED',
    fallback: 1,
    min: 0.1,
    max: 1000,
    unit: 'times real time',
    description: 'How much faster than real time the clock runs. Only with `CIVITAS_TEST=1`.',
  }),
}

export type DistrictsConfig = OptionValues<typeof districtsOptions>

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

/** Reads the variables of this workspace; throws `ConfigError` naming the first that does not fit. */
export function readDistrictsConfig(environment: Environment): DistrictsConfig {
  const config = readOptions(districtsOptions, environment)
  checkTick(config)
  const { HOST: host, PUBLIC_URL: publicUrl } = environment
  if (config.test && ((host && !LOOPBACK.test(host)) || publicUrl)) {
    throw new ConfigError('CIVITAS_TEST', 'only on loopback: unset it, or unset HOST and PUBLIC_URL')
  }
  if (config.speed !== 1 && !config.test) throw new ConfigError('CIVITAS_SPEED', 'only with CIVITAS_TEST=1')
  return config
}

/** Rents, boats, pensions and indicators go by the full hours that a tick ends: of a tick with several, all but one would be lost. */
function checkTick({ tickMs, clockRate }: DistrictsConfig): void {
  if (tickMs * clockRate <= HOUR_MS) return
  const most = Math.floor((HOUR_MS * 10) / tickMs) / 10
  throw new ConfigError(
    'CIVITAS_CLOCK_RATE',
    `must be at most ${most} with ticks of ${tickMs} ms, not ${clockRate}: a tick may take no more than an hour of city time, ` +
      'for rents, boats and pensions come by the hour; so lower it, or found a city with a shorter CIVITAS_TICK_MS',
  )
}
