import type { Bus } from '@civitas/bus'
import { must } from '@civitas/kit'
import { type ActionResult, type ChainRefusal, type InboxAnswer, type InboxRequest, topics } from '@civitas/schema'
import { INTAKE_TIMEOUT_MS, RETRY_MS } from '../limits.ts'
import type { AgentDirectory, AgentHub } from '../ports.ts'
import { goneRefusal } from './addressee.ts'
import { actionIdOfDayBefore } from './action-id.ts'
import { type ChainContext, type ChainStep, type ParsedAction, refuse, referTo } from './context.ts'

export interface RouteDeps {
  bus: Bus
  directory: AgentDirectory
  hub: Pick<AgentHub, 'result'>
}

/** Answers a repeat from the store, else hands the action to the district that holds the agent, and waits if asked to. [ACT-7] */
export function route(deps: RouteDeps): ChainStep {
  return async (context) => {
    const parsed = must(context.parsed, 'parse comes before route')
    const { resident } = must(context.agent, 'authorise comes before route')
    const earlier = parsed.keyGiven ? await repeated(deps, context, resident) : undefined
    if (earlier) return { ...context, result: earlier }
    const gone = await goneRefusal(deps.directory, parsed.action)
    const refusal = gone ?? (await submit(deps, context, resident))
    if (refusal) return { ...refusal, ...referTo(parsed) }
    const { waitMs } = context.request
    const result = waitMs > 0 ? await deps.hub.result(resident, parsed.actionId, waitMs) : undefined
    return result ? { ...context, result } : context
  }
}

async function repeated(
  { hub }: RouteDeps,
  context: ChainContext,
  resident: number,
): Promise<ActionResult | undefined> {
  const { key, actionId } = must(context.parsed, 'parsed')
  const dayBefore = actionIdOfDayBefore(context.request.agentId, key, context.nowMs)
  const [today, yesterday] = await Promise.all([hub.result(resident, actionId, 0), hub.result(resident, dayBefore, 0)])
  return today ?? yesterday
}

async function submit(deps: RouteDeps, context: ChainContext, resident: number): Promise<ChainRefusal | undefined> {
  const agent = must(context.agent, 'authorised')
  if (agent.status === 'spawning')
    return refuse('busy', 'The agent is on its way into the city.', { retry_after_ms: RETRY_MS })
  const message = inboxRequest(context, must(context.parsed, 'parsed'), resident)
  const answer = await ask(deps.bus, agent.district, message)
  if (answer.status === 'queued') return undefined
  if (answer.status === 'busy') {
    return refuse('busy', 'Too much waits already.', { retry_after_ms: answer.retry_after_ms })
  }
  deps.directory.forget(resident)
  const now = await deps.directory.get(resident)
  // The register follows the arrival; until then the district that was left knows the way. [HND]
  const hint = answer.status === 'moved' ? answer.district : undefined
  const next = now && now.district !== agent.district ? now.district : hint
  const moved = next === undefined ? answer : await ask(deps.bus, next, message)
  if (moved.status === 'queued') return undefined
  return refuse('busy', 'The agent is between two places.', { retry_after_ms: RETRY_MS })
}

/** A district that is away, or too slow to say whether it took the action, is `unavailable`: a repeat with the same key is safe. */
async function ask(bus: Bus, district: string, message: InboxRequest): Promise<InboxAnswer> {
  const trace = message.trace === undefined ? {} : { trace: message.trace }
  const options = { timeoutMs: INTAKE_TIMEOUT_MS, ...trace }
  return (await bus.request(topics.districtInbox(district), message, options)) as InboxAnswer
}

function inboxRequest({ request }: ChainContext, parsed: ParsedAction, resident: number): InboxRequest {
  return {
    input: {
      type: 'action',
      resident,
      action: parsed.action,
      action_id: parsed.actionId,
      key: parsed.key,
      ...(parsed.expiresTick !== undefined && { expires_tick: parsed.expiresTick }),
      ...(parsed.reasoningId !== undefined && { reasoning_id: parsed.reasoningId }),
    },
    texts: parsed.texts,
    ...(request.trace !== undefined && { trace: request.trace }),
  }
}
