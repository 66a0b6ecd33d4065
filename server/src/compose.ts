// Builds the gateway of a process and lets it listen: HTTP with the page and the rooms, MQTT on TCP and WebSocket.
import type { Bus } from '@civitas/bus'
import { Presence } from '@civitas/bus/presence'
import { type Clock, type Service, systemClock } from '@civitas/kit'
import { type ActionChain, CITY_ROOM, type Scenario } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { DEFAULT_PORTS, isPublic, type ServerConfig } from './config.ts'
import {
  attachRooms,
  CityRoom,
  createMqttEdge,
  type MqttEdge,
  type RoomDefinition,
  type Rooms,
} from './gateway/edge/index.ts'
import { createParts } from './gateway/parts.ts'
import { createHttp } from './http.ts'
import type { App } from './http/app.ts'
import { listen } from './listen.ts'
import type { ServerUrls } from './urls.ts'

export interface ServerDeps {
  store: Store
  bus: Bus
  telemetry: Telemetry
  /** Started and stopped by who gives it. Default: this server knows of no process. */
  presence?: Presence
  scenario: Scenario
  tickMs: number
  clockRate: number
  clock?: Clock
  branch?: string
  /** The districts' own rooms. */
  rooms?: readonly RoomDefinition[]
  /** Folder of the built page. */
  pageFolder?: string
}

export interface Server extends Service {
  readonly urls: Readonly<ServerUrls>
  readonly chain: ActionChain
  /** Everything but listening: the first half of `start`, and all that a test needs. */
  open(): Promise<App>
  /** What to tell whoever started the city. */
  banner(): string
}

/** `start` rejects with `PortBusyError` when a configured port is taken. */
export function composeServer(config: ServerConfig, deps: ServerDeps): Server {
  const { clock = systemClock, branch = 'main' } = deps
  const telemetry = deps.telemetry.child('gateway')
  const presence = deps.presence ?? new Presence({ bus: deps.bus, clock }, ['gateway'])
  const parts = createParts({
    ...deps,
    clock,
    branch,
    presence,
    telemetry,
    strict: isPublic(config),
    test: config.test,
  })
  const urls = { http: '', mqtt: '', mqttWs: '' }
  let opened: Promise<App> | undefined
  let mqtt: MqttEdge | undefined
  let rooms: Rooms | undefined
  presence.describe(() => (urls.http === '' ? {} : { url: known().http }))
  const known = () => ({ ...urls, http: config.publicUrl ?? urls.http })

  function open(): Promise<App> {
    if (!opened) parts.hub.start()
    opened ??= createHttp(parts, {
      ...(deps.pageFolder !== undefined && { pageFolder: deps.pageFolder }),
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
      urls: known,
      topicRoot: config.topicRoot,
    })
    return opened
  }

  return {
    id: 'gateway',
    urls,
    chain: parts.chain,
    open,

    async start() {
      const { host } = config
      if (isPublic(config)) telemetry.log.warn({ host }, 'anybody may sign up: e-mail addresses are not verified')
      const app = await open()
      const city = { name: CITY_ROOM, room: CityRoom, options: { deps: parts } }
      rooms = await attachRooms(app, [city, ...(deps.rooms ?? [])])
      mqtt = await createMqttEdge({ ...parts, log: telemetry.log, topicRoot: config.topicRoot })
      const at = host.includes(':') ? `[${host}]` : host
      const web = { variable: 'PORT', wanted: config.port, standard: DEFAULT_PORTS.http }
      const tcp = { variable: 'MQTT_PORT', wanted: config.mqttPort, standard: DEFAULT_PORTS.mqtt }
      const ws = { variable: 'MQTT_WS_PORT', wanted: config.mqttWsPort, standard: DEFAULT_PORTS.mqttWs }
      urls.mqtt = `mqtt://${at}:${await listen(mqtt.tcp, host, tcp)}`
      urls.mqttWs = `ws://${at}:${await listen(mqtt.web, host, ws)}`
      await app.ready()
      urls.http = `http://${at}:${await listen(app.server, host, web)}`
    },

    async stop() {
      await rooms?.stop()
      await mqtt?.stop()
      await (await opened)?.close()
      parts.stop()
    },

    banner: () => bannerOf(known()),
  }
}

function bannerOf({ http, mqtt, mqttWs }: ServerUrls): string {
  return `
  Civitas is open.

    the city        ${http}
    for agents      ${http}/skill.md
    REST            ${http}/api/v1   (described at ${http}/docs)
    MQTT            ${mqtt}   ${mqttWs}
`
}
