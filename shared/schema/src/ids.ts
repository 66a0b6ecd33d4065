// Names of things on the wire. A resident's id is its city-wide number behind an "a", so frames and REST speak of the same person.

/** `a` + resident number, for instance `a1041`. */
export type AgentId = `a${number}`

/** Numbers below this belong to residents of the scenario; agents made by owners are numbered from here on. */
export const FIRST_OWNED_RESIDENT = 1_000_000

const LARGEST_RESIDENT = 0xffff_ffff

export function agentIdOf(resident: number): AgentId {
  return `a${resident}`
}

/** The resident number in an agent id, or `undefined` when the text is no agent id. */
export function residentOf(agentId: string): number | undefined {
  if (!/^a[1-9]\d{0,9}$/.test(agentId)) return undefined
  const resident = Number(agentId.slice(1))
  return resident <= LARGEST_RESIDENT ? resident : undefined
}

/**
 * Where an agent's stream was read up to. Opaque to clients. `seq` counts the agent's items from 1;
 * `tick` is a hint that tells the store where to start looking.
 */
export interface Cursor {
  seq: number
  tick: number
}

/** The cursor before the first item. */
export const STREAM_START: Cursor = { seq: 0, tick: 0 }

export function formatCursor(cursor: Cursor): string {
  return `${cursor.seq.toString(36)}-${cursor.tick.toString(36)}`
}

/** Reads a cursor that `formatCursor` wrote; `undefined` for anything else. */
export function parseCursor(text: string): Cursor | undefined {
  const match = /^([0-9a-z]{1,10})-([0-9a-z]{1,10})$/.exec(text)
  if (!match?.[1] || !match[2]) return undefined
  return { seq: Number.parseInt(match[1], 36), tick: Number.parseInt(match[2], 36) }
}
