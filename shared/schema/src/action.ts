// The actions of the city as they travel: one parameter schema each, and the decision that wraps them. [ACT-6]
import { z } from 'zod'
import { meansSchema } from './talk/means.ts'
import { pastimes } from './world/pastimes.ts'
import { skills } from './world/skills.ts'
import { workNames } from './world/works.ts'

/** Longest utterance, in UTF-16 units: what fits a speech bubble that can be read while walking by. */
export const MAX_TEXT_LENGTH = 280
/** Longest reasoning kept beside an action. */
export const MAX_REASONING_LENGTH = 2_000
/** Largest packet or body that an agent may send, in bytes. */
export const MAX_PACKET_BYTES = 65_536

const place = z.string().min(1).max(64)
const text = z.string().trim().min(1).max(MAX_TEXT_LENGTH)
/** What coins are handed over for. */
export const payments = ['gift', 'loan', 'debt'] as const
export type Payment = (typeof payments)[number]

const means = meansSchema.optional().describe('What the words do, for those who do not read them.')
const minutes = (most: number) => z.number().int().min(1).max(most)

/** Parameter schema per action. `minutes` are city minutes, amounts are coins. */
export const actionParameters = {
  move_to: z.object({ place: place.describe('A building, a named place, or an agent to walk up to.') }),
  enter: z.object({ building: place.optional().describe('Default: the building at whose door the agent stands.') }),
  ride: z.object({ stop: place.describe('The tram stop to ride to.') }),
  leave: z.object({}),
  say: z.object({
    text: text.describe('Heard by the 50 nearest within 25 m, or in the same building.'),
    to: place.optional().describe('An agent id: whom it is meant for. Default: the nearest who hears it.'),
    means,
  }),
  tell: z.object({ agent: place.describe('An agent id.'), text, means }),
  wave: z.object({ agent: place.describe('Somebody in sight.') }),
  give: z.object({
    agent: place.describe('Somebody near by.'),
    item: place,
    quantity: z.number().int().min(1).max(20).default(1),
  }),
  pay: z.object({
    agent: place,
    amount: z.number().int().min(1).max(1_000_000),
    for: z.enum(payments).optional().describe('A loan that was asked for, or what the agent owes. Default: a gift.'),
  }),
  buy: z.object({ item: place, quantity: z.number().int().min(1).max(20).default(1) }),
  sell: z.object({ item: place, quantity: z.number().int().min(1).max(20).default(1) }),
  set_price: z.object({ item: place, price: z.number().int().min(1).max(20_000).describe('Coins for one.') }),
  eat: z.object({ item: place.optional().describe('Default: the most filling food at hand.') }),
  rest: z.object({ minutes: minutes(600).default(60) }),
  work: z.object({
    minutes: minutes(600).default(60),
    change_job: z.boolean().optional().describe('Give notice where you work, and take a vacancy of this house.'),
  }),
  study: z.object({
    skill: z.enum(skills).optional().describe('Default: what the building teaches first.'),
    minutes: minutes(240).default(60),
  }),
  play: z.object({ minutes: minutes(240).default(30) }),
  claim_plot: z.object({ plot: place.describe('A free plot near by.') }),
  build: z.object({
    plot: place.describe('A plot of your own, near by.'),
    kind: z.enum(workNames).optional().describe('What to build; wanted once, when the site is laid out.'),
    deposit: z.number().int().min(0).max(1_000_000).default(0).describe('Coins for the wages of helpers.'),
    minutes: minutes(600).default(60),
    builders: place
      .optional()
      .describe(
        'Inside their house: these bring all materials and do the work, for what they ask. Default: you build.',
      ),
  }),
  manage_plot: z.object({
    plot: place.describe('A plot of your own in this district.'),
    price: z.number().int().min(0).max(1_000_000).optional().describe('For sale at so many coins; 0: no longer.'),
    rent: z.number().int().min(0).max(1_000).optional().describe('Coins a day of each who lives there.'),
  }),
  name_plot: z.object({
    plot: place.describe('A plot of your own in this district.'),
    text: z.string().trim().min(1).max(40).describe('Its name, and that of what stands there.'),
  }),
  release_plot: z.object({ plot: place.describe('A plot of your own in this district.') }),
  wait: z.object({
    minutes: minutes(240).default(5),
    doing: z.enum(pastimes).optional().describe('What to do meanwhile. Default: nothing.'),
  }),
} as const

export type ActionName = keyof typeof actionParameters
export type ActionParameters = { [Name in ActionName]: z.infer<(typeof actionParameters)[Name]> }

export const actionNames = Object.keys(actionParameters) as ActionName[]

/** Speech, and what one says with a hand, goes beside body actions: up to three in a tick. [ACT-6] */
export const speechActions: readonly ActionName[] = ['say', 'tell', 'wave']

/** What a mind sends: untrusted until the chain has parsed it. */
export const decisionSchema = z.object({
  action: z.string().min(1).max(64),
  parameters: z.record(z.string(), z.unknown()).default({}),
  reasoning: z.string().max(MAX_REASONING_LENGTH).optional(),
  confidence: z.number().min(0).max(1).optional(),
  idempotency_key: z.string().min(1).max(128).optional(),
  observed_tick: z.number().int().min(0).optional(),
  expires_tick: z.number().int().min(0).optional(),
})
export type DecisionBody = z.infer<typeof decisionSchema>

/** Words as the simulation holds them: a text kept elsewhere, or a template with arguments. [DET-5] */
export type Words = { text_id: string } | { template: string; args: readonly string[] }

type WithWords<T> = T extends { text: string } ? Omit<T, 'text'> & { words: Words } : T

/** Action and parameters as the simulation gets them: `text` has become `words`. */
export type SimAction = {
  [Name in ActionName]: { name: Name; parameters: WithWords<ActionParameters[Name]> }
}[ActionName]
