// What the hub needs of the process it runs in.
import type { Bus } from '@civitas/bus'
import type { Clock } from '@civitas/kit'
import type { Store } from '@civitas/store'

/** The part of a logger that the gateway's delivery uses. */
export interface GatewayLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Adds one (or `by`) to a counter of the gateway. Names are stable and of low number. */
export type Count = (name: string, by?: number) => void

export interface HubDeps {
  bus: Bus
  store: Pick<Store, 'agents' | 'streams' | 'actions' | 'texts'>
  clock: Clock
  log: GatewayLog
  count: Count
  /** Names of buildings and places by id, from the scenario. */
  placeNames: ReadonlyMap<string, string>
  branch: string
  /** Names this gateway in what it asks the districts to watch. */
  gatewayId: string
}
