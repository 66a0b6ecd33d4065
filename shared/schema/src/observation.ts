// What one agent may perceive now: state, latest only, never replayed. [STR-1]
import { z } from 'zod'
import { type Means, meansSchema } from './talk/means.ts'
import { standings } from './world/bond.ts'
import { incidentKinds } from './world/incident.ts'
import { weathers } from './world/weather.ts'
import { workNames } from './world/works.ts'

export const locationSchema = z.object({
  district: z.string(),
  place: z.string().describe('Nearest named place: a building, a gate, a street corner.'),
  building: z.string().optional().describe('Set while the agent is inside.'),
  x: z.number().describe('Metres east of the city origin.'),
  y: z.number().describe('Metres south of the city origin.'),
})

export const visibleAgentSchema = z.object({
  agent_id: z.string(),
  name: z.string(),
  distance_m: z.number(),
  activity: z.string(),
})

export const relationshipSchema = z.object({
  agent_id: z.string(),
  familiarity: z.number().int().describe('0 … 1000.'),
  affection: z.number().int().describe('−1000 … 1000.'),
  trust: z.number().int().describe('−1000 … 1000.'),
  standing: z.enum(standings),
  family: z.boolean().optional(),
  last_met_day: z.number().int().optional().describe('Absent for somebody one has only heard of.'),
})

export const appointmentSchema = z.object({
  agent_id: z.string().describe('With whom.'),
  place: z.string(),
  day: z.number().int(),
  minute_of_day: z.number().int(),
  status: z.enum(['asked', 'agreed']),
  by_you: z.boolean().optional().describe('Present when the agent itself asked.'),
})

export const debtSchema = z.object({
  agent_id: z.string().describe('Whom it is owed to, or who owes it.'),
  amount: z.number().int(),
  due_day: z.number().int(),
})

export const selfSchema = z.object({
  coins: z.number().int(),
  energy: z.number().describe('0 … 100; 100 is best, for all needs.'),
  hunger: z.number().describe('0 … 100; 100 is full.'),
  social: z.number(),
  purpose: z.number(),
  activity: z.string(),
  inventory: z.record(z.string(), z.number().int()),
  home: z.string().optional(),
  job: z.string().optional(),
  shift: z
    .tuple([z.number().int(), z.number().int()])
    .optional()
    .describe('When its shift begins and ends, in minutes of the day; an end beyond 1440 is on the next day.'),
  work_site: z
    .string()
    .optional()
    .describe('The plot on which the builders build now for whom the agent works: `work` there.'),
  household: z
    .object({
      purse: z.number().int().describe('Coins that the family shares.'),
      rent: z.number().int().describe('Coins a day for all who live there.'),
      owed: z.number().int(),
      members: z.number().int(),
    })
    .optional()
    .describe('In the district of the home: pay the rent before dawn, or lose the home when a week of it is owed.'),
  skills: z.record(z.string(), z.number()).optional().describe('0 … 100, of what was learned.'),
  appointments: z.array(appointmentSchema).max(4).optional(),
  debts: z.array(debtSchema).max(4).optional().describe('What the agent owes.'),
  claims: z.array(debtSchema).max(4).optional().describe('What others owe the agent.'),
  relationships: z.array(relationshipSchema).max(8).optional().describe('Those who matter most to the agent.'),
  plots: z.array(z.string()).optional().describe('Plots that the agent owns, anywhere in the city.'),
  hurt_minutes: z
    .number()
    .int()
    .optional()
    .describe(
      'While it is hurt: minutes of rest in a clinic that would heal it. Elsewhere it takes four times as long.',
    ),
})

export const nearbyPlaceSchema = z.object({
  place: z.string(),
  name: z.string(),
  kind: z.string(),
  distance_m: z.number(),
  open: z.boolean(),
  hiring: z
    .number()
    .int()
    .optional()
    .describe('Hands it would take on: `work` there, while it is open and you have no job.'),
  sells: z
    .array(
      z.object({
        item: z.string(),
        price: z.number().int(),
        stock: z.number().int(),
        pays: z.number().int().optional().describe('Coins that it gives for one.'),
      }),
    )
    .optional(),
  builds: z
    .record(z.enum(workNames), z.number().int())
    .optional()
    .describe('Inside: what it asks to `build` for you, in coins for a whole building of each kind.'),
})

export const nearbyPlotSchema = z.object({
  plot: z.string(),
  price: z.number().int(),
  distance_m: z.number(),
  owner: z.string().optional().describe('An agent id; absent while the plot is free.'),
  for_sale: z.boolean().optional().describe('Its owner sells it at this price.'),
})

export const incidentSchema = z.object({
  incident: z.string(),
  kind: z.enum(incidentKinds),
  place: z.string().describe('Where it is; of a lost child, where it lives.'),
  district: z.string(),
  city_time: z.string().describe('When it ends by itself at the latest.'),
  helps: z.string().describe('What an agent can do about it.'),
})

export const environmentSchema = z.object({
  city_time: z.string().describe('City day and time, `day 3 08:15`.'),
  day: z.number().int(),
  minute_of_day: z.number().int(),
  weather: z
    .enum(weathers)
    .describe('Of the whole city. In snow and storm one walks slowly; heat, snow and storm tire who is outdoors.'),
  nearby_places: z.array(nearbyPlaceSchema),
  incidents: z.array(incidentSchema).optional().describe('What goes on in the city; absent when nothing does.'),
  nearby_plots: z.array(nearbyPlotSchema).optional().describe('Outdoors: land within 60 m.'),
})

export const availableActionSchema = z.object({
  action: z.string(),
  targets: z.array(z.string()),
  schema_ref: z.string(),
})

export const observationSchema = z.object({
  agent_id: z.string(),
  timestamp: z.iso.datetime(),
  observation: z.object({
    location: locationSchema,
    visible_agents: z.array(visibleAgentSchema).max(20),
    messages: z.array(
      z.object({
        from: z.string(),
        name: z.string(),
        channel: z.string(),
        text: z.string(),
        means: meansSchema.optional(),
        tick: z.number().int(),
      }),
    ),
    environment: environmentSchema,
    self: selfSchema,
  }),
  available_actions: z.array(availableActionSchema),
  memory_context: z.record(z.string(), z.unknown()),
  tick: z.number().int(),
  cursor: z.string(),
})
/** The wire form, names and texts joined. */
export type Observation = z.infer<typeof observationSchema>

/** As the district makes it: names and texts are joined by the gateway that delivers it. */
export interface RawObservation {
  agent_id: string
  tick: number
  seq: number
  location: z.infer<typeof locationSchema>
  visible_agents: Omit<z.infer<typeof visibleAgentSchema>, 'name'>[]
  messages: { from: string; channel: 'say' | 'tell'; words: import('./action.ts').Words; means?: Means; tick: number }[]
  environment: z.infer<typeof environmentSchema>
  self: z.infer<typeof selfSchema>
  available_actions: z.infer<typeof availableActionSchema>[]
}
