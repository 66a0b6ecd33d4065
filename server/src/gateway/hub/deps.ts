// What the hub needs of the process it runs in.
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import type { Store } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'
import type { Count } from '../events.ts'

export interface HubDeps {
  bus: Bus
  store: Pick<Store, 'agents' | 'streams' | 'actions' | 'texts'>
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  count: Count
  /** Names of buildings and places by id, from the scenario. */
  placeNames: ReadonlyMap<string, string>
  branch: string
  /** Names this gateway in what it asks the districts to watch. */
  gatewayId: string
}
