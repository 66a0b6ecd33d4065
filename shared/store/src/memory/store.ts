// A store that forgets everything when the process ends: for tests, and for looking around without a data directory.
import { FIRST_OWNED_RESIDENT } from '@civitas/schema'
import type { Store } from '../ports/store.ts'
import { memoryAccounts, memoryKeys, memorySessions } from './accounts.ts'
import { memoryAgents, memoryProjections } from './agents.ts'
import { memoryAudit } from './books.ts'
import { memoryCity, memoryCommands, memoryDeadLetters, memoryLeases } from './city.ts'
import { type Caps, capsOf, STORAGE_MB } from '../storage.ts'
import { maintainMemory } from './maintain.ts'
import { memoryDigests } from './digests.ts'
import { memorySnapshots } from './snapshots.ts'
import { emptyState } from './state.ts'
import { trimMemory } from './storage.ts'
import { memoryActions, memoryStreams, memoryTexts } from './streams.ts'
import { memoryFacts, memoryTickLog } from './tick-log.ts'
import { memoryWorldEvents } from './world-events.ts'

/**
 * @param options.nowMs what the "database's" clock says, in Unix milliseconds; default: the machine's
 * @param options.caps bytes that each store may take; default: those of 5 GB
 */
export function openMemoryStore(options: { nowMs?: () => number; caps?: Caps } = {}): Store {
  const { caps = capsOf(STORAGE_MB) } = options
  const state = emptyState(options.nowMs ?? Date.now, FIRST_OWNED_RESIDENT)
  return {
    kind: 'memory',
    tickLog: memoryTickLog(state),
    facts: memoryFacts(state),
    snapshots: memorySnapshots(state),
    streams: memoryStreams(state),
    actions: memoryActions(state),
    texts: memoryTexts(state),
    city: memoryCity(state),
    leases: memoryLeases(state),
    commands: memoryCommands(state),
    deadLetters: memoryDeadLetters(state),
    accounts: memoryAccounts(state),
    sessions: memorySessions(state),
    agents: memoryAgents(state),
    keys: memoryKeys(state),
    projections: memoryProjections(state),
    audit: memoryAudit(state),
    digests: memoryDigests(state),
    worldEvents: memoryWorldEvents(state),
    trim: async (nowMs) => trimMemory(state, caps, nowMs),
    maintain: async (nowMs) => maintainMemory(state, caps, nowMs),
    health: async () => ({ ok: true }),
    close: async () => {},
  }
}
