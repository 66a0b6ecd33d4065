// Commands on their way into a district: polled from the store, woken by the bus, exactly once by id. [CMD-1, CMD-2]
import type { Clock } from '@civitas/kit'
import type { CommandInput } from '@civitas/schema'
import type { Commands } from '@civitas/store'
import type { Logger } from '@civitas/telemetry'

/** How often the store is asked without being woken. */
const POLL_MS = 1_000
/** Commands fetched at once, and so taken in one tick at most. */
const FETCH_LIMIT = 500
/** Finished rows remembered, in case a read of before their commit arrives after it. */
const REMEMBERED_ROWS = 5_000

export interface CommandInboxDeps {
  commands: Commands
  clock: Clock
  log: Logger
}

export class CommandInbox {
  private readonly deps: CommandInboxDeps
  private readonly of: { branch: string; district: string }
  private readonly ready = new Map<string, CommandInput>()
  /** Taken into a tick: under way or done. Oldest first. */
  private readonly taken = new Set<string>()
  private fetching = false
  private again = false

  constructor(deps: CommandInboxDeps, of: { branch: string; district: string }) {
    this.deps = deps
    this.of = of
  }

  /** Polls until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.fetch()
      await this.deps.clock.sleep(POLL_MS, signal)
    }
  }

  /** A wake-up: something may be there. */
  wake(): void {
    void this.fetch()
  }

  /** Reads what is pending now. Failures are logged: the next poll tries again. */
  async fetch(): Promise<void> {
    if (this.fetching) {
      this.again = true
      return
    }
    this.fetching = true
    do {
      this.again = false
      await this.read()
    } while (this.again)
    this.fetching = false
  }

  /**
   * What `tick` takes in, oldest first. Taken ones never come again while this host lives. What another district sent waits for a
   * tick later than the sender's: so the ticks of an agent's stream only grow. [STR-2]
   */
  take(tick: number): CommandInput[] {
    const inputs = [...this.ready.values()].filter(({ command }) => (command.sent ?? -1) < tick)
    for (const input of inputs) {
      const row = rowOf(input)
      this.ready.delete(row)
      this.taken.add(row)
    }
    for (const row of this.taken) {
      if (this.taken.size <= REMEMBERED_ROWS) break
      this.taken.delete(row)
    }
    return inputs
  }

  private async read(): Promise<void> {
    const { commands, log } = this.deps
    try {
      const rows = await commands.pending(this.of.branch, this.of.district, FETCH_LIMIT)
      for (const { id, command } of rows) {
        const row = rowOf({ id, command })
        if (!this.taken.has(row)) this.ready.set(row, { type: 'command', id, command })
      }
    } catch (error) {
      log.warn({ err: error }, 'cannot read commands now')
    }
  }
}

/** A command that goes round comes by again with the same id: the hop tells its rows apart. [CMD-4] */
function rowOf({ id, command }: Pick<CommandInput, 'id' | 'command'>): string {
  return `${command.hops ?? 0} ${id}`
}
