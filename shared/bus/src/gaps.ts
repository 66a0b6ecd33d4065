// Those who want to know when messages are missing.
import type { Gap } from './bus.ts'
import type { BusOptions } from './subscriptions.ts'

export class GapListeners {
  private readonly listeners = new Set<(gap: Gap) => void>()
  private readonly options: BusOptions

  constructor(options: BusOptions) {
    this.options = options
  }

  add(listener: (gap: Gap) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  tell(gap: Gap): void {
    for (const listener of this.listeners) {
      try {
        listener(gap)
      } catch (error) {
        this.options.log?.error({ ...gap, err: error }, 'bus gap listener failed')
        this.options.onFault?.('handler_failed', gap.topic ?? '#')
      }
    }
  }
}
