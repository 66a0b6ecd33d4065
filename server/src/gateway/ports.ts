// What the parts of a gateway expect of each other: who may act, who is where, what an agent gets to hear.
import type { ActionResult, ClockState, Cursor, InboxItem, Observation, Principal, WireFact } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'

/** Tells a refusal of credentials apart from a fault. */
export type AuthenticateAnswer =
  | { ok: true; principal: Principal }
  | { ok: false; code: 'unauthenticated' | 'key_expired' | 'session_expired' }

export interface Authenticator {
  /** An agent key as its owner got it. Trusted for at most 30 s after a revocation that this process did not hear of. [§11] */
  key(text: string): Promise<AuthenticateAnswer>
  /** An owner's access token. */
  token(text: string): Promise<AuthenticateAnswer>
  /** Calls back when a key dies, so that live sessions are cut. Returns the function that ends it. */
  onKeyExpired(listener: (keyId: string) => void): () => void
}

/** The register of residents, cached; names and whereabouts for joining at view time. [DET-5] */
export interface AgentDirectory {
  /** The record, at most `maxAgeMs` old (default: as long as a key is trusted). Rejects when the store does not answer. */
  get(resident: number, maxAgeMs?: number): Promise<AgentRecord | undefined>
  /** Names of all asked for; an unknown resident is called by its id. */
  names(residents: readonly number[]): Promise<Map<number, string>>
  /** Forgets what was cached of a resident after its record changed. */
  forget(resident: number): void
}

/** One open connection of an agent, on any transport. */
export interface AgentSession {
  /** Live items in order, starting after the cursor given at opening; `replay` is true until the session has caught up. [STR-3] */
  deliver(item: InboxItem, replay: boolean): void
  /** The newest observation; older undelivered ones are superseded. [STR-1] */
  observe?(observation: Observation): void
  /** Whether the next observation would reach anybody; absent: yes. What nobody wants is not even made. */
  wantsObservation?(): boolean
  /** Resolves when the connection can take more, at the latest when it is closed; a replay waits for it between pages. */
  ready?(): Promise<void>
}

/** The hub's side of a session. */
export interface OpenSession {
  /** Replays from the cursor, whatever was delivered before. [STR-3] */
  resume(after: Cursor): void
  /** What `wantsObservation` says may have changed. */
  changed(): void
  close(): void
}

/** Delivery to agents: committed items and observations from the districts, joined and handed to whoever waits. */
export interface AgentHub {
  /** The newest observation, or the first one of a tick later than `afterTick`, waiting at most `waitMs`. `undefined`: the agent is nowhere (yet). */
  observation(
    resident: number,
    options: { afterTick?: number; waitMs: number; signal?: AbortSignal },
  ): Promise<Observation | undefined>
  /** Items after the cursor, waiting at most `waitMs` for the first. */
  inbox(
    resident: number,
    options: { after: Cursor; waitMs: number; limit: number; signal?: AbortSignal },
  ): Promise<{ items: InboxItem[]; cursor: string }>
  /** The result of an action, from the live stream or the store, waiting at most `waitMs`. */
  result(resident: number, actionId: string, waitMs: number): Promise<ActionResult | undefined>
  /** Opens a live session. With `after`, replays from there first; without, only what is new. */
  open(resident: number, session: AgentSession, after?: Cursor): OpenSession
  /** Public facts, joined, as they are committed, and the clock at each tick. Returns the function that ends it. */
  onFacts(listener: (facts: WireFact[], district: string) => void): () => void
  onClock(listener: (clock: ClockState) => void): () => void
}
