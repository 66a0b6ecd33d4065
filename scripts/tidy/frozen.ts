// What was once committed under a version number may not change under that number: wire schemas and golden hashes.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

const schemasSchema = z.record(z.string(), z.unknown())
const goldenSchema = z.object({ simVersion: z.int(), hash: z.string() })

export type WireSchemas = Record<string, unknown>

/** The JSON Schemas of the wire as outsiders read them. */
export function exportWire(schemas: Record<string, z.ZodType>): WireSchemas {
  const entries = Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]))
}

/** `history` holds what was committed under this version before, in any order. */
export function changedSchemas(
  version: number,
  live: WireSchemas,
  snapshot: string | undefined,
  history: string[],
): string[] {
  if (snapshot === undefined) return [`Protocol version ${version} has no snapshot: run "npm run docs" and commit it.`]
  const known = schemasSchema.parse(JSON.parse(snapshot))
  const names = Object.keys({ ...known, ...live })
  const stale = names.filter((name) => !isDeepStrictEqual(known[name], live[name]))
  const faults = stale.map((name) => `The wire schema "${name}" differs from its snapshot: run "npm run docs".`)
  return [...faults, ...history.flatMap((text) => changedSince(version, live, text))]
}

function changedSince(version: number, live: WireSchemas, text: string): string[] {
  const before = Object.entries(schemasSchema.parse(JSON.parse(text)))
  const changed = before.filter(([name, schema]) => !isDeepStrictEqual(schema, live[name]))
  return changed.map(
    ([name]) =>
      `The wire schema "${name}" was committed otherwise under protocol version ${version}: step PROTOCOL_VERSION.`,
  )
}

/** A golden file names the version of the rules that gave its hash. [DET-4] */
export function changedGolden(path: string, simVersion: number, text: string, history: string[]): string[] {
  const current = goldenSchema.parse(JSON.parse(text))
  const earlier = history.map((old) => goldenSchema.parse(JSON.parse(old)))
  const faults: string[] = []
  if (current.simVersion !== simVersion) {
    faults.push(`${path} is of SIM_VERSION ${current.simVersion}, the rules are of ${simVersion}: record it anew.`)
  }
  if (earlier.some((old) => old.simVersion === current.simVersion && old.hash !== current.hash)) {
    faults.push(`${path} had another hash under SIM_VERSION ${current.simVersion}: a changed hash takes a step.`)
  }
  return faults
}

/** One file per protocol version. */
export function snapshotPath(version: number): string {
  return `docs/protocol/schema/v${version}.json`
}
