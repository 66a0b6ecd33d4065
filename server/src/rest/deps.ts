// What the routes need of the process they run in.
import type { Bus } from '@civitas/bus'
import type { Presence } from '@civitas/bus/presence'
import type { Clock } from '@civitas/kit'
import type { ActionChain, Scenario } from '@civitas/schema'
import type { Store } from '@civitas/store'
import type { Telemetry } from '@civitas/telemetry'
import type { AccountDesk } from '../accounts/accounts.ts'
import type { AgentDesk } from '../accounts/agents.ts'
import type { KeyDesk } from '../accounts/keys.ts'
import type { SessionDesk } from '../accounts/sessions.ts'
import type { JoinFacts } from '../gateway/fact-joiner.ts'
import type { AgentDirectory, AgentHub, Authenticator } from '../gateway/ports.ts'
import type { Guard } from '../http/guard.ts'
import type { CityView } from '../city-view.ts'

export interface RestDeps {
  branch: string
  /** Strict sign-up. [§11] */
  strict: boolean
  /** Test-only endpoints. [§16] */
  test: boolean
  scenario: Scenario
  tickMs: number
  clockRate: number
  store: Store
  bus: Bus
  clock: Clock
  /** Which processes there are. */
  presence: Presence
  telemetry: Telemetry
  view: CityView
  guard: Guard
  authenticator: Authenticator
  directory: AgentDirectory
  hub: AgentHub
  joinFacts: JoinFacts
  chain: ActionChain
  accounts: AccountDesk
  sessions: SessionDesk
  agents: AgentDesk
  keys: KeyDesk
}
