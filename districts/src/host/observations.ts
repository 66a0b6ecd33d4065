// Who wants to know what an agent perceives, and the answers, never of a tick that is not durable. [STR-1, ACT-2]
import type { Clock } from '@civitas/kit'
import type { RawObservation } from '@civitas/schema'
import { observe, type World } from '../sim/index.ts'

/** A gateway that has not refreshed its list for so long is gone. */
const WATCH_TTL_MS = 60_000

export class Watchers {
  private readonly clock: Clock
  private readonly lists = new Map<string, { residents: readonly number[]; untilMs: number }>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Replaces the whole list of one gateway. */
  watch(by: string, residents: readonly number[]): void {
    if (residents.length === 0) this.lists.delete(by)
    else this.lists.set(by, { residents, untilMs: this.clock.monotonicMs() + WATCH_TTL_MS })
  }

  /** One observation per watched resident that lives here, of the world as it stands. */
  observeAll(world: World): RawObservation[] {
    const residents = new Set<number>()
    for (const [by, list] of this.lists) {
      if (list.untilMs < this.clock.monotonicMs()) this.lists.delete(by)
      else for (const resident of list.residents) residents.add(resident)
    }
    const seen = Array.from(residents, (resident) => observe(world, resident))
    return seen.filter((observation) => observation !== undefined)
  }
}
