// Fields of a scenario file that nobody reads. A file is written by hand: what is misspelt there would silently be left out.
// Messages of the wire are another matter: there newer clients may send more, and what is not known is ignored.
import { nearName } from '@civitas/kit'
import { z } from 'zod'
import { scenarioSchema } from '../scenario.ts'

export interface UnknownField {
  /** As an operator finds it: `districts.0.buildings.3.hour`. */
  path: string
  /** `hours`, when that is what was meant. */
  meant: string | undefined
  /** What may stand there. */
  known: readonly string[]
}

/** All of them, in the order of the file. Takes anything, as read from a file. */
export function unknownScenarioFields(content: unknown): UnknownField[] {
  return [...unknownIn(scenarioSchema, content, '')]
}

function* unknownIn(schema: z.core.$ZodType, content: unknown, path: string): Generator<UnknownField> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    yield* unknownIn(schema.unwrap(), content, path)
  if (schema instanceof z.ZodArray && Array.isArray(content)) {
    for (const [index, inner] of content.entries()) yield* unknownIn(schema.element, inner, `${path}${index}.`)
  }
  if (!(schema instanceof z.ZodObject) || !isObject(content)) return
  const shape = schema.shape as Record<string, z.core.$ZodType>
  const known = Object.keys(shape)
  for (const [name, inner] of Object.entries(content)) {
    const of = known.includes(name) ? shape[name] : undefined
    if (of) yield* unknownIn(of, inner, `${path}${name}.`)
    else
      yield {
        path: path + asWritten(name),
        meant: nearName(
          name,
          known.filter((one) => !(one in content)),
        ),
        known,
      }
  }
}

function isObject(content: unknown): content is object {
  return typeof content === 'object' && content !== null && !Array.isArray(content)
}

/** A name may be any text: what is no plain word is quoted, so that it cannot be taken for something else. */
function asWritten(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name)
}
