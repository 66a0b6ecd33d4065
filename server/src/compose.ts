// Builds the gateway of a process: who may act, what they may do, what they get to hear, and the server that speaks HTTP.
import type { Bus } from '@civitas/bus'
import { type Clock, type Service, systemClock } from '@civitas/kit'
import type { ActionChain, Scenario } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { createAccessTokens } from './accounts/access-tokens.ts'
import { createAccountDesk } from './accounts/accounts.ts'
import { createAgentDesk } from './accounts/agents.ts'
import { CachedAuthenticator } from './accounts/authenticator.ts'
import { createKeyDesk } from './accounts/keys.ts'
import { createPasswords } from './accounts/passwords.ts'
import { createSessionDesk } from './accounts/sessions.ts'
import { CityView } from './city-view.ts'
import { DEFAULT_PORTS, isPublic, type ServerConfig } from './config.ts'
import { createChain } from './gateway/chain/index.ts'
import { gatewayCounter } from './gateway/events.ts'
import { CachedDirectory, DistrictHub } from './gateway/hub/index.ts'
import { createHttp } from './http.ts'
import type { App } from './http/app.ts'
import { createGuard } from './http/guard.ts'
import { freePort } from './listen.ts'
import { randomId } from './random-id.ts'
import type { RestDeps } from './rest/deps.ts'

/** Agents of one account where anybody may sign up, and on the operator's own machine. [§11] */
const AGENTS_PER_ACCOUNT = { strict: 10, local: 2_000 }

export interface ServerDeps {
  store: Store
  bus: Bus
  telemetry: Telemetry
  scenario: Scenario
  tickMs: number
  clockRate: number
  clock?: Clock
  branch?: string
  /** Folder of the built page. */
  pageFolder?: string
}

export interface Server extends Service {
  /** Where people and agents reach the city; known once started. */
  readonly urls: { http: string }
  readonly chain: ActionChain
  /** Everything but listening: the first half of `start`, and all that a test needs. */
  open(): Promise<App>
}

/** `start` rejects with `PortBusyError` when a configured port is taken. */
export function composeServer(config: ServerConfig, deps: ServerDeps): Server {
  const { clock = systemClock, branch = 'main', store, bus, scenario } = deps
  const telemetry = deps.telemetry.child('gateway')
  const strict = isPublic(config)
  const parts = { store, bus, clock, log: telemetry.log, branch }
  const directory = new CachedDirectory(parts)
  const count = gatewayCounter(telemetry.metrics)
  const hub = new DistrictHub({ ...parts, count, placeNames: placeNames(scenario), gatewayId: randomId(8) }, directory)
  const tokens = createAccessTokens(store.city, clock)
  const authenticator = new CachedAuthenticator({ keys: store.keys, sessions: store.sessions, tokens, bus, clock })
  const chain = createChain({ bus, clock, directory, hub, telemetry })
  const view = new CityView(bus, clock)
  const rest: RestDeps = {
    ...parts,
    strict,
    scenario,
    telemetry,
    view,
    authenticator,
    directory,
    hub,
    chain,
    tickMs: deps.tickMs,
    clockRate: deps.clockRate,
    guard: createGuard(authenticator, directory, clock),
    accounts: createAccountDesk(store.accounts, createPasswords(), clock),
    sessions: createSessionDesk({
      sessions: store.sessions,
      tokens,
      clock,
      onClosed: (sessionId) => authenticator.forgetSession(sessionId),
    }),
    agents: createAgentDesk({
      branch,
      agents: store.agents,
      commands: store.commands,
      directory,
      bus,
      clock,
      startingCoins: scenario.startingCoins,
      agentsPerAccount: strict ? AGENTS_PER_ACCOUNT.strict : AGENTS_PER_ACCOUNT.local,
    }),
    keys: createKeyDesk(store.keys, bus, clock),
  }
  const urls = { http: '' }
  let opened: Promise<App> | undefined
  const open = () => {
    if (!opened) hub.start()
    opened ??= createHttp(rest, {
      ...(deps.pageFolder !== undefined && { pageFolder: deps.pageFolder }),
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    })
    return opened
  }

  return {
    id: 'gateway',
    urls,
    chain,
    open,

    async start() {
      const { host } = config
      const http = await open()
      const port = await freePort(host, { variable: 'PORT', wanted: config.port, standard: DEFAULT_PORTS.http })
      await http.listen({ host, port })
      urls.http = config.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    },

    async stop() {
      await (await opened)?.close()
      authenticator.stop()
      view.stop()
      hub.stop()
    },
  }
}

/** What buildings and named places are called. */
function placeNames({ districts }: Scenario): Map<string, string> {
  const named = districts.flatMap(({ buildings, places, parks }) => [...buildings, ...places, ...parks])
  return new Map(named.map(({ id, name }) => [id, name]))
}
