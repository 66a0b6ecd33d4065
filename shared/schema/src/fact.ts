// Facts: immutable, past tense, committed with their tick. Stored as below; `words` become `text` when a gateway joins them. [DET-5]
import { z } from 'zod'
import { payments } from './action.ts'
import { meansSchema } from './talk/means.ts'
import { incidentEndings, incidentKinds } from './world/incident.ts'
import { weathers } from './world/weather.ts'
import { pastimes } from './world/pastimes.ts'

const agent = z.string()
const words = z.union([
  z.object({ text_id: z.string() }),
  z.object({ template: z.string(), args: z.array(z.string()).readonly() }),
])
const building = z.string()

/** Over what people fall out. */
export const grievances = ['broken_promise', 'unpaid_debt', 'insult'] as const
export type Grievance = (typeof grievances)[number]

/** Why a running activity came to its end. */
export const activityOutcomes = ['done', 'interrupted', 'failed'] as const

/** Why somebody lost a job: it did not show up, the till could not pay, there was too little to do, or the firm is no more. */
export const letGoReasons = ['absent', 'unpaid', 'no_work', 'bankrupt'] as const
export type LetGoReason = (typeof letGoReasons)[number]

/** Why builders leave a site that is not done. */
export const leavingReasons = ['bankrupt', 'late'] as const
export type LeavingReason = (typeof leavingReasons)[number]

export const factSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent_spawned'), agent_id: agent, place: z.string() }),
  z.object({ type: z.literal('agent_retired'), agent_id: agent }),
  z.object({ type: z.literal('agent_departed'), agent_id: agent, to: z.string() }),
  z.object({ type: z.literal('agent_arrived'), agent_id: agent, from: z.string() }),
  z.object({
    type: z.literal('activity_started'),
    agent_id: agent,
    activity: z.string(),
    action_id: z.string().optional(),
    place: z.string().optional(),
    doing: z.enum(pastimes).optional(),
  }),
  z.object({
    type: z.literal('activity_finished'),
    agent_id: agent,
    activity: z.string(),
    action_id: z.string().optional(),
    outcome: z.enum(activityOutcomes),
    place: z.string().optional(),
    doing: z.enum(pastimes).optional(),
  }),
  z.object({ type: z.literal('building_entered'), agent_id: agent, building }),
  z.object({ type: z.literal('building_left'), agent_id: agent, building }),
  z.object({
    type: z.literal('said'),
    agent_id: agent,
    words,
    to: agent.optional(),
    means: meansSchema.optional(),
    place: z.string(),
    building: building.optional(),
  }),
  z.object({ type: z.literal('told'), agent_id: agent, to: agent, words, means: meansSchema.optional() }),
  z.object({
    type: z.literal('tram_boarded'),
    agent_id: agent,
    line: z.string(),
    place: z.string(),
    to: z.string(),
    coins: z.number().int(),
  }),
  z.object({ type: z.literal('tram_left'), agent_id: agent, line: z.string(), place: z.string() }),
  z.object({ type: z.literal('waved'), agent_id: agent, to: agent, place: z.string() }),
  z.object({
    type: z.literal('gave'),
    agent_id: agent,
    to: agent,
    item: z.string(),
    quantity: z.number().int(),
    place: z.string(),
  }),
  z.object({
    type: z.literal('paid'),
    agent_id: agent,
    to: agent,
    amount: z.number().int(),
    for: z.enum(payments).optional(),
  }),
  z.object({
    type: z.literal('undelivered'),
    agent_id: agent,
    to: agent,
    what: z.enum(['tell', 'pay']),
    amount: z.number().int(),
    action_id: z.string().optional(),
  }),
  z.object({
    type: z.literal('bought'),
    agent_id: agent,
    building,
    item: z.string(),
    quantity: z.number().int(),
    coins: z.number().int(),
  }),
  z.object({
    type: z.literal('sold'),
    agent_id: agent,
    building,
    item: z.string(),
    quantity: z.number().int(),
    coins: z.number().int(),
  }),
  z.object({
    type: z.literal('price_set'),
    agent_id: agent,
    building,
    item: z.string(),
    price: z.number().int(),
    was: z.number().int(),
  }),
  z.object({ type: z.literal('plot_claimed'), agent_id: agent, plot: z.string(), coins: z.number().int() }),
  z.object({ type: z.literal('plot_released'), agent_id: agent, plot: z.string(), coins: z.number().int() }),
  z.object({
    type: z.literal('building_begun'),
    agent_id: agent,
    plot: z.string(),
    kind: z.string(),
    coins: z.number().int(),
  }),
  z.object({
    type: z.literal('materials_brought'),
    agent_id: agent,
    plot: z.string(),
    planks: z.number().int(),
    bricks: z.number().int(),
  }),
  z.object({
    type: z.literal('building_finished'),
    agent_id: agent,
    plot: z.string(),
    kind: z.string(),
    builders: z.string().optional().describe('Id of the firm that was hired for it.'),
  }),
  z.object({
    type: z.literal('plot_sold'),
    agent_id: agent,
    to: agent,
    plot: z.string(),
    coins: z.number().int(),
  }),
  z.object({
    type: z.literal('plot_offered'),
    agent_id: agent,
    plot: z.string(),
    price: z.number().int().optional(),
    rent: z.number().int().optional(),
  }),
  z.object({ type: z.literal('plot_named'), agent_id: agent, plot: z.string(), words }),
  z.object({ type: z.literal('ate'), agent_id: agent, item: z.string() }),
  z.object({
    type: z.literal('wage_paid'),
    agent_id: agent,
    building,
    coins: z.number().int(),
    minutes: z.number().int(),
    tax: z.number().int().optional().describe('Kept back for the treasury.'),
  }),
  z.object({ type: z.literal('hired'), agent_id: agent, building }),
  z.object({
    type: z.literal('gave_notice'),
    agent_id: agent,
    building,
    to: z.string().describe('Where it works from now on.'),
  }),
  z.object({ type: z.literal('let_go'), agent_id: agent, building, why: z.enum(letGoReasons) }),
  z.object({
    type: z.literal('overslept'),
    agent_id: agent,
    building: building.describe('Where its shift has begun.'),
    minutes: z.number().int().describe('Since it has.'),
  }),
  z.object({
    type: z.literal('learned'),
    agent_id: agent,
    building,
    skill: z.string(),
    minutes: z.number().int(),
    level: z.number().int().describe('0 … 100.'),
  }),
  z.object({ type: z.literal('befriended'), agent_id: agent, other: agent }),
  z.object({ type: z.literal('drifted_apart'), agent_id: agent, other: agent }),
  z.object({ type: z.literal('quarrelled'), agent_id: agent, other: agent, why: z.enum(grievances) }),
  z.object({ type: z.literal('reconciled'), agent_id: agent, other: agent }),
  z.object({
    type: z.literal('appointed'),
    agent_id: agent,
    other: agent,
    place: z.string(),
    day: z.number().int(),
    minute_of_day: z.number().int(),
  }),
  z.object({ type: z.literal('met_as_agreed'), agent_id: agent, other: agent, place: z.string() }),
  z.object({ type: z.literal('stood_up'), agent_id: agent, other: agent, place: z.string() }),
  z.object({
    type: z.literal('lent'),
    agent_id: agent,
    other: agent,
    amount: z.number().int(),
    due_day: z.number().int(),
  }),
  z.object({
    type: z.literal('repaid'),
    agent_id: agent,
    other: agent,
    amount: z.number().int(),
    left: z.number().int().describe('Coins still owed.'),
  }),
  z.object({ type: z.literal('defaulted'), agent_id: agent, other: agent, amount: z.number().int() }),
  z.object({ type: z.literal('fainted'), agent_id: agent, need: z.string() }),
  z.object({ type: z.literal('woke'), agent_id: agent }),
  z.object({
    type: z.literal('boat_landed'),
    crates: z.number().int(),
    coins: z.number().int(),
  }),
  z.object({ type: z.literal('bankrupt'), building }),
  z.object({
    type: z.literal('builders_hired'),
    agent_id: agent,
    plot: z.string(),
    building,
    kind: z.string(),
    coins: z.number().int().describe('The price of all of it.'),
  }),
  z.object({
    type: z.literal('materials_delivered'),
    building,
    plot: z.string(),
    planks: z.number().int(),
    bricks: z.number().int(),
  }),
  z.object({
    type: z.literal('builders_left'),
    agent_id: agent,
    plot: z.string(),
    building,
    why: z.enum(leavingReasons),
    coins: z.number().int().describe('What was not earned, and lies on the site.'),
  }),
  z.object({ type: z.literal('firm_founded'), building, coins: z.number().int().describe('Lent by the treasury.') }),
  z.object({ type: z.literal('refounded'), building, coins: z.number().int().describe('Lent by the treasury.') }),
  z.object({ type: z.literal('rent_owed'), agent_id: agent, building, coins: z.number().int() }),
  z.object({ type: z.literal('evicted'), agent_id: agent, building, coins: z.number().int().describe('Owed.') }),
  z.object({ type: z.literal('moved_in'), agent_id: agent, building, coins: z.number().int().describe('Rent a day.') }),
  z.object({ type: z.literal('households_shopped'), pieces: z.number().int(), coins: z.number().int() }),
  z.object({ type: z.literal('pension_paid'), agent_id: agent, coins: z.number().int() }),
  z.object({ type: z.literal('relief_paid'), agent_id: agent, coins: z.number().int() }),
  z.object({ type: z.literal('boat_stayed_away'), weather: z.string() }),
  z.object({ type: z.literal('goods_shipped'), crates: z.number().int(), coins: z.number().int() }),
  z.object({ type: z.literal('money_minted'), coins: z.number().int(), why: z.string() }),
  z.object({ type: z.literal('world_event'), event_id: z.string(), event: z.string(), words }),
  z.object({ type: z.literal('incident_began'), incident: z.string(), kind: z.enum(incidentKinds), place: z.string() }),
  z.object({
    type: z.literal('incident_joined'),
    agent_id: agent,
    incident: z.string(),
    kind: z.enum(incidentKinds),
    place: z.string(),
  }),
  z.object({
    type: z.literal('incident_ended'),
    incident: z.string(),
    kind: z.enum(incidentKinds),
    place: z.string(),
    how: z.enum(incidentEndings),
    helpers: z.array(agent).describe('Who helped or took part, first come first, 12 at most.'),
  }),
  z.object({ type: z.literal('picketed'), agent_id: agent, incident: z.string(), place: z.string() }),
  z.object({ type: z.literal('child_found'), agent_id: agent, incident: z.string(), place: z.string() }),
  z.object({ type: z.literal('hurt'), agent_id: agent, building, incident: z.string() }),
  z.object({ type: z.literal('rescued'), agent_id: agent, building, incident: z.string() }),
  z.object({ type: z.literal('healed'), agent_id: agent, place: z.string() }),
  z.object({ type: z.literal('thanked'), agent_id: agent, incident: z.string(), coins: z.number().int() }),
  z.object({ type: z.literal('weather_changed'), weather: z.enum(weathers), was: z.enum(weathers) }),
  z.object({ type: z.literal('clock_changed'), rate: z.number(), paused: z.boolean() }),
  z.object({
    type: z.literal('recovered_under_new_rules'),
    from_version: z.number().int(),
    to_version: z.number().int(),
  }),
])
export type Fact = z.infer<typeof factSchema>

/** Facts that only those named in them may see; all others are public and reach feed, chat and building logs. */
export const privateFacts: ReadonlySet<Fact['type']> = new Set([
  'told',
  'paid',
  'undelivered',
  'agent_departed',
  'agent_arrived',
  'activity_started',
  'activity_finished',
  'ate',
  'pension_paid',
])

/** An item of one agent's stream, as stored. `seq` counts from 1 per agent. [STR-1] */
export type StreamItem =
  | {
      kind: 'result'
      seq: number
      tick: number
      action_id: string
      key: string
      status: 'accepted' | 'refused'
      code?: string
      reason?: string
    }
  | {
      kind: 'message'
      seq: number
      tick: number
      channel: 'say' | 'tell'
      from: string
      words: z.infer<typeof words>
      means?: z.infer<typeof meansSchema>
      /** Whether it was meant for the agent, and not only overheard. */
      to_you?: boolean
      place: string
    }
  | { kind: 'fact'; seq: number; tick: number; fact: Fact }

const joined = { cursor: z.string(), tick: z.number().int() }

/** A message on the wire: what somebody said nearby or told the agent. */
export const messageSchema = z.object({
  type: z.literal('message'),
  ...joined,
  channel: z.enum(['say', 'tell']),
  from: z.object({ agent_id: z.string(), name: z.string() }),
  text: z.string(),
  means: meansSchema.optional().describe('What the words do, where the speaker said so.'),
  to_you: z.boolean().optional().describe('Present when it was meant for the agent, and not only overheard.'),
  place: z.string(),
})
export type WireMessage = z.infer<typeof messageSchema>

/** A fact on the wire: the stored fields with `words` replaced by `text`, and the name of whom it is about. */
export const wireFactSchema = z.looseObject({
  type: z.string(),
  tick: z.number().int(),
  cursor: z.string().optional(),
  district: z.string().optional(),
  agent_id: z.string().optional(),
  name: z.string().optional(),
  other_name: z.string().optional().describe('The name of the agent `other`.'),
  text: z.string().optional(),
})
export type WireFact = z.infer<typeof wireFactSchema>

/** Marks a hole in a stream: what lay between is past its retention. [STR-2] */
export const gapSchema = z.object({ type: z.literal('gap'), cursor: z.string(), reason: z.string() })

export const resultItemSchema = z.looseObject({ type: z.literal('result'), ...joined })

/** One item of `GET …/inbox`: the same bodies as on the three MQTT topics. */
export const inboxItemSchema = z.union([resultItemSchema, messageSchema, gapSchema, wireFactSchema])
export type InboxItem = z.infer<typeof inboxItemSchema>
