// The chain as a port: every process where actions originate runs one, injected by the composition root. [ACT hop 2]
import type { ActionQueued, ActionResult, ChainRefusal } from './result.ts'

/** Who stands behind a request, as `authenticate` found out. */
export type Principal =
  | { kind: 'agent'; agentId: string; keyId: string; scopes: readonly string[] }
  | { kind: 'owner'; accountId: string; sessionId: string }

export interface ActionRequest {
  principal: Principal
  agentId: string
  /** As it arrived, decoded from JSON but not looked at: the chain's `parse` does that. */
  decision: unknown
  /** Milliseconds to wait for the result; 0 answers with the receipt. */
  waitMs: number
  trace?: string
}

export type ActionAnswer = ActionResult | ActionQueued | ChainRefusal

/** Takes a request through the steps after `authenticate` and routes it to the district that holds the agent. Never rejects. */
export interface ActionChain {
  submit(request: ActionRequest): Promise<ActionAnswer>
}
