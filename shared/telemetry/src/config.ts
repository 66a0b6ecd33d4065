import { type Environment, option, type OptionValues, readOptions } from '@civitas/kit'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export const telemetryOptions = {
  level: option.choice({
    name: 'LOG_LEVEL',
    choices: logLevels,
    fallback: 'info',
    description: 'Least severe lines that are logged. One readable line each on a terminal, JSON elsewhere.',
  }),
}

export type TelemetryConfig = OptionValues<typeof telemetryOptions>

/** Reads the variables of this workspace; throws `ConfigError` naming the first that does not fit. */
export function readTelemetryConfig(environment: Environment): TelemetryConfig {
  return readOptions(telemetryOptions, environment)
}
