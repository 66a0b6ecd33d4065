// What a check of a scenario finds, and the shape of a rule.
import type { Scenario } from '@civitas/schema'

export interface Fault {
  /** The field as an operator finds it in the file: `districts.0.buildings.3.door`. */
  path: string
  problem: string
  /** What to do about it. */
  remedy: string
}

/** Finds all faults of one sort. The scenario fits its schema, but need not make sense. */
export type Rule = (scenario: Scenario) => Fault[]
