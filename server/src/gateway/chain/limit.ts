import type { Principal } from '@civitas/schema'
import type { RateLimiter } from '../rate-limiter.ts'
import { type ChainStep, refuse } from './context.ts'

/** Takes a credit of whoever sends, not of whom it names: nobody can use up another's. [§9] */
export function limit(limiter: RateLimiter): ChainStep {
  return (context) => {
    const verdict = limiter.take(senderOf(context.request.principal))
    if (verdict.ok) return context
    return refuse('rate_limited', 'More than 100 actions a minute.', { retry_after_ms: verdict.retryAfterMs })
  }
}

function senderOf(principal: Principal): string {
  return principal.kind === 'agent' ? principal.agentId : principal.accountId
}
