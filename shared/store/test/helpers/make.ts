// Made-up records for the contract suites. Names are random, so that suites can share one database.
import { randomUUID } from 'node:crypto'
import type { ActionInput, StreamItem } from '@civitas/schema'
import { type AgentProjection, districtLease, type Store, type TickCommit } from '../../src/index.ts'

export function newName(): string {
  return `n${randomUUID().slice(0, 12)}`
}

/** A district that runs under a lease, in a branch of its own. */
export interface Place {
  branch: string
  district: string
  token: number
}

export async function newPlace(store: Store, branch = newName(), district = 'old-town'): Promise<Place> {
  const lease = await store.leases.acquire(districtLease(branch, district), 'test', 60_000)
  if (!lease) throw new Error('the lease of a new branch is free')
  return { branch, district, token: lease.token }
}

/** An empty tick. */
export function tickOf(place: Place, tick: number, change: Partial<TickCommit> = {}): TickCommit {
  return {
    ...place,
    tick,
    simVersion: 1,
    wallMs: NOON_MS + tick * 1_000,
    entries: [],
    stateHash: `hash-${tick}`,
    facts: [],
    streams: [],
    texts: [],
    commandsDone: [],
    agents: [],
    buildings: { district: place.district, rows: [] },
    ...change,
  }
}

/** 2026-01-15 12:00 UTC. */
export const NOON_MS = Date.UTC(2026, 0, 15, 12)

export function actionOf(resident: number, key: string): ActionInput {
  return {
    type: 'action',
    resident,
    action: { name: 'wait', parameters: { minutes: 5 } },
    action_id: `act_${key}`,
    key,
    sequence: 1,
  }
}

export function resultOf(seq: number, tick: number, key = newName()): Extract<StreamItem, { kind: 'result' }> {
  return { kind: 'result', seq, tick, action_id: `act_${key}`, key, status: 'accepted' }
}

export function projectionOf(resident: number, change: Partial<AgentProjection> = {}): AgentProjection {
  return { resident, district: 'old-town', epoch: 0, status: 'living', activity: 'walking', ...change }
}
