import {
  type ActionName,
  actionNames,
  actionParameters,
  type ChainRefusal,
  type DecisionBody,
  decisionSchema,
  type NewText,
  type SimAction,
} from '@civitas/schema'
import type { z } from 'zod'
import { randomId } from '../../random-id.ts'
import { actionIdOf } from './action-id.ts'
import { type ChainContext, type ParsedAction, refuse } from './context.ts'

/** Letters of a text id and of a key made here: 95 bits, so never twice. */
const ID_LETTERS = 16

const known: ReadonlySet<string> = new Set(actionNames)

/** From untrusted JSON to a `SimAction`: free text leaves the action and travels beside it. [ACT-7, DET-5] */
export function parse(context: ChainContext): ChainContext | ChainRefusal {
  const decision = decisionSchema.safeParse(context.request.decision)
  if (!decision.success) return refuse('invalid_shape', firstIssue(decision.error))
  const body = decision.data
  const about = body.idempotency_key === undefined ? {} : { idempotency_key: body.idempotency_key }
  if (!isActionName(body.action)) {
    return refuse('unknown_action', `There is no action "${body.action}". GET /api/v1/actions lists them.`, about)
  }
  const parameters = actionParameters[body.action].safeParse(body.parameters)
  if (!parameters.success) return refuse('invalid_shape', firstIssue(parameters.error, 'parameters'), about)
  return { ...context, parsed: parsedOf(context, body, { name: body.action, parameters: parameters.data }) }
}

/** Names the first field that is wrong, as a path, and says what is wrong with it. */
export function firstIssue(error: z.ZodError, root?: string): string {
  const issue = error.issues[0]
  const path = [...(root === undefined ? [] : [root]), ...(issue?.path ?? [])].join('.')
  return `${path || 'body'}: ${issue?.message ?? 'not valid'}`
}

function parsedOf(
  { request, nowMs }: ChainContext,
  body: DecisionBody,
  { name, parameters }: { name: ActionName; parameters: object },
): ParsedAction {
  const key = body.idempotency_key ?? `k_${randomId(ID_LETTERS)}`
  const texts: NewText[] = []
  const keep = (kind: NewText['kind'], text: string) => {
    const id = `t_${randomId(ID_LETTERS)}`
    texts.push({ id, kind, text })
    return id
  }
  const reasoningId = body.reasoning ? keep('reasoning', body.reasoning) : undefined
  return {
    name,
    action: { name, parameters: withoutText(parameters, keep) } as SimAction, // The schema of `name` made `parameters`.
    key,
    keyGiven: body.idempotency_key !== undefined,
    actionId: actionIdOf(request.agentId, key, nowMs),
    ...(body.expires_tick !== undefined && { expiresTick: body.expires_tick }),
    ...(reasoningId !== undefined && { reasoningId }),
    texts,
  }
}

function withoutText(parameters: object, keep: (kind: 'speech', text: string) => string): object {
  if (!('text' in parameters)) return parameters
  const { text, ...rest } = parameters
  return { ...rest, words: { text_id: keep('speech', String(text)) } }
}

function isActionName(name: string): name is ActionName {
  return known.has(name)
}
