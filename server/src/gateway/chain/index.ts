// The chain: the order of the steps is the list below, and nothing else. [ACT hop 2]
import type { Bus } from '@civitas/bus'
import { type Clock, must } from '@civitas/kit'
import type { ActionAnswer, ActionChain, ActionRequest, ChainRefusal } from '@civitas/schema'
import type { Telemetry } from '@civitas/telemetry'
import { ACTION_RATE, RETRY_MS } from '../limits.ts'
import type { AgentDirectory, AgentHub } from '../ports.ts'
import { createRateLimiter } from '../rate-limiter.ts'
import { authorise } from './authorise.ts'
import { type ChainContext, type ChainStep, isRefusal, refuse } from './context.ts'
import { decide, noOrdinances } from './decide.ts'
import { limit } from './limit.ts'
import { chainMeter } from './meter.ts'
import { moderate, openMicrophone } from './moderate.ts'
import { parse } from './parse.ts'
import { route } from './route.ts'

export interface ChainDeps {
  bus: Bus
  clock: Clock
  directory: AgentDirectory
  hub: Pick<AgentHub, 'result'>
  telemetry: Telemetry
}

/** Builds the steps after `authenticate`, which each transport does in its own way with the same `Authenticator`. */
export function createChain(deps: ChainDeps): ActionChain {
  const steps: readonly (readonly [name: string, step: ChainStep])[] = [
    ['limit', limit(createRateLimiter(deps.clock, ACTION_RATE))],
    ['parse', parse],
    ['authorise', authorise(deps.directory)],
    ['moderate', moderate(openMicrophone)],
    ['decide', decide(noOrdinances)],
    ['route', route(deps)],
  ]
  const meter = chainMeter(deps.telemetry.metrics, deps.clock)
  return {
    async submit(request) {
      const answer = await run(request).catch((error: unknown) => {
        deps.telemetry.log.error({ err: error, agentId: request.agentId }, 'the chain could not route an action')
        return refuse('unavailable', 'The city cannot take actions now.', { retry_after_ms: RETRY_MS })
      })
      meter.answered(answer)
      return answer
    },
  }

  async function run(request: ActionRequest): Promise<ActionAnswer> {
    let context: ChainContext = { request, nowMs: deps.clock.wallMs() }
    for (const [name, step] of steps) {
      const outcome = await meter.timed(name, () => step(context))
      if (isRefusal(outcome)) return outcome
      context = outcome
    }
    return answerOf(context)
  }
}

/** The committed result when it is there, else the receipt. [ACT-1, ACT-4] */
function answerOf({ result, parsed }: ChainContext): Exclude<ActionAnswer, ChainRefusal> {
  if (result) return result
  const { actionId, key } = must(parsed, 'every step ran')
  return { action_id: actionId, status: 'queued', idempotency_key: key }
}
