// What `means` may be, in words: a table of the kinds and one of their fields, from the schema that the city judges by.
import { must } from '@civitas/kit'
import { type Means, meansKinds, meansSchema } from '@civitas/schema'
import { z } from 'zod'
import { type Field, formOf, namesOf } from './field-words.ts'

type Kind = Means['kind']
type FieldName = Exclude<{ [K in Kind]: keyof Extract<Means, { kind: K }> }[Kind], 'kind'>

const kinds: { [K in Kind]: { does: string; example: z.input<typeof meansSchema> & { kind: K } } } = {
  greet: { does: 'Opens a conversation.', example: { kind: 'greet' } },
  farewell: { does: 'Ends it.', example: { kind: 'farewell' } },
  ask: { does: 'How are you, what is new?', example: { kind: 'ask' } },
  recount: {
    does: 'Something that happened to the speaker; news is remembered by the listener and passed on.',
    example: { kind: 'recount', what: 'bought', when: 'today', item: 'bread', place: 'old-town-bakery' },
  },
  gossip: {
    does: 'Something that the speaker has only heard, about another one; the listener thinks better or worse of that one.',
    example: { kind: 'gossip', about: 'a7', what: 'befriended', when: 'yesterday', other: 'a31' },
  },
  invite: {
    does: 'Come there at that time? An appointment that waits for `accept` or `decline`.',
    example: { kind: 'invite', place: 'cafe-at-the-bell', minute_of_day: 720 },
  },
  accept: {
    does: 'Yes to the invitation, or to the apology that the listener made last. Else refused: `nothing_asked`.',
    example: { kind: 'accept' },
  },
  decline: {
    does: 'No to what the listener asked: an invitation, an apology, a loan. Else refused: `nothing_asked`.',
    example: { kind: 'decline' },
  },
  thank: { does: 'The listener likes the speaker better.', example: { kind: 'thank' } },
  praise: { does: 'As `thank`.', example: { kind: 'praise' } },
  apologise: { does: 'Who answers `accept` makes up.', example: { kind: 'apologise' } },
  insult: { does: 'The listener likes the speaker much less.', example: { kind: 'insult' } },
  ask_loan: {
    does: 'Would you lend me that many coins? Given by `pay` with `for: loan`.',
    example: { kind: 'ask_loan', amount: 20 },
  },
}

const fields: { [Name in FieldName]: string } = {
  what: 'What happened.',
  when: 'How long ago. Default: `lately`.',
  place: 'Where: id of a building or a named place.',
  item: 'Id of an item, or a skill that was studied.',
  other: 'Agent id: who else was in it.',
  about: 'Agent id: to whom it happened.',
  minute_of_day: 'When the clock next shows it.',
  amount: 'Coins.',
}

/** What can be sent as `means`, one for each kind. */
export const meansExamples: readonly z.input<typeof meansSchema>[] = meansKinds.map((kind) => kinds[kind].example)

/** Lines of Markdown: what stands below a heading. */
export function meansTables(): string[] {
  const options = (z.toJSONSchema(meansSchema, { io: 'input' }) as Field).oneOf ?? []
  const optionOf = (kind: Kind) =>
    must(
      options.find(({ properties }) => properties?.['kind']?.const === kind),
      kind,
    )
  const kindRows = meansKinds.map((kind) => {
    const names = namesOf(optionOf(kind)).filter((name) => name !== '`kind`')
    return `| \`${kind}\` | ${kinds[kind].does} | ${names.join(' ')} | \`${JSON.stringify(kinds[kind].example)}\` |`
  })
  const fieldRows = Object.entries(fields).map(([name, means]) => {
    const field = must(options.find(({ properties }) => properties?.[name])?.properties?.[name], name)
    return `| \`${name}\` | ${formOf(field)} | ${means} |`
  })
  return [
    'What words do, beside what they say. `say` and `tell` take one of these objects as `means`; fields with a `?` may be left out.',
    '',
    '| kind | what it does | fields | example |',
    '| --- | --- | --- | --- |',
    ...kindRows,
    '',
    '| field | form | meaning |',
    '| --- | --- | --- |',
    ...fieldRows,
    '',
  ]
}
