// What travels through the chain: the request, and what each step found out about it.
import type {
  ActionName,
  ActionRequest,
  ActionResult,
  ChainCode,
  ChainRefusal,
  NewText,
  SimAction,
} from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'

/** The action as the district gets it, made by `parse`. */
export interface ParsedAction {
  name: ActionName
  action: SimAction
  key: string
  /** The client chose the key, so it may be a repeat. [ACT-7] */
  keyGiven: boolean
  actionId: string
  expiresTick?: number
  reasoningId?: string
  /** Travel beside the action. [DET-5] */
  texts: NewText[]
}

export interface ChainContext {
  readonly request: ActionRequest
  /** Unix milliseconds at which the request came in. */
  readonly nowMs: number
  /** Set by `parse`. */
  readonly parsed?: ParsedAction
  /** Set by `authorise`. */
  readonly agent?: AgentRecord
  /** Set by `route`: the committed result, if it was there in time. */
  readonly result?: ActionResult
}

/** A step judges and adds; it never throws for what a client did. */
export type ChainStep = (context: ChainContext) => ChainContext | ChainRefusal | Promise<ChainContext | ChainRefusal>

export function isRefusal(outcome: ChainContext | ChainRefusal): outcome is ChainRefusal {
  return 'status' in outcome
}

/** A refusal without a cursor: nothing was stored, the key is free. [ACT-4] */
export function refuse(
  code: ChainCode,
  reason: string,
  more: Omit<ChainRefusal, 'status' | 'code' | 'reason'> = {},
): ChainRefusal {
  return { status: 'refused', code, reason, ...more }
}

/** What a client needs to recognise its action in a refusal. */
export function referTo(parsed: ParsedAction): { action_id: string; idempotency_key: string } {
  return { action_id: parsed.actionId, idempotency_key: parsed.key }
}
