// Everything that enters a district: journaled with its tick, and all that replay needs. [DET-2]
import type { Payment, SimAction, Words } from './action.ts'
import type { LetGoReason } from './fact.ts'
import type { Means } from './talk/means.ts'
import type { WorldEvent } from './world/event.ts'
import type { WorkName } from './world/works.ts'

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

/** Commands by kind. Those of accounts come from the gateway, world events from the orchestrator, the others from a neighbouring district. [CMD-1] */
export type Command = Errand & {
  /** Tick of the district that sent it; it is taken in at a later one, so that an agent's ticks only grow. */
  sent?: number
  /** How often it was sent on after an agent that had moved. [CMD-4] */
  hops?: number
}

type Errand =
  | { kind: 'spawn'; resident: number; streamed: boolean; coins: number; home?: string }
  | { kind: 'retire'; resident: number }
  | { kind: 'set_streamed'; resident: number; streamed: boolean }
  /** Words for an agent beyond the border; `place` is where they were spoken. */
  | { kind: 'tell'; resident: number; from: number; words: Words; means?: Means; place: string; action_id?: string }
  /** Coins for an agent beyond the border; they are in transit. [CMD-3] */
  | { kind: 'pay'; resident: number; from: number; amount: number; for?: Payment; action_id?: string }
  /** Nobody took it: back to who sent it, with the coins. */
  | { kind: 'bounce'; resident: number; to: number; what: 'tell' | 'pay'; amount: number; action_id?: string }
  /** Handoff, step 1: a place is asked for, and kept or not. `asked` is the tick of the question. [HND] */
  | { kind: 'reserve'; resident: number; from: string; asked: number }
  | { kind: 'reserved'; resident: number; granted: boolean; asked: number }
  /**
   * Handoff, steps 2 and 3: the row is the agent. `record` is its canonical encoding in hexadecimal; `gate` numbers the source's
   * crossings; `coins` repeats what the record says of its wallet, for those who count and cannot read it; `layout` says how its
   * bytes lie, absent in those of before there were skills and plots.
   */
  | {
      kind: 'arrive'
      resident: number
      epoch: number
      from: string
      gate: number
      record: string
      coins?: number
      layout?: number
      /** In a tram: nobody is drawn at the gate. */
      aboard?: true
    }
  /** An owner who left the city for good: the plot is free again. */
  | { kind: 'free_plot'; resident: number; plot: string }
  /** Something stands on a plot beyond the border from now on. `work` names what. */
  | { kind: 'built'; plot: string; work: WorkName }
  /** To an owner beyond the border whose plot was bought; the coins follow it as `pay`. */
  | { kind: 'sold_plot'; resident: number; plot: string }
  /** A firm wants goods of one beyond the border; `coins` are in transit. `row` is the buyer's own, and comes back. [CMD-3] */
  | { kind: 'order'; building: string; item: string; quantity: number; coins: number; from: string; row: number }
  /** The goods, fewer than ordered or none, and the coins that they did not cost. */
  | { kind: 'deliver'; building: string; item: string; quantity: number; coins: number; row: number }
  /** Coins that one treasury passes on to the next. [CMD-3] */
  | { kind: 'share'; coins: number }
  /** The family owes too much: none of it lives there any more. */
  | { kind: 'evict'; resident: number; building: string; coins: number }
  /** Somebody who left the city leaves the household behind. */
  | { kind: 'move_out'; household: number; member: number }
  /** Off the roster of a building, anywhere: the resident has no job any more. */
  | { kind: 'let_go'; resident: number; building: string; why: LetGoReason }
  /** A resident gave notice at a building beyond the border: off its roster. */
  | { kind: 'notice'; resident: number; building: string }
  /** What began as a world event is over, says the district that held it. */
  | { kind: 'incident_over'; event_id: string }
  /** Something happens to the whole district. `event_id` is its name in the orchestrator's queue. */
  | { kind: 'world_event'; event_id: string; event: WorldEvent }
