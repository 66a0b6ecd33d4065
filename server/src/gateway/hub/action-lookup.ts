// Results by action id from the store; look-ups that come close together share one read. [ACT-7]
import { type ActionResult, formatCursor } from '@civitas/schema'
import type { HubDeps } from './deps.ts'
import { resultBody } from './joiner.ts'
import { LOOKUP_GATHER_MS, LOOKUP_PAUSE_MS, MAX_IDS_PER_READ } from './limits.ts'

type Row = Awaited<ReturnType<HubDeps['store']['actions']['find']>> extends Map<string, infer R> ? R : never
type Asked = { resident: number; answer(result: ActionResult | undefined): void; fail(error: unknown): void }

export class ActionLookup {
  private readonly waiting = new Map<string, Asked[]>()
  private working = false
  private readonly deps: Pick<HubDeps, 'store' | 'clock' | 'branch'>

  constructor(deps: Pick<HubDeps, 'store' | 'clock' | 'branch'>) {
    this.deps = deps
  }

  /** The committed result of this agent's action, if there is one. Rejects when the store does not answer. */
  find(resident: number, actionId: string): Promise<ActionResult | undefined> {
    return new Promise((answer, fail) => {
      const asked = this.waiting.get(actionId) ?? []
      asked.push({ resident, answer, fail })
      this.waiting.set(actionId, asked)
      if (!this.working) void this.work()
    })
  }

  /** One read after the other, each of all that gathered meanwhile: a burst costs few reads, a single look-up no wait. */
  private async work(): Promise<void> {
    this.working = true
    for (let waitMs = LOOKUP_GATHER_MS; this.waiting.size > 0; waitMs = LOOKUP_PAUSE_MS) {
      await this.deps.clock.sleep(waitMs)
      await this.read()
    }
    this.working = false
  }

  private async read(): Promise<void> {
    const batch = new Map([...this.waiting].slice(0, MAX_IDS_PER_READ))
    for (const actionId of batch.keys()) this.waiting.delete(actionId)
    try {
      const rows = await this.deps.store.actions.find(this.deps.branch, [...batch.keys()])
      for (const [actionId, asked] of batch) {
        for (const { resident, answer } of asked) answer(resultOf(actionId, resident, rows.get(actionId)))
      }
    } catch (error) {
      for (const asked of batch.values()) for (const { fail } of asked) fail(error)
    }
  }
}

function resultOf(actionId: string, resident: number, row: Row | undefined): ActionResult | undefined {
  if (!row || row.resident !== resident) return undefined
  return { ...resultBody({ action_id: actionId, ...row }), cursor: formatCursor({ seq: row.seq, tick: row.tick }) }
}
