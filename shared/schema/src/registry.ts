// Every schema that outsiders rely on, by its published name. Snapshots of these are kept; a change takes a protocol version step.
import type { z } from 'zod'
import { actionParameters, decisionSchema } from './action.ts'
import { cameraSchema } from './city-room.ts'
import { gapSchema, messageSchema, wireFactSchema } from './fact.ts'
import { observationSchema } from './observation.ts'
import {
  accountSchema,
  agentSchema,
  keySchema,
  newAccountSchema,
  newAgentSchema,
  newKeySchema,
  newSessionSchema,
  problemSchema,
  publicAgentSchema,
  sessionSchema,
  worldSchema,
} from './rest.ts'
import { actionQueuedSchema, actionResultSchema, chainRefusalSchema } from './result.ts'

const actionSchemas = Object.fromEntries(
  Object.entries(actionParameters).map(([name, schema]) => [`action-${name}`, schema]),
)

export const wireSchemas: Record<string, z.ZodType> = {
  decision: decisionSchema,
  observation: observationSchema,
  result: actionResultSchema,
  receipt: actionQueuedSchema,
  refusal: chainRefusalSchema,
  message: messageSchema,
  fact: wireFactSchema,
  gap: gapSchema,
  camera: cameraSchema,
  account: accountSchema,
  'new-account': newAccountSchema,
  'new-session': newSessionSchema,
  session: sessionSchema,
  'new-agent': newAgentSchema,
  agent: agentSchema,
  'public-agent': publicAgentSchema,
  'new-key': newKeySchema,
  key: keySchema,
  world: worldSchema,
  problem: problemSchema,
  ...actionSchemas,
}
