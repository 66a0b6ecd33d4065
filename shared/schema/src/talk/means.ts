// What words do, beside what they say: outsiders and built-in minds understand each other by this, whatever the text.
import { z } from 'zod'
import { experienceKinds } from '../world/experience.ts'

/** How long ago, in words. The index is the packed value: new ones go to the end. */
export const whens = ['just now', 'today', 'yesterday', 'lately'] as const
export type When = (typeof whens)[number]

const id = z.string().min(1).max(64)
const happening = {
  what: z.enum(experienceKinds),
  when: z.enum(whens).default('lately'),
  place: id.optional(),
  item: id.optional().describe('An item, or a skill that was studied.'),
}

const invitation = z.object({
  kind: z.literal('invite'),
  place: id.describe('A building or a named place.'),
  minute_of_day: z.number().int().min(0).max(1439).describe('When the clock next shows it.'),
})

export const meansSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('greet') }),
  z.object({ kind: z.literal('farewell') }),
  z.object({ kind: z.literal('ask') }).describe('How are you, what is new?'),
  z
    .object({ kind: z.literal('recount'), ...happening, other: id.optional().describe('Who else was in it.') })
    .describe('Something that happened to the speaker.'),
  z
    .object({ kind: z.literal('gossip'), about: id, ...happening, other: id.optional() })
    .describe('Something that the speaker has only heard of another one.'),
  invitation.describe('Come there at that time? Both then have an appointment that waits for the answer.'),
  z.object({ kind: z.literal('accept') }).describe('Yes to what the listener last asked: an invitation, an apology.'),
  z.object({ kind: z.literal('decline') }).describe('No to what the listener last asked.'),
  z.object({ kind: z.literal('thank') }),
  z.object({ kind: z.literal('praise') }),
  z.object({ kind: z.literal('apologise') }),
  z.object({ kind: z.literal('insult') }),
  z
    .object({ kind: z.literal('ask_loan'), amount: z.number().int().min(1).max(200).describe('Coins.') })
    .describe('Would you lend me that many? Answered by `pay` with `for: loan`.'),
])
export type Means = z.infer<typeof meansSchema>

/** The index + 1 is the encoded value: new ones go to the end. */
export const meansKinds = [
  'greet',
  'farewell',
  'ask',
  'recount',
  'gossip',
  'invite',
  'accept',
  'decline',
  'thank',
  'praise',
  'apologise',
  'insult',
  'ask_loan',
] as const satisfies readonly Means['kind'][]
