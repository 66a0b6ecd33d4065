// What became of an action: the body of the REST 200 and of the MQTT `result`. [ACT-4]
import { z } from 'zod'

export const actionResultSchema = z.object({
  action_id: z.string(),
  status: z.enum(['accepted', 'refused', 'held']),
  code: z.string().optional(),
  reason: z.string().optional(),
  tick: z.number().int(),
  idempotency_key: z.string(),
  cursor: z.string(),
})
/** An acknowledgement: committed, never lost, never changed. */
export type ActionResult = z.infer<typeof actionResultSchema>

export const actionQueuedSchema = z.object({
  action_id: z.string(),
  status: z.literal('queued'),
  idempotency_key: z.string(),
})
/** A receipt, not an acknowledgement. [ACT-1] */
export type ActionQueued = z.infer<typeof actionQueuedSchema>

export const chainRefusalSchema = z.object({
  status: z.literal('refused'),
  code: z.string(),
  reason: z.string(),
  retry_after_ms: z.number().int().optional(),
  idempotency_key: z.string().optional(),
  action_id: z.string().optional(),
})
/** A refusal by the chain: no cursor, nothing stored; the same key may be used again. [ACT-4] */
export type ChainRefusal = z.infer<typeof chainRefusalSchema>
