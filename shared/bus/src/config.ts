// What the bus reads from the environment.
import { type Environment, option, type OptionValues, readOptions } from '@civitas/kit'

export const busOptions = {
  mqttUrl: option.url<string | undefined>({
    name: 'MQTT_URL',
    fallback: undefined,
    shown: 'unset = inside the process',
    schemes: ['mqtt', 'mqtts'],
    description: 'The internal broker over which the processes of a cluster talk. Never reachable from outside.',
  }),
}

/** Throws `ConfigError` where the variable does not fit. */
export function readBusConfig(environment: Environment): OptionValues<typeof busOptions> {
  return readOptions(busOptions, environment)
}
