// Bodies of the REST interface under /api/v1. The OpenAPI document is made from these. [§9]
import { z } from 'zod'
import { incidentKinds } from './world/incident.ts'
import { weathers } from './world/weather.ts'
import { holidayIds, seasons, weekdays } from './world/calendar.ts'

export const credentialsSchema = z.object({ email: z.email().max(254), password: z.string().min(10).max(200) })
export const newAccountSchema = credentialsSchema.extend({ display_name: z.string().trim().min(1).max(60) })
export const accountSchema = z.object({ id: z.string(), email: z.string(), display_name: z.string() })
export const newSessionSchema = z.object({
  email: z.string().max(254),
  password: z.string().max(200),
  otp: z.string().max(16).optional(),
})
export const sessionSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number().int().describe('Seconds.'),
})

export const mindSchema = z.object({ type: z.enum(['external', 'routine', 'script', 'model']) })
export const newAgentSchema = z.object({
  name: z.string().trim().min(1).max(40),
  persona: z.string().max(2000).optional(),
  home_district: z.string().optional(),
  mind: mindSchema.default({ type: 'external' }),
})
export const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  persona: z.string().optional(),
  district: z.string(),
  status: z.enum(['spawning', 'living', 'retired']),
  mind: mindSchema,
})
export const agentChangeSchema = newAgentSchema.pick({ name: true, persona: true, mind: true }).partial()

export const scopes = ['observe', 'act', 'speak', 'own'] as const
export const newKeySchema = z.object({
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .default([...scopes]),
})
export const keySchema = z.object({ key_id: z.string(), key: z.string() })

const acquaintanceSchema = z.object({ agent_id: z.string(), name: z.string() })

export const publicAgentSchema = z.object({
  agent_id: z.string(),
  name: z.string(),
  district: z.string(),
  mind: z.string(),
  activity: z.string(),
  building: z.string().optional(),
  home: z.string().optional(),
  job: z.string().optional(),
  age: z.number().int().optional().describe('In years. This and all below: absent while the district does not answer.'),
  traits: z.array(z.string()).optional().describe('What stands out in it, in words.'),
  skills: z.record(z.string(), z.number()).optional().describe('0 … 100, of what was learned.'),
  household: z.array(acquaintanceSchema).optional().describe('Relatives under the same roof.'),
  friends: z.array(acquaintanceSchema).optional().describe('The closest, nearest first.'),
  at_odds: z.array(acquaintanceSchema).optional().describe('With whom it has fallen out.'),
  reputation: z
    .object({
      known_by: z.number().int().describe('People of its district who keep it in mind, relatives left out.'),
      trusted_by: z.number().int().describe('Of them those who trust it, by what happened and by gossip.'),
      distrusted_by: z.number().int().describe('Those who do not: they lend it nothing.'),
    })
    .optional()
    .describe('Absent while nobody knows it.'),
})

export const clockSchema = z.object({
  day: z.number().int(),
  minute_of_day: z.number().int(),
  city_time: z.string(),
  weekday: z.enum(weekdays),
  season: z.enum(seasons),
  day_of_season: z.number().int().describe('1 … 28.'),
  year: z.number().int(),
  holiday: z.enum(holidayIds).optional(),
  weather: z.enum(weathers),
  rate: z.number(),
  paused: z.boolean(),
})

export const worldSchema = z.object({
  name: z.string(),
  tick: z.number().int(),
  clock: clockSchema,
  tick_ms: z.number().int(),
  step_hz: z.number().int(),
  clock_rate: z.number(),
  districts: z.array(z.object({ id: z.string(), name: z.string(), residents: z.number().int() })),
  residents: z.number().int(),
  incidents: z
    .array(
      z.object({
        incident: z.string(),
        kind: z.enum(incidentKinds),
        place: z.string(),
        district: z.string(),
        helpers: z.array(z.string()).describe('Who takes part, first come first, 24 at most: agent ids.'),
      }),
    )
    .describe('What goes on in the city now.'),
  uptime_s: z.number(),
})

/** RFC 9457 problem document with our stable `code`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  retry_after_ms: z.number().int().optional(),
})
export type Problem = z.infer<typeof problemSchema>
