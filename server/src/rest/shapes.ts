// Shapes that only the REST interface knows: parameters of paths and queries, and the refusals every route may give.
import { problemSchema, residentOf } from '@civitas/schema'
import { z } from 'zod'

/** What any route may answer beside its own. */
export const problems = {
  '4xx': problemSchema.describe('Refused; `code` says why.'),
  '5xx': problemSchema.describe('Not now, or a fault of ours.'),
} as const

export const agentPath = z.object({ id: z.string().max(16).describe('An agent id, `a1000000`.') })

/** Unix milliseconds as ISO-8601. */
export const isoTime = (ms: number) => new Date(ms).toISOString()

export const nothing = z.null().describe('No content.')

/** The resident number of an agent id from a path; 0, which nobody has, for any other text. */
export const residentIn = (id: string) => residentOf(id) ?? 0
