// Which crash point a process passes with what it says, asks, answers, reads and commits.
import type { InboxAnswer } from '@civitas/schema'
import type { TickCommit } from '@civitas/store'
import type { CrashPlan } from './crash-points.ts'
import type { NetworkHooks } from './machine/network.ts'
import type { StoreHooks } from './machine/remote-store.ts'
import type { SimProcess } from './machine/sim-process.ts'

export class CrashHooks implements NetworkHooks, StoreHooks {
  private readonly crashes: CrashPlan

  constructor(crashes: CrashPlan) {
    this.crashes = crashes
  }

  /** [ACT hop 6] */
  published(from: SimProcess, topic: string): boolean {
    if (from.role !== 'host') return false
    if (topic.endsWith('/streams')) return this.crashes.pass('ACT 6 publish, before', from)
    return topic.endsWith('/state') && this.crashes.pass('ACT 6 publish, between', from)
  }

  asked(from: SimProcess, topic: string): boolean {
    return topic.endsWith('/inbox') && this.crashes.pass('ACT 3 route, gateway', from)
  }

  answered(by: SimProcess, topic: string, answer: unknown): boolean {
    if (!topic.endsWith('/inbox')) return false
    const status = (answer as InboxAnswer | undefined)?.status
    if (status === 'moved') return this.crashes.pass('HND 4 tell', by)
    return status === 'queued' && this.crashes.pass('ACT 3 route, district', by)
  }

  calling(process: SimProcess, port: string, method: string): boolean {
    if (port === 'leases') return method === 'release' && this.crashes.pass('CLK give', process)
    if (process.role === 'gateway') return port === 'actions' && this.crashes.pass('ACT 2 chain', process)
    if (method === 'commit') return this.crashes.pass('ACT 4 tick', process)
    const recovers = (port === 'snapshots' && method === 'latest') || (port === 'tickLog' && method === 'read')
    return recovers && this.crashes.pass('CLK recover', process)
  }

  called(process: SimProcess, method: string, answer: unknown): boolean {
    if (method === 'handOver') return answer === true && this.crashes.pass('CMD world event', process)
    if (method !== 'acquire' || answer === undefined) return false
    return this.crashes.pass(process.role === 'orchestrator' ? 'CLK lead' : 'CLK take', process)
  }

  committed(process: SimProcess, ticks: readonly TickCommit[]): boolean {
    for (const { commandsOut = [], entries } of ticks) {
      for (const { command } of commandsOut) {
        if (command.kind === 'reserve' && this.crashes.pass('HND 1 ask', process)) return true
        if (command.kind === 'reserved' && this.crashes.pass('HND 1 reserve', process)) return true
        if (command.kind === 'arrive' && this.crashes.pass('HND 2 depart', process)) return true
      }
      for (const { input } of entries) {
        const arrives = input.type === 'command' && input.command.kind === 'arrive'
        if (arrives && this.crashes.pass('HND 3 arrive', process)) return true
      }
    }
    return this.crashes.pass('ACT 5 commit', process)
  }
}
