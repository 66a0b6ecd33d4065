// Keeps the store within its caps and says how full it is: for Prometheus, and for `/ready` from 80 % on. [§15, storage]
import type { Clock } from '@civitas/kit'
import { type Store, storageWarnings } from '@civitas/store'
import type { Logger, Metrics } from '@civitas/telemetry'

/** How often the oldest is dropped where there is too much: what is written meanwhile fits above the mark. */
const TRIM_MS = 30_000
/** How often single rows are forgotten and their room is given back, in trims. */
const MAINTAIN_TRIMS = 10

export interface StorageKeeperDeps {
  store: Pick<Store, 'trim' | 'maintain'>
  clock: Clock
  log: Logger
  metrics: Metrics
}

export interface StorageKeeper {
  /** At once, then twice a minute until `signal` aborts. Never rejects. */
  run(signal: AbortSignal): Promise<void>
  /** Stores at 80 % of their cap or more at the last look, for people. */
  warnings(): string[]
}

export function createStorageKeeper({ store, clock, log, metrics }: StorageKeeperDeps): StorageKeeper {
  const labels = ['store']
  const bytes = metrics.gauge({ name: 'civitas_storage_bytes', help: 'What each store takes on disk.', labels })
  const cap = metrics.gauge({ name: 'civitas_storage_cap_bytes', help: 'What each store may take on disk.', labels })
  let warnings: string[] = []

  async function look(): Promise<void> {
    const state = await store.trim(clock.wallMs())
    for (const usage of state.stores) {
      bytes.set(usage.bytes, { store: usage.store })
      cap.set(usage.capBytes, { store: usage.store })
    }
    const told = storageWarnings(state)
    if (told.length > 0 && warnings.length === 0) log.warn({ warnings: told }, 'the store fills up')
    warnings = told
  }

  return {
    async run(signal) {
      for (let trims = 0; !signal.aborted; trims++) {
        const isThorough = trims % MAINTAIN_TRIMS === MAINTAIN_TRIMS - 1
        await look()
          .then(() => (isThorough ? store.maintain(clock.wallMs()) : undefined))
          .catch((error: unknown) => log.warn({ err: error }, 'store upkeep failed'))
        await clock.sleep(TRIM_MS, signal)
      }
    },

    warnings: () => warnings,
  }
}
