import { must } from '@civitas/kit'
import { residentOf, speechActions } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import type { ActionRequest, ChainRefusal } from '@civitas/schema'
import type { AgentDirectory } from '../ports.ts'
import { type ChainContext, type ChainStep, type ParsedAction, refuse } from './context.ts'

/** May this principal let this agent do that? Keys reach their own agent within their scopes, owners all of theirs. */
export function authorise(directory: AgentDirectory): ChainStep {
  return async (context) => {
    const resident = residentOf(context.request.agentId)
    const agent = resident === undefined ? undefined : await directory.get(resident)
    const refusal = judge(context.request, agent, must(context.parsed, 'parse comes before authorise'))
    return refusal ?? ({ ...context, agent: must(agent, 'judged') } satisfies ChainContext)
  }
}

function judge(
  { principal, agentId }: ActionRequest,
  agent: AgentRecord | undefined,
  { name, key }: ParsedAction,
): ChainRefusal | undefined {
  const no = (code: 'not_found' | 'forbidden', reason: string) => refuse(code, reason, { idempotency_key: key })
  if (principal.kind === 'agent') {
    if (principal.agentId !== agentId) return no('forbidden', 'This key belongs to another agent.')
    const scope = speechActions.includes(name) ? 'speak' : 'act'
    if (!principal.scopes.includes(scope)) return no('forbidden', `This key lacks the scope "${scope}".`)
  }
  if (!agent) return no('not_found', `There is no agent ${agentId}.`)
  if (principal.kind === 'owner' && agent.accountId !== principal.accountId) {
    return no('forbidden', 'This agent belongs to somebody else.')
  }
  if (agent.status === 'retired') return no('forbidden', 'This agent is retired.')
  if (agent.mind === 'routine') return no('forbidden', 'This agent decides by itself: give it an external mind first.')
  return undefined
}
