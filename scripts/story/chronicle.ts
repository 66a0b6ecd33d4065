// What is known of one resident's day, wherever it comes from: a city in lockstep, or the journal of a stopped one.
import type { Fact, Words } from '@civitas/schema'

/** A fact with the city time at which it happened: milliseconds since day 1, 00:00. */
export interface TimedFact {
  cityMs: number
  fact: Fact
}

/** How somebody is when the day ends. Needs run from 0 to 100, 100 is best. */
export interface Condition {
  needs: { energy: number; hunger: number; social: number; purpose: number }
  coins: number
}

export interface Chronicle {
  resident: number
  name: string
  day: number
  /** All facts of the day that name the resident, and all that was said aloud to it, in order. */
  facts: TimedFact[]
  /** Name by id. */
  texts: ReadonlyMap<string, string>
  /** What plots were called that morning, by id. */
  plotNames: ReadonlyMap<string, Words>
  /** Missing when nobody with that number was in the city at the end of the day. */
  condition: Condition | undefined
}

/** Whether the fact is part of the resident's own story: it did it, or it was meant. */
export function concerns(fact: Fact, agentId: string): boolean {
  if (fact.type === 'said') return fact.agent_id === agentId || isMeant(fact.words, agentId)
  return Object.values(fact).some((value) => value === agentId || (Array.isArray(value) && value.includes(agentId)))
}

function isMeant(words: Extract<Fact, { type: 'said' }>['words'], agentId: string): boolean {
  return 'args' in words && words.args.includes(agentId)
}
