// Everything of a gateway that is not a listener: built in order of dependency, shared by all transports.
import type { Bus } from '@civitas/bus'
import type { Presence } from '@civitas/bus/presence'
import type { Clock } from '@civitas/kit'
import type { Scenario } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import { createAccessTokens } from '../accounts/access-tokens.ts'
import { createAccountDesk } from '../accounts/accounts.ts'
import { createAgentDesk } from '../accounts/agents.ts'
import { CachedAuthenticator } from '../accounts/authenticator.ts'
import { createKeyDesk } from '../accounts/keys.ts'
import { createPasswords } from '../accounts/passwords.ts'
import { createSessionDesk } from '../accounts/sessions.ts'
import { CityView } from '../city-view.ts'
import { createGuard } from '../http/guard.ts'
import { randomId } from '../random-id.ts'
import { createChain } from './chain/index.ts'
import { gatewayCounter } from './events.ts'
import { createFactJoiner } from './fact-joiner.ts'
import { CachedDirectory, DistrictHub } from './hub/index.ts'

/** Agents of one account where anybody may sign up, and on the operator's own machine. [§11] */
const AGENTS_PER_ACCOUNT = { strict: 10, local: 2_000 }

export interface PartsDeps {
  branch: string
  store: Store
  bus: Bus
  clock: Clock
  presence: Presence
  telemetry: Telemetry
  scenario: Scenario
  tickMs: number
  clockRate: number
  /** Strict sign-up, small plans. [§11] */
  strict: boolean
  /** Test-only endpoints. */
  test: boolean
}

export function createParts(deps: PartsDeps) {
  const { branch, store, bus, clock, telemetry, scenario, strict } = deps
  const count = gatewayCounter(telemetry.metrics)
  const base = { store, bus, clock, log: telemetry.log, branch, count }
  const directory = new CachedDirectory(base)
  const hubDeps = { ...base, placeNames: placeNames(scenario), gatewayId: randomId(8) }
  const hub = new DistrictHub(hubDeps, directory)
  const tokens = createAccessTokens(store.city, clock)
  const authenticator = new CachedAuthenticator({ keys: store.keys, sessions: store.sessions, tokens, bus, clock })
  const agentsPerAccount = strict ? AGENTS_PER_ACCOUNT.strict : AGENTS_PER_ACCOUNT.local
  const { startingCoins } = scenario
  const register = { agents: store.agents, commands: store.commands, directory, startingCoins, agentsPerAccount }
  const onClosed = (sessionId: string) => authenticator.forgetSession(sessionId)
  const view = new CityView(bus, clock)
  return {
    ...deps,
    count,
    directory,
    hub,
    authenticator,
    view,
    joinFacts: createFactJoiner(hubDeps, directory),
    chain: createChain({ bus, clock, directory, hub, telemetry }),
    guard: createGuard({ authenticator, directory, clock, strict }),
    accounts: createAccountDesk(store.accounts, createPasswords(), clock),
    sessions: createSessionDesk({ sessions: store.sessions, tokens, clock, onClosed }),
    agents: createAgentDesk({ branch, bus, clock, ...register }),
    keys: createKeyDesk(store.keys, bus, clock),
    stop() {
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
