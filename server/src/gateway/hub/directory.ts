// The register of residents, cached: one read for all that a message names. [DET-5]
import { agentIdOf } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import type { AgentDirectory } from '../ports.ts'
import { BoundedCache } from './bounded-cache.ts'
import type { HubDeps } from './deps.ts'
import { MAX_CACHED_AGENTS, MAX_IDS_PER_READ, NAME_TRUST_MS, RECORD_TRUST_MS, UNSETTLED_TRUST_MS } from './limits.ts'

interface Entry {
  /** Absent: the store knew no such resident at `readMs`. */
  record: AgentRecord | undefined
  readMs: number
}

export class CachedDirectory implements AgentDirectory {
  private readonly entries = new BoundedCache<number, Entry>(MAX_CACHED_AGENTS)
  /** Per read under way: who was forgotten meanwhile, so that what it brings is not kept for them. */
  private readonly reading = new Set<Set<number>>()
  private readonly deps: Pick<HubDeps, 'store' | 'clock' | 'branch'>

  constructor(deps: Pick<HubDeps, 'store' | 'clock' | 'branch'>) {
    this.deps = deps
  }

  async get(resident: number, maxAgeMs = RECORD_TRUST_MS): Promise<AgentRecord | undefined> {
    const entry = this.entries.get(resident)
    if (entry && this.ageMs(entry) < Math.min(maxAgeMs, trustMs(entry))) return entry.record
    return (await this.read([resident])).get(resident)
  }

  async names(residents: readonly number[]): Promise<Map<number, string>> {
    await this.load(residents)
    return new Map(residents.map((resident) => [resident, this.nameOf(resident)]))
  }

  forget(resident: number): void {
    this.entries.delete(resident)
    for (const overtaken of this.reading) overtaken.add(resident)
  }

  /** The name if cached, else the id: after `load` always the best answer there is. */
  nameOf(resident: number): string {
    return this.entries.get(resident)?.record?.name ?? agentIdOf(resident)
  }

  /** Those of the residents whose name has to be read first. */
  missing(residents: Iterable<number>): number[] {
    const missing: number[] = []
    for (const resident of residents) {
      const entry = this.entries.get(resident)
      if (!entry || this.ageMs(entry) >= (entry.record ? NAME_TRUST_MS : UNSETTLED_TRUST_MS)) missing.push(resident)
    }
    return missing
  }

  /** Reads the names that are not cached. Rejects when the store does not answer. */
  async load(residents: Iterable<number>): Promise<void> {
    const missing = this.missing(residents)
    for (let from = 0; from < missing.length; from += MAX_IDS_PER_READ) {
      await this.read(missing.slice(from, from + MAX_IDS_PER_READ))
    }
  }

  private async read(residents: readonly number[]): Promise<Map<number, AgentRecord>> {
    const { store, branch, clock } = this.deps
    const overtaken = new Set<number>()
    const found = new Map<number, AgentRecord>()
    const readMs = clock.monotonicMs()
    this.reading.add(overtaken)
    try {
      for (const record of await store.agents.getMany(branch, residents)) found.set(record.resident, record)
    } finally {
      this.reading.delete(overtaken)
    }
    for (const resident of residents) {
      if (!overtaken.has(resident)) this.entries.set(resident, { record: found.get(resident), readMs })
    }
    return found
  }

  private ageMs(entry: Entry): number {
    return this.deps.clock.monotonicMs() - entry.readMs
  }
}

function trustMs({ record }: Entry): number {
  return record?.status === 'living' ? RECORD_TRUST_MS : UNSETTLED_TRUST_MS
}
