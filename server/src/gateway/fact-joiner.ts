// Facts that a feed reads from the store, joined with names and texts as they would have been live. [DET-5]
import type { Fact, WireFact } from '@civitas/schema'
import type { HubDeps } from './hub/deps.ts'
import type { CachedDirectory } from './hub/directory.ts'
import { Joiner, Needs } from './hub/joiner.ts'

export type JoinFacts = (facts: readonly { district: string; tick: number; fact: Fact }[]) => Promise<WireFact[]>

/** Rejects when the store does not answer. */
export function createFactJoiner(deps: HubDeps, directory: CachedDirectory): JoinFacts {
  const joiner = new Joiner(deps, directory)
  return async (facts) => {
    const needs = new Needs()
    for (const { fact } of facts) needs.fact(fact)
    await joiner.prepare(needs)
    return facts.map(({ fact, tick, district }) => joiner.fact(fact, tick, { district }))
  }
}
