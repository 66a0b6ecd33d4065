// What was once committed under a version number may not change under that number: wire schemas and golden hashes.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

export const SCHEMA_FOLDER = 'docs/protocol/schema'
export const GOLDEN_FOLDER = 'districts/test/golden'

/** In each snapshot: the protocol version in which this schema became what it is. */
const VERSION_KEY = 'x-protocol-version'

const snapshotSchema = z.looseObject({ [VERSION_KEY]: z.int() })
const goldenSchema = z.object({ simVersion: z.int(), hash: z.string() })

/** A file as it is now (undefined when it is gone) and as each commit had it. */
export interface Versions {
  now: string | undefined
  history: readonly string[]
}

/** The snapshot of a wire schema as outsiders read it; the version stays while the schema does. */
export function snapshotOf(schema: z.ZodType, version: number, before: string | undefined): string {
  const live = exportSchema(schema)
  const { [VERSION_KEY]: since, ...known } = before === undefined ? {} : parseSnapshot(before)
  const kept = isDeepStrictEqual(known, live) ? since : version
  return `${JSON.stringify({ [VERSION_KEY]: kept, ...live }, null, 2)}\n`
}

export function changedSchema(name: string, live: z.ZodType | undefined, version: number, file: Versions): string[] {
  const frozen = file.history.map(parseSnapshot)
  if (live === undefined) {
    const isGone = frozen.some((old) => old[VERSION_KEY] === version)
    return isGone
      ? [`The wire schema "${name}" vanished under protocol version ${version}: step PROTOCOL_VERSION.`]
      : []
  }
  if (file.now === undefined) return [`The wire schema "${name}" has no snapshot: run "npm run docs" and commit it.`]
  if (file.now !== snapshotOf(live, version, file.now)) {
    return [`The wire schema "${name}" is not as committed: step PROTOCOL_VERSION, then run "npm run docs".`]
  }
  const now = parseSnapshot(file.now)
  const isFrozenOtherwise = (old: typeof now) => old[VERSION_KEY] === now[VERSION_KEY] && !isDeepStrictEqual(old, now)
  if (!frozen.some(isFrozenOtherwise)) return []
  return [`The wire schema "${name}" was committed otherwise under protocol version ${now[VERSION_KEY]}: take a step.`]
}

/** A golden file names the version of the rules that gave its hash. [DET-4] */
export function changedGolden(path: string, simVersion: number, { now, history }: Versions): string[] {
  if (now === undefined) return []
  const current = goldenSchema.parse(JSON.parse(now))
  if (current.simVersion !== simVersion) {
    return [`${path} is of SIM_VERSION ${current.simVersion}, the rules are of ${simVersion}: record it anew.`]
  }
  const earlier = history.map((old) => goldenSchema.parse(JSON.parse(old)))
  const isOther = earlier.some((old) => old.simVersion === current.simVersion && old.hash !== current.hash)
  return isOther ? [`${path} had another hash under SIM_VERSION ${simVersion}: a changed hash takes a step.`] : []
}

function exportSchema(schema: z.ZodType): Record<string, unknown> {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })))
}

function parseSnapshot(text: string) {
  return snapshotSchema.parse(JSON.parse(text))
}
