// Who is who: public records of residents, fetched when first asked for and kept. No more than a few requests run at once.
import { agentIdOf } from '@civitas/schema/ids'
import type { z } from 'zod'
import type { publicAgentSchema } from '@civitas/schema'
import { getJson } from './rest.ts'

export type PublicAgent = z.infer<typeof publicAgentSchema>

/** Requests at once: a crowd that comes into view must not crowd out the rest. */
const AT_ONCE = 4
/** Names waited for; the oldest wish is dropped, it is likely out of sight. */
const MOST_WAITING = 64
/** Names kept; the oldest are forgotten first. */
export const MOST_KEPT = 20_000

export class People {
  private readonly names = new Map<number, string>()
  private waiting: number[] = []
  /** Wished for or under way; who was answered is in `names`, until it is forgotten. */
  private readonly asked = new Set<number>()
  private running = 0
  private readonly onChange: () => void
  private readonly fetchOne: (resident: number) => Promise<PublicAgent>

  constructor(onChange: () => void, fetchOne = fetchPublicAgent) {
    this.onChange = onChange
    this.fetchOne = fetchOne
  }

  /** The name if known; asks for it if not. */
  name(resident: number): string | undefined {
    const known = this.names.get(resident)
    if (known === undefined && !this.asked.has(resident)) this.ask(resident)
    return known
  }

  /** Takes a name that came with a fact. */
  learn(resident: number, name: string): void {
    if (this.names.get(resident) === name) return
    this.names.set(resident, name)
    if (this.names.size > MOST_KEPT) {
      const oldest = this.names.keys().next().value
      if (oldest !== undefined) this.names.delete(oldest)
    }
    this.onChange()
  }

  /** The whole record, fresh. Rejects when the city does not answer or knows no such resident. */
  async record(resident: number): Promise<PublicAgent> {
    const record = await this.fetchOne(resident)
    this.learn(resident, record.name)
    return record
  }

  private ask(resident: number): void {
    this.asked.add(resident)
    this.waiting.push(resident)
    if (this.waiting.length > MOST_WAITING) {
      for (const dropped of this.waiting.splice(0, this.waiting.length - MOST_WAITING)) this.asked.delete(dropped)
    }
    this.next()
  }

  private next(): void {
    if (this.running >= AT_ONCE) return
    const resident = this.waiting.pop()
    if (resident === undefined) return
    this.running++
    void this.record(resident)
      .catch(() => undefined)
      .finally(() => {
        this.asked.delete(resident)
        this.running--
        this.next()
      })
  }
}

function fetchPublicAgent(resident: number): Promise<PublicAgent> {
  return getJson<PublicAgent>(`/agents/${agentIdOf(resident)}/public`)
}
