// Who may call a route: credentials are judged before the body is read. [§9, §11]
import { residentOf, type Principal } from '@civitas/schema'
import type { AgentRecord } from '@civitas/store'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import { ATTEMPT_RATE, LOCAL_OWNER_RATE, OWNER_RATE, PUBLIC_RATE, READ_RATE } from '../gateway/limits.ts'
import type { AgentDirectory, Authenticator } from '../gateway/ports.ts'
import { createRateLimiter, type RateLimiter } from '../gateway/rate-limiter.ts'
import type { Clock } from '@civitas/kit'

export type Scope = 'observe' | 'act' | 'speak' | 'own'
export type Owner = Extract<Principal, { kind: 'owner' }>

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined
    /** The agent in the path, once a guard has let the caller reach it. */
    agent: AgentRecord | undefined
  }
}

type Hook = (request: FastifyRequest) => Promise<void>

/** Hooks for `onRequest`. Each answers 401, 403, 404 or 429 by throwing a problem. */
export interface Guard {
  /** Anybody; counts by address. */
  visitor: Hook
  /** An owner's access token. */
  owner: Hook
  /** Any credentials: the chain judges the rest. */
  actor: Hook
  /** The owner of the agent in the path. */
  ownerOfAgent: Hook
  /** The owner of the agent in the path, or a key of that agent with the scope. */
  agent(scope: Scope): Hook
}

/** @param strict anybody may sign up: owners have fewer credits */
export function createGuard(deps: {
  authenticator: Authenticator
  directory: AgentDirectory
  clock: Clock
  strict: boolean
}): Guard {
  const { authenticator, directory, clock } = deps
  const reads = createRateLimiter(clock, READ_RATE)
  const owners = createRateLimiter(clock, deps.strict ? OWNER_RATE : LOCAL_OWNER_RATE)
  const attempts = createRateLimiter(clock, ATTEMPT_RATE)
  const visits = createRateLimiter(clock, PUBLIC_RATE)

  const authenticate = async (request: FastifyRequest): Promise<Principal> => {
    const principal = await principalOf(request, authenticator)
    request.principal = principal
    return principal
  }

  async function owner(request: FastifyRequest): Promise<void> {
    const principal = await authenticate(request)
    if (principal.kind !== 'owner') throw new ProblemError('forbidden', 'This needs an access token of an owner.')
    spend(owners, principal.accountId)
  }

  return {
    owner,
    visitor: async (request) => spend(visits, request.ip),
    async actor(request) {
      const principal = await authenticate(request)
      spend(attempts, callerOf(principal))
    },

    async ownerOfAgent(request) {
      await owner(request)
      request.agent = await reachedAgent(request, directory)
    },

    agent: (scope) => async (request) => {
      const principal = await authenticate(request)
      spend(principal.kind === 'agent' ? reads : owners, callerOf(principal))
      if (principal.kind === 'agent' && !principal.scopes.includes(scope)) {
        throw new ProblemError('forbidden', `This key lacks the scope "${scope}".`)
      }
      request.agent = await reachedAgent(request, directory)
    },
  }
}

/** Whose credits a request takes: the sender's, not of whom it names. */
function callerOf(principal: Principal): string {
  return principal.kind === 'agent' ? principal.agentId : principal.accountId
}

/** Takes a credit or refuses. */
export function spend(limiter: RateLimiter, who: string): void {
  const verdict = limiter.take(who)
  if (!verdict.ok) throw new ProblemError('rate_limited', 'Too many requests.', { retryAfterMs: verdict.retryAfterMs })
}

export function ownerOf(request: FastifyRequest): Owner {
  if (request.principal?.kind !== 'owner')
    throw new ProblemError('forbidden', 'This needs an access token of an owner.')
  return request.principal
}

export function agentOf(request: FastifyRequest): AgentRecord {
  if (!request.agent) throw new ProblemError('not_found', 'There is no such agent.')
  return request.agent
}

async function principalOf(request: FastifyRequest, authenticator: Authenticator): Promise<Principal> {
  const text = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (text === undefined)
    throw new ProblemError('unauthenticated', 'Send "Authorization: Bearer …" with a key or an access token.')
  const answer = text.startsWith('cvk_') ? await authenticator.key(text) : await authenticator.token(text)
  if (!answer.ok) throw new ProblemError(answer.code, 'These credentials are not valid, or not any more.')
  return answer.principal
}

async function reachedAgent({ params, principal }: FastifyRequest, directory: AgentDirectory): Promise<AgentRecord> {
  const { id } = params as { id: string } // Guards with an agent stand on routes with `:id` only.
  if (principal?.kind === 'agent' && principal.agentId !== id) {
    throw new ProblemError('forbidden', 'This key belongs to another agent.')
  }
  const resident = residentOf(id)
  const agent = resident === undefined ? undefined : await directory.get(resident)
  if (!agent) throw new ProblemError('not_found', `There is no agent ${id}.`)
  if (principal?.kind === 'owner' && agent.accountId !== principal.accountId) {
    throw new ProblemError('forbidden', 'This agent belongs to somebody else.')
  }
  return agent
}
