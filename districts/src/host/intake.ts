// Where actions wait for the next boundary: bounded per agent, refusing instead of growing. [ACT hop 3]
import { BoundedQueue } from '@civitas/kit'
import type { ActionInput, InboxAnswer, InboxRequest, NewText } from '@civitas/schema'

/** Actions of one agent that may wait for the same boundary. */
export const MAX_WAITING_PER_AGENT = 8

export interface IntakeOptions {
  /** Whether the resident lives in this district now. */
  lives: (resident: number) => boolean
  /** The district to which it left this one. [HND] */
  movedTo: (resident: number) => string | undefined
  /** While the store is behind, nothing more is taken in. [ACT-5] */
  paused: () => boolean
  /** When to try again, in milliseconds. */
  retryAfterMs: number
}

/** What one boundary takes. */
export interface TakenActions {
  inputs: ActionInput[]
  texts: NewText[]
  /** `traceparent` by action id, of those that brought one. */
  traces: Map<string, string>
}

export class Intake {
  private readonly options: IntakeOptions
  private readonly waiting = new Map<number, BoundedQueue<InboxRequest>>()
  private order: InboxRequest[] = []

  constructor(options: IntakeOptions) {
    this.options = options
  }

  /** Takes a request, or says why not. `queued` is a promise to answer, not an acknowledgement. [ACT-1] */
  offer(request: InboxRequest): InboxAnswer {
    const { resident } = request.input
    if (!this.options.lives(resident)) {
      const district = this.options.movedTo(resident)
      return district === undefined ? { status: 'unknown_agent' } : { status: 'moved', district }
    }
    const busy: InboxAnswer = { status: 'busy', retry_after_ms: this.options.retryAfterMs }
    if (this.options.paused()) return busy
    const queue = this.waiting.get(resident) ?? new BoundedQueue<InboxRequest>(MAX_WAITING_PER_AGENT)
    if (!queue.push(request)) return busy
    this.waiting.set(resident, queue)
    this.order.push(request)
    return { status: 'queued' }
  }

  /** Everything that waits, in order of arrival. */
  drain(): TakenActions {
    const taken: TakenActions = { inputs: [], texts: [], traces: new Map() }
    for (const [index, { input, texts, trace }] of this.order.entries()) {
      taken.inputs.push({ ...input, sequence: index })
      taken.texts.push(...texts)
      if (trace !== undefined) taken.traces.set(input.action_id, trace)
    }
    this.order = []
    this.waiting.clear()
    return taken
  }
}
