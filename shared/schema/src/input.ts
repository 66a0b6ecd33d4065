// Everything that enters a district: journaled with its tick, and all that replay needs. [DET-2]
import type { SimAction } from './action.ts'

/** An action of an agent whose mind is not the built-in routine one. `sequence` orders intake; the gateway made `action_id`. [ACT-7] */
export interface ActionInput {
  type: 'action'
  resident: number
  action: SimAction
  action_id: string
  key: string
  expires_tick?: number
  /** Where the untrusted reasoning lies, if one was given. [DET-5] */
  reasoning_id?: string
  sequence: number
}

/** A decision of a built-in mind: no key, no result, nobody to answer. */
export interface DecisionInput {
  type: 'decision'
  resident: number
  action: SimAction
  sequence: number
}

/** An effect from outside the district, exactly once by id. [CMD-1] */
export interface CommandInput {
  type: 'command'
  id: string
  command: Command
}

/** City time runs at another rate from this tick on, or stands still. [CLK-1] */
export interface ClockInput {
  type: 'clock'
  /** City seconds per real second. */
  rate: number
  paused: boolean
}

export type SimInput = ActionInput | DecisionInput | CommandInput | ClockInput

/** Commands by kind. Spawn and retire come from the gateway; more with the border. [CMD-1] */
export type Command =
  | { kind: 'spawn'; resident: number; streamed: boolean; coins: number; home?: string }
  | { kind: 'retire'; resident: number }
  | { kind: 'set_streamed'; resident: number; streamed: boolean }
