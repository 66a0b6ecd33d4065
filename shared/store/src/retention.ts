// How long single rows are kept, and which snapshots; what goes by whole spans stands in storage.ts. Days are UTC days since 1970.

export const DAY_MS = 86_400_000

/** A cursor this old still resumes without a gap. [STR-2] */
export const STREAM_RETENTION_MS = 3_600_000
/** Most items of one agent that a resume can reach back. [STR-2] */
export const STREAM_RETENTION_ITEMS = 10_000
/** Done commands are remembered this long, so that a repeat of their id is still known. [CMD-1] */
export const COMMANDS_DONE_MS = 2 * DAY_MS
/** Dead letters kept, newest first; the count goes on for ever. [ACT-8] */
export const DEAD_LETTERS_KEPT = 1_000
/** Largest part of a dead letter that is kept, in bytes. */
export const DEAD_LETTER_BYTES = 65_536

export function dayOf(wallMs: number): number {
  return Math.floor(wallMs / DAY_MS)
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * Which snapshots of one district stay: one a minute for the last hour, one an hour for the last day, one a day
 * beyond; of each span its last one, and always the newest of all.
 */
export function snapshotsToKeep(snapshots: readonly { tick: number; wallMs: number }[], nowMs: number): Set<number> {
  const lastOfSpan = new Map<string, number>()
  const byTick = [...snapshots].sort((a, b) => a.tick - b.tick)
  for (const { tick, wallMs } of byTick) {
    const ageMs = nowMs - wallMs
    const spanMs = ageMs < HOUR_MS ? MINUTE_MS : ageMs < DAY_MS ? HOUR_MS : DAY_MS
    lastOfSpan.set(`${spanMs}:${Math.floor(wallMs / spanMs)}`, tick)
  }
  const newest = byTick.at(-1)
  return new Set([...lastOfSpan.values(), ...(newest ? [newest.tick] : [])])
}
