// The gateway's part of the configuration: where it listens and under which address people know it.
import { ConfigError, type Environment, option, type OptionValues, readOptions } from '@civitas/kit'

/** Where the gateway listens when nothing else is asked for. */
export const DEFAULT_PORTS = { http: 4000, mqtt: 1883, mqttWs: 9001 } as const

const port = (name: string, standard: number, what: string) =>
  option.integer<number | undefined>({
    name,
    fallback: undefined,
    shown: String(standard),
    min: 0,
    max: 65_535,
    description: `${what} Not set and busy: the next free port, printed. Set and busy: an error.`,
  })

export const serverOptions = {
  port: port('PORT', DEFAULT_PORTS.http, 'HTTP, WebSocket and the page.'),
  host: option.text({ name: 'HOST', fallback: '127.0.0.1', description: 'Address to listen on.' }),
  mqttPort: port('MQTT_PORT', DEFAULT_PORTS.mqtt, 'MQTT over TCP for agents.'),
  mqttWsPort: port('MQTT_WS_PORT', DEFAULT_PORTS.mqttWs, 'MQTT over WebSocket for agents.'),
  publicUrl: option.url<string | undefined>({
    name: 'PUBLIC_URL',
    schemes: ['http', 'https'],
    fallback: undefined,
    description: 'Address under which the city is reached from outside. Set: public mode, with strict sign-up.',
  }),
  topicRoot: option.text({
    name: 'CIVITAS_TOPIC_ROOT',
    fallback: '/',
    description: 'What stands before every MQTT topic. Begins and ends with a slash.',
  }),
  opsPort: option.integer<number | undefined>({
    name: 'OPS_PORT',
    fallback: undefined,
    shown: 'unset = on PORT',
    min: 0,
    max: 65_535,
    description: '`/health`, `/ready` and `/metrics` of a process without a gateway. Unset: it has none.',
  }),
  test: option.flag({
    name: 'CIVITAS_TEST',
    fallback: false,
    description: 'Test-only endpoints and a clock that can be sped up. Refused unless HOST is a loopback address.',
  }),
}

export type ServerConfig = OptionValues<typeof serverOptions>

/** Reads the variables of this workspace; throws `ConfigError` naming the first that does not fit. */
export function readServerConfig(environment: Environment): ServerConfig {
  const config = readOptions(serverOptions, environment)
  if (!/^\/([\w-]+\/)*$/.test(config.topicRoot)) {
    throw new ConfigError('CIVITAS_TOPIC_ROOT', `must begin and end with a slash, not "${config.topicRoot}"`)
  }
  if (config.test && isPublic(config)) {
    throw new ConfigError('CIVITAS_TEST', 'only on loopback: unset it, or unset HOST and PUBLIC_URL')
  }
  return config
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** Strict sign-up, small plans: everywhere but on the operator's own machine. [§11] */
export function isPublic(config: Pick<ServerConfig, 'host' | 'publicUrl'>): boolean {
  return config.publicUrl !== undefined || !isLoopback(config.host)
}
