// Public facts between two messages to the viewers: bounded, speech first.
import type { WireFact } from '@civitas/schema'
import { MAX_FACTS_PER_MESSAGE } from './limits.ts'

export class FactBuffer {
  private facts: WireFact[] = []

  add(batch: readonly WireFact[]): void {
    this.facts.push(...batch)
    if (this.facts.length > MAX_FACTS_PER_MESSAGE) this.facts = foremost(this.facts)
  }

  /** What has gathered, `undefined` when nothing has. */
  take(): WireFact[] | undefined {
    if (this.facts.length === 0) return undefined
    const taken = this.facts
    this.facts = []
    return taken
  }
}

/** What is said is seen above heads, so it goes before what only the feed shows; within each the newest stay. */
function foremost(facts: readonly WireFact[]): WireFact[] {
  const speech = facts.filter(({ type }) => type === 'said').slice(-MAX_FACTS_PER_MESSAGE)
  const room = MAX_FACTS_PER_MESSAGE - speech.length
  const rest = room > 0 ? facts.filter(({ type }) => type !== 'said').slice(-room) : []
  const kept = new Set([...speech, ...rest])
  return facts.filter((fact) => kept.has(fact))
}
